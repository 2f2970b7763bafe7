import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { exportQuarantine } from '../../../src/import/quarantine/export.js';
import { originDigest } from '../../../src/import/quarantine/origin.js';
import type { SheetLine } from '../../../src/import/quarantine/repair-sheet.js';
import { retryQuarantine } from '../../../src/import/quarantine/retry.js';
import type { Registry } from '../../../src/store/open.js';
import { QuarantineRepository } from '../../../src/store/quarantine-repository.js';
import {
  addRow,
  AGE_TOO_LOW,
  aQuarantine,
  AT,
  columnOf,
  editSheet,
  ledgerBodies,
  MemoryLoader,
  NAME_MISSING,
  PAGES_DOUBTFUL,
  retryTools,
  rowOf,
  stateOf,
  type NewRow,
  type QuarantineFixture,
} from './a-quarantine.js';

async function exported(rows: readonly NewRow[]): Promise<QuarantineFixture & { readonly path: string }> {
  const fixture = aQuarantine(rows);
  const path = join(fixture.folder, 'repair.xlsx');
  await exportQuarantine(fixture.registry, path, { lang: 'zh', reach: '', actor: 'clerk', at: AT });
  return { ...fixture, path };
}

describe('a repaired sheet read back', () => {
  it('loads the row that was repaired, links it, and leaves the untouched one', async () => {
    const { registry, path } = await exported([{ id: 3, cells: { name_woman: '李四' } }, { id: 4 }]);
    await editSheet(path, (cell) => (cell(3, 'name_man').value = '张三'));
    const loader = new MemoryLoader();
    const summary = await retryQuarantine(registry, path, retryTools({ loader }));
    expect(summary).toMatchObject({
      rows: 2,
      loaded: 1,
      unchanged: 1,
      batches: [9],
      details: [{ line: 3, id: 3, outcome: 'loaded', registration: 1001 }],
    });
    expect(loader.rows).toMatchObject([{ id: 3, batchId: 1, line: 3, values: { name_man: '张三', name_woman: '李四' } }]);
    expect([stateOf(registry, 3), stateOf(registry, 4)]).toEqual([
      { state: 'repaired', repaired_as: 1001 },
      { state: 'open', repaired_as: null },
    ]);
  });

  it('writes the sheet, its hash and the links into the ledger', async () => {
    const { registry, path } = await exported([{ id: 3 }]);
    await editSheet(path, (cell) => (cell(3, 'name_man').value = '张三'));
    await retryQuarantine(registry, path, retryTools());
    const sheet_sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
    expect(ledgerBodies(registry, 'quarantine.retry')).toEqual([{ sheet: 'repair.xlsx', sheet_sha256, rows: 1, links: [[3, 1001]] }]);
  });

  it('loads nothing twice when it is run again', async () => {
    const { registry, path } = await exported([{ id: 3 }]);
    await editSheet(path, (cell) => (cell(3, 'name_man').value = '张三'));
    const loader = new MemoryLoader();
    await retryQuarantine(registry, path, retryTools({ loader }));
    expect(await retryQuarantine(registry, path, retryTools({ loader }))).toMatchObject({ loaded: 0, resolved: 1, batches: [] });
    expect(loader.rows).toHaveLength(1);
    expect(ledgerBodies(registry, 'quarantine.retry')).toHaveLength(1);
  });

  it('keeps a row that is still wrong as it was, and tells the new reasons', async () => {
    const { registry, path } = await exported([{ id: 3, cells: { remark: '原文' }, findings: [AGE_TOO_LOW] }]);
    await editSheet(path, (cell) => (cell(3, 'remark').value = '改过'));
    expect(await retryQuarantine(registry, path, retryTools())).toMatchObject({
      still_wrong: 1,
      details: [{ id: 3, outcome: 'still-wrong', findings: [NAME_MISSING] }],
    });
    expect(registry.database.prepare('SELECT cells, findings FROM quarantine').get()).toEqual({
      cells: JSON.stringify({ remark: '原文' }),
      findings: JSON.stringify([AGE_TOO_LOW]),
    });
    expect(ledgerBodies(registry, 'quarantine.retry')).toEqual([]);
  });

  it('counts a row that is loaded with a warning as flagged', async () => {
    const { registry, path } = await exported([{ id: 3 }]);
    await editSheet(path, (cell) => (cell(3, 'name_man').value = '张三'));
    const { check } = retryTools();
    const doubting = { check: (cells: Readonly<Record<string, string>>) => ({ ...check(cells), findings: [PAGES_DOUBTFUL] }) };
    expect(await retryQuarantine(registry, path, retryTools(doubting))).toMatchObject({ loaded: 1, flagged: 1 });
  });

  it('links a row that the registry has, and keeps one that the loader refuses', async () => {
    const { registry, path } = await exported([
      { id: 3, cells: { remark: 'present' } },
      { id: 4, cells: { remark: 'refused' } },
    ]);
    await editSheet(path, (cell) => {
      for (const id of [3, 4]) cell(id, 'name_man').value = '张三';
    });
    expect(await retryQuarantine(registry, path, retryTools())).toMatchObject({ loaded: 0, already_present: 1, still_wrong: 1 });
    expect([stateOf(registry, 3), stateOf(registry, 4)]).toEqual([
      { state: 'repaired', repaired_as: 500 },
      { state: 'open', repaired_as: null },
    ]);
  });

  it('keeps the original text of cells that nobody edited, even what a sheet cannot carry', async () => {
    const long = 'x'.repeat(40_000);
    const { registry, path } = await exported([{ id: 3, cells: { remark: long, dept_name: 'a\u0001b', 备用: 'kept' } }]);
    await editSheet(path, (cell) => (cell(3, 'name_man').value = '张三'));
    let checked: Readonly<Record<string, string>> = {};
    const check = (cells: Readonly<Record<string, string>>) => {
      checked = cells;
      return { values: cells as never, raw: {}, findings: [] };
    };
    await retryQuarantine(registry, path, retryTools({ check }));
    expect(checked).toMatchObject({ remark: long, dept_name: 'a\u0001b', 备用: 'kept', name_man: '张三' });
  });

  it('takes an emptied cell as empty', async () => {
    const { registry, path } = await exported([{ id: 3, cells: { name_man: '张三', remark: '删' }, findings: [AGE_TOO_LOW] }]);
    await editSheet(path, (cell) => (cell(3, 'remark').value = null));
    const loader = new MemoryLoader();
    await retryQuarantine(registry, path, retryTools({ loader }));
    expect(loader.rows[0]?.values.remark).toBe('');
  });

  it.each([1, 2])('is understood without its header row %i', async (row) => {
    const { registry, path } = await exported([{ id: 3 }]);
    await editSheet(path, (cell, sheet) => {
      cell(3, 'name_man').value = '张三';
      sheet.spliceRows(row, 1);
    });
    expect(await retryQuarantine(registry, path, retryTools())).toMatchObject({ rows: 1, loaded: 1 });
  });

  it('is understood with rows sorted, rows deleted and columns deleted', async () => {
    const { registry, path } = await exported([{ id: 3, cells: { remark: 'kept' } }, { id: 4 }, { id: 5 }]);
    await editSheet(path, (cell, sheet) => {
      cell(3, 'name_man').value = '张三';
      sheet.spliceRows(rowOf(sheet, 4), 1);
      sheet.spliceColumns(columnOf(sheet, 'remark'), 1);
    });
    const loader = new MemoryLoader();
    expect(await retryQuarantine(registry, path, retryTools({ loader }))).toMatchObject({ rows: 2, loaded: 1, unchanged: 1 });
    expect(loader.rows[0]?.values.remark).toBe('kept');
  });

  it('loads many rows in several transactions of one batch', async () => {
    const ids = Array.from({ length: 2_200 }, (_, index) => index + 1);
    const { registry } = aQuarantine(ids.map((id) => ({ id })));
    const loader = new MemoryLoader();
    const summary = await retryQuarantine(registry, registry.path, retryTools({ loader, readSheet: () => namedRows(registry, ids) }));
    expect(summary).toMatchObject({ loaded: 2_200, details_left_out: 1_200 });
    expect(loader.loadings.map(({ batches }) => [...batches])).toEqual([[], [[1, 9]]]);
    expect(ledgerBodies(registry, 'quarantine.retry').map((body) => body['rows'])).toEqual([2_000, 200]);
  });
});

/** The lines of a sheet in which every row was given a name; a workbook of this length would take its reader seconds. */
async function* namedRows(registry: Registry, ids: readonly number[]): AsyncGenerator<SheetLine> {
  const repository = new QuarantineRepository(registry);
  yield { sheet: 'A', line: 1, cells: ['quarantine_id', 'origin_digest', 'name_man'] };
  for (const id of ids) {
    const record = repository.find(id);
    if (record !== undefined) yield { sheet: 'A', line: id + 1, cells: [String(id), originDigest(record), '张三'] };
  }
}

describe('rows that do not belong', () => {
  it('an id and a digest of different rows are not believed: one column was sorted alone', async () => {
    const { registry, path } = await exported([{ id: 3 }, { id: 4 }]);
    await editSheet(path, (cell) => {
      const digest = cell(3, 'origin_digest').value;
      cell(3, 'origin_digest').value = cell(4, 'origin_digest').value;
      cell(4, 'origin_digest').value = digest;
      for (const id of [3, 4]) cell(id, 'name_man').value = '张三';
    });
    const loader = new MemoryLoader();
    expect(await retryQuarantine(registry, path, retryTools({ loader }))).toMatchObject({ mismatched: 2, loaded: 0 });
    expect(loader.rows).toEqual([]);
  });

  it('a sheet of another registry is not believed, though its ids exist here', async () => {
    const { path } = await exported([{ id: 3, cells: { remark: 'there' } }]);
    await editSheet(path, (cell) => (cell(3, 'name_man').value = '张三'));
    const here = aQuarantine([{ id: 3, cells: { remark: 'here' } }]);
    expect(await retryQuarantine(here.registry, path, retryTools())).toMatchObject({ mismatched: 1, loaded: 0 });
  });

  it.each([
    ['an id nobody knows', '999', { unknown: 1 }],
    ['no id, a row typed in', '', { unknown: 1 }],
    ['an id that is no number', '3a', { unknown: 1 }],
  ] as const)('%s', async (_name, id, counts) => {
    const { registry, path } = await exported([{ id: 3 }]);
    await editSheet(path, (cell) => {
      cell(3, 'name_man').value = '张三';
      cell(3, 'quarantine_id').value = id;
    });
    expect(await retryQuarantine(registry, path, retryTools())).toMatchObject({ ...counts, loaded: 0 });
  });

  it.each(['repaired', 'discarded', 'undone'])('a row that is %s stays so', async (state) => {
    const { registry, path } = await exported([{ id: 3 }]);
    await editSheet(path, (cell) => (cell(3, 'name_man').value = '张三'));
    registry.database.prepare('UPDATE quarantine SET state = ?').run(state);
    expect(await retryQuarantine(registry, path, retryTools())).toMatchObject({ resolved: 1, loaded: 0 });
  });

  it('a row copied twice is loaded once', async () => {
    const { registry, path } = await exported([{ id: 3 }]);
    await editSheet(path, (cell, sheet) => {
      cell(3, 'name_man').value = '张三';
      sheet.addRow(sheet.getRow(3).values);
    });
    expect(await retryQuarantine(registry, path, retryTools())).toMatchObject({ loaded: 1, repeated: 1 });
  });

  it('a row settled by someone else while the sheet was read is left to them', async () => {
    const { registry, path } = await exported([{ id: 3 }]);
    await editSheet(path, (cell) => (cell(3, 'name_man').value = '张三'));
    const check = (cells: Readonly<Record<string, string>>) => {
      registry.database.exec("UPDATE quarantine SET state = 'repaired', repaired_as = 42");
      return { values: cells as never, raw: {}, findings: [] };
    };
    const loader = new MemoryLoader();
    expect(await retryQuarantine(registry, path, retryTools({ check, loader }))).toMatchObject({
      resolved: 1,
      details: [{ registration: 42 }],
    });
    expect(loader.rows).toEqual([]);
  });
});

describe('a failure in the middle', () => {
  it('undoes the links and the ledger entry with the rows, and the next run loads them', async () => {
    const { registry, path } = await exported([{ id: 3 }]);
    await editSheet(path, (cell) => (cell(3, 'name_man').value = '张三'));
    registry.database.exec("CREATE TEMP TRIGGER broken BEFORE UPDATE ON quarantine BEGIN SELECT RAISE(ABORT, 'disk'); END");
    const loading = {
      load: (rows: readonly { readonly id: number }[]) => (
        addRow(registry, { id: 900 }),
        { batches: new Map(), rows: rows.map(({ id }) => ({ kind: 'loaded' as const, id, registrationId: 1, flagged: false })) }
      ),
    };
    await expect(retryQuarantine(registry, path, retryTools({ loader: loading }))).rejects.toThrow('disk');
    expect(stateOf(registry, 900)).toBeUndefined();
    expect(ledgerBodies(registry, 'quarantine.retry')).toEqual([]);
    registry.database.exec('DROP TRIGGER broken');
    expect(await retryQuarantine(registry, path, retryTools())).toMatchObject({ loaded: 1 });
  });

  it.each([
    [
      'a workbook that is no repair sheet',
      (sheet: ExcelJS.Worksheet) => [1, 2].forEach((row) => (sheet.getCell(row, 1).value = 'x')),
      'quarantine.no-repair-sheet',
    ],
    [
      'a sheet with a column twice',
      (sheet: ExcelJS.Worksheet) => (sheet.getCell(2, columnOf(sheet, 'remark')).value = 'name_man'),
      'quarantine.column-twice',
    ],
  ])('%s is refused', async (_name, spoil, key) => {
    const { registry, path } = await exported([{ id: 3 }]);
    await editSheet(path, (_cell, sheet) => spoil(sheet));
    await expect(retryQuarantine(registry, path, retryTools())).rejects.toMatchObject({ kind: 'input-refused', key });
  });
});
