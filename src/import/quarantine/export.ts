import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { MregError } from '../../domain/error.js';
import type { Lang } from '../../i18n/lang.js';
import { translate } from '../../i18n/translate.js';
import { appendEntry } from '../../ledger/append.js';
import { stageFile, type StagedFile } from '../../report/staged-file.js';
import type { Sheet, SheetRow } from '../../report/xlsx/sheet-xml.js';
import { writeWorkbook } from '../../report/xlsx/workbook-writer.js';
import type { Registry } from '../../store/open.js';
import { commitWithFiles } from '../../store/with-files.js';
import { QuarantineRepository, type QuarantineFilter } from '../../store/quarantine-repository.js';
import { explanationSheet } from './explanation-sheet.js';
import { CommentBudget, headerRows, repairRow } from './repair-rows.js';
import { columnWidth, FROZEN_COLUMNS, HEADER_ROWS, SHEET_COLUMNS } from './sheet-layout.js';

export interface ExportRequest {
  readonly batch?: number;
  readonly code?: string;
  /** What the areas of the batches begin with; '' is all. */
  readonly reach: string;
  readonly lang: Lang;
  readonly actor: string;
  /** Asia/Shanghai time for the ledger. */
  readonly at: string;
  readonly signal?: AbortSignal;
  readonly onRows?: (rows: number) => void;
}

/** Keys as printed by `--json`. */
export interface ExportSummary {
  /** `null` when no row was open: then no file is written and the ledger says nothing. */
  readonly file: string | null;
  readonly rows: number;
  /** Open rows the sheet had no room for; repair these first, then export again. */
  readonly rows_left: number;
  readonly comments_left_out: number;
  readonly sha256: string | null;
  readonly bytes: number;
  readonly ledger_seq: number | null;
}

/** What Excel still opens on an office computer; a sheet ends at 1,048,576 rows anyway. */
const MAX_ROWS = 200_000;
const MAX_COMMENTS = 20_000;
const PAGE_ROWS = 500;

/**
 * Writes the open rows as a repair sheet: real values, bad cells coloured and explained. Whole numbers leave the registry
 * here, so the file is its owner's alone and the ledger gets its hash in the step that puts the file in its place.
 * @throws MregError `usage` when the file exists: it may hold an hour of a clerk's repairs.
 */
export async function exportQuarantine(registry: Registry, path: string, request: ExportRequest): Promise<ExportSummary> {
  if (existsSync(path)) throw new MregError('usage', 'quarantine.file-exists', { path });
  const repository = new QuarantineRepository(registry);
  const filter = filterOf(request);
  const open = repository.count(filter);
  if (open === 0) return { file: null, rows: 0, rows_left: 0, comments_left_out: 0, sha256: null, bytes: 0, ledger_seq: null };
  const budget = new CommentBudget(MAX_COMMENTS);
  const written = { rows: 0 };
  const file = await stageFile(path, (sink) =>
    writeWorkbook(
      sink,
      [repairSheet(repository, request, budget, written), explanationSheet(repository.countByReason(filter), budget, request.lang)],
      { author: 'mreg' },
    ),
  );
  const seq = publishWithEntry(registry, file, written.rows, request);
  const { sha256, bytes } = file;
  return {
    file: path,
    rows: written.rows,
    rows_left: Math.max(0, open - written.rows),
    comments_left_out: budget.leftOut,
    sha256,
    bytes,
    ledger_seq: seq,
  };
}

function filterOf({ batch, code, reach }: ExportRequest): QuarantineFilter {
  return { state: 'open', reach, ...(batch === undefined ? {} : { batch }), ...(code === undefined ? {} : { code }) };
}

function repairSheet(repository: QuarantineRepository, request: ExportRequest, budget: CommentBudget, written: { rows: number }): Sheet {
  return {
    name: translate(request.lang, 'quarantine.sheet'),
    widths: SHEET_COLUMNS.map(columnWidth),
    frozenRows: HEADER_ROWS,
    frozenColumns: FROZEN_COLUMNS,
    filterRow: HEADER_ROWS,
    rows: sheetRows(repository, request, budget, written),
  };
}

async function* sheetRows(
  repository: QuarantineRepository,
  request: ExportRequest,
  budget: CommentBudget,
  written: { rows: number },
): AsyncGenerator<SheetRow> {
  yield* headerRows(request.lang);
  const filter = filterOf(request);
  for (let lastId = 0; written.rows < MAX_ROWS;) {
    request.signal?.throwIfAborted();
    const page = repository.after(filter, lastId, Math.min(PAGE_ROWS, MAX_ROWS - written.rows));
    const last = page.at(-1);
    if (last === undefined) return;
    for (const record of page) yield repairRow(record, request.lang, budget);
    lastId = last.id;
    written.rows += page.length;
    request.onRows?.(written.rows);
  }
}

/** The file appears and the ledger speaks of it, or neither happens. */
function publishWithEntry(registry: Registry, file: StagedFile, rows: number, request: ExportRequest): number {
  return commitWithFiles(registry.database, [file], () => {
    const body = {
      file: basename(file.path),
      rows,
      sha256: file.sha256,
      batch: request.batch ?? null,
      rule: request.code ?? null,
    };
    return appendEntry(registry.database, { at: request.at, actor: request.actor, kind: 'quarantine.export', body }).seq;
  });
}
