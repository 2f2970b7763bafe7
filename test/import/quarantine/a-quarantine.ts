import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { onTestFinished } from 'vitest';
import type { Finding } from '../../../src/domain/finding.js';
import { FIELD_KEYS } from '../../../src/domain/fields.js';
import type { RowValues } from '../../../src/domain/registration.js';
import type { SheetLine } from '../../../src/import/quarantine/repair-sheet.js';
import type {
  CheckedCells,
  LoadedRow,
  RepairedRow,
  RetryTools,
  RowLoader,
  RowLoading,
  RowsLoaded,
} from '../../../src/import/quarantine/retry.js';
import { createRegistry, type Registry } from '../../../src/store/open.js';

export const AT = '2026-05-20T09:30:00.000+08:00';

export interface QuarantineFixture {
  readonly registry: Registry;
  readonly folder: string;
}

export interface NewRow {
  readonly id: number;
  readonly batch?: number;
  readonly line?: number;
  readonly cells?: Readonly<Record<string, string>>;
  readonly findings?: readonly Finding[];
}

export const NAME_MISSING: Finding = { code: 'required-missing', severity: 'error', fields: ['name_man'] };
export const AGE_TOO_LOW: Finding = {
  code: 'minimum-age',
  severity: 'error',
  fields: ['birth_man', 'op_date'],
  values: { date: '1986-05-04' },
};
export const PAGES_DOUBTFUL: Finding = { code: 'pages-differ', severity: 'warning', fields: ['doc_page_num'] };

/** Two batches of one file each; numbers are of region 99, which does not exist. */
export function aQuarantine(rows: readonly NewRow[]): QuarantineFixture {
  const folder = mkdtempSync(join(tmpdir(), 'mreg-quarantine-'));
  const registry = createRegistry(join(folder, 'registry.db'));
  onTestFinished(() => {
    registry.close();
    rmSync(folder, { recursive: true });
  });
  for (const batch of [1, 2]) addBatch(registry, batch);
  for (const row of rows) addRow(registry, row);
  return { registry, folder };
}

/** The batches of a fixture were loaded by two counties. */
const AREAS: Readonly<Record<number, string>> = { 1: '990101', 2: '990102' };

function addBatch({ database }: Registry, id: number): void {
  database
    .prepare(
      "INSERT INTO batch(id, state, source, kind, actor, area, started_at, paths, options) VALUES (?, 'done', 'backfill', 'import', 'clerk', ?, ?, '[]', '{}')",
    )
    .run(id, AREAS[id], AT);
  database
    .prepare(
      `INSERT INTO batch_file(batch_id, file_no, name, path, sha256, bytes, sheet, encoding, layout, mapping, first_id, last_id, state)
       VALUES (?, 1, ?, '', '', 0, '', 'utf-8', '', '', 1, 1, 'done')`,
    )
    .run(id, `county-${id}.csv`);
}

export function addRow({ database }: Registry, { id, batch = 1, line = id + 1, cells = {}, findings = [NAME_MISSING] }: NewRow): void {
  database
    .prepare("INSERT INTO quarantine(id, batch_id, file_no, line, cells, findings, state) VALUES (?, ?, 1, ?, ?, ?, 'open')")
    .run(id, batch, line, JSON.stringify(cells), JSON.stringify(findings));
}

export function stateOf({ database }: Registry, id: number): unknown {
  return database.prepare('SELECT state, repaired_as FROM quarantine WHERE id = ?').get(id);
}

/** Bodies of the ledger entries of a kind, oldest first. */
export function ledgerBodies({ database }: Registry, kind: string): readonly Record<string, unknown>[] {
  const bodies = database
    .prepare<[string], string>("SELECT body ->> '$.body' FROM ledger_entry WHERE body ->> '$.kind' = ? ORDER BY seq")
    .pluck()
    .all(kind);
  return bodies.map((body) => JSON.parse(body) as Record<string, unknown>);
}

export async function openSheet(path: string): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  return workbook;
}

/** The repair sheet with a way to its cells by quarantine id and column key. */
export async function editSheet(
  path: string,
  edit: (cell: (id: number, key: string) => ExcelJS.Cell, sheet: ExcelJS.Worksheet) => void,
): Promise<void> {
  const workbook = await openSheet(path);
  const sheet = workbook.worksheets[0];
  if (sheet === undefined) throw new Error('no sheet');
  edit((id, key) => sheet.getRow(rowOf(sheet, id)).getCell(columnOf(sheet, key)), sheet);
  await workbook.xlsx.writeFile(path);
}

export function columnOf(sheet: ExcelJS.Worksheet, key: string): number {
  const keys = sheet.getRow(2).values as readonly unknown[];
  return keys.indexOf(key);
}

export function rowOf(sheet: ExcelJS.Worksheet, id: number): number {
  const ids = sheet.getColumn(1).values as readonly unknown[];
  return ids.indexOf(String(id));
}

/** Reads with exceljs what the product reads with its own reader. */
export async function* readWithExcelJs(path: string): AsyncGenerator<SheetLine> {
  for (const sheet of (await openSheet(path)).worksheets) {
    for (let line = 1; line <= sheet.rowCount; line += 1) {
      const cells = Array.from({ length: sheet.columnCount }, (_, index) => sheet.getRow(line).getCell(index + 1).text);
      yield { sheet: sheet.name, line, cells };
    }
  }
}

/** A rule book of one rule: the man has a name. */
export function checkName(cells: Readonly<Record<string, string>>): CheckedCells {
  const values = Object.fromEntries(FIELD_KEYS.map((key) => [key, cells[key] ?? ''])) as RowValues;
  return { values, raw: {}, findings: values.name_man === '' ? [NAME_MISSING] : [] };
}

/** Keeps what it is given, as registrations from 1001 on; a row whose remark says so is already there or refused. */
export class MemoryLoader implements RowLoader {
  readonly rows: RepairedRow[] = [];
  readonly loadings: RowLoading[] = [];

  load(rows: readonly RepairedRow[], loading: RowLoading): RowsLoaded {
    this.loadings.push(loading);
    return { batches: new Map([[1, 9]]), rows: rows.map((row) => this.loadRow(row)) };
  }

  private loadRow(row: RepairedRow): LoadedRow {
    const { remark } = row.values;
    if (remark === 'present') return { kind: 'already-present', id: row.id, registrationId: 500 };
    if (remark === 'refused') return { kind: 'refused', id: row.id, findings: [AGE_TOO_LOW] };
    this.rows.push(row);
    return { kind: 'loaded', id: row.id, registrationId: 1000 + this.rows.length, flagged: row.findings.length > 0 };
  }
}

export function retryTools(over: Partial<RetryTools> = {}): RetryTools {
  return {
    readSheet: readWithExcelJs,
    check: checkName,
    loader: new MemoryLoader(),
    mayRepair: () => true,
    actor: 'clerk',
    area: '',
    now: () => AT,
    ...over,
  };
}
