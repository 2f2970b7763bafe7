import { describe, expect, it } from 'vitest';
import { RepairLoader } from '../../src/import/quarantine/row-loader.js';
import { retryQuarantine } from '../../src/import/quarantine/retry.js';
import { exportQuarantine } from '../../src/import/quarantine/export.js';
import { readWorkbookLines } from '../../src/import/quarantine/read-workbook.js';
import { undoBatch } from '../../src/import/batches.js';
import { RowChecker } from '../../src/import/rows/row-checker.js';
import { verifyState } from '../../src/ledger/state.js';
import { checkScanRow, settleScanRow, type SettledRow, type SettleDeps } from '../../src/scans/settle-row.js';
import { ScanRepository } from '../../src/store/scan-repository.js';
import { countsOf, stored } from '../helpers/import-home.js';
import { packagedReference } from '../helpers/registration.js';
import { TODAY } from '../helpers/rows.js';
import { aCouple, aScanHome, pagePicture, volumeOf, type ScanHome } from './a-scan-home.js';

const AT = '2025-11-02T08:00:00.000+08:00';
const SAID = [
  {},
  { values: aCouple(1), doubtful: ['name_man', 'op_date'] },
  { values: aCouple(2), doubtful: ['name_woman'] },
  { values: aCouple(3) },
] as const;

const checker = new RowChecker({
  reference: packagedReference(),
  settings: { ageReached: 'day-after' },
  today: TODAY,
  area: '',
  scansPresent: undefined,
});
const check: SettleDeps['check'] = (cells) => checker.check(cells);

async function waitingPages(codes: readonly number[]): Promise<ScanHome> {
  const home = aScanHome(SAID);
  await home.scan([home.write('卷.tif', await volumeOf(codes))]);
  return home;
}

function settle(
  { registry }: ScanHome,
  rowId: number,
  values: Parameters<typeof settleScanRow>[2],
  batches: SettleDeps['batches'] = new Map(),
): SettledRow {
  const deps = { check, loader: new RepairLoader(registry), batches, at: AT, actor: '李', area: '' };
  return registry.database.transaction(() => settleScanRow(registry, rowId, values, deps)).immediate();
}

describe('a page that waits for a person', () => {
  it('is loaded with what the person found on it, as a repaired row is', async () => {
    const home = await waitingPages([1, 2]);
    const settled = settle(home, 1, { name_man: '陈样木' });
    expect(settled).toMatchObject({ kind: 'loaded', flagged: false });
    if (settled.kind !== 'loaded') throw new Error('not loaded');
    expect(stored(home.registry, 'SELECT name_man FROM registration')).toEqual(['陈样木']);
    expect(stored(home.registry, 'SELECT state FROM quarantine WHERE id = 1')).toEqual(['repaired']);
    const next = settle(home, 2, {}, settled.batches);
    expect(next).toMatchObject({ kind: 'loaded' });
    expect(stored(home.registry, 'SELECT DISTINCT batch_id FROM batch_file ORDER BY 1')).toEqual([1, 2]);
    expect(await verifyState(home.registry.database)).toMatchObject({ deviations: [] });
  });

  it('is left as it is when the rules refuse the values, or the registry has it otherwise', async () => {
    const home = await waitingPages([1, 3]);
    expect(settle(home, 1, { name_man: '' })).toMatchObject({ kind: 'wrong', findings: [{ code: 'required-missing' }] });
    const { registry } = home;
    expect(checkScanRow(registry, 1, { birth_man: '2010-01-01' }, check)?.findings.map(({ severity }) => severity)).toContain('error');
    const other = aCouple(3);
    expect(settle(home, 1, { ...other, remark: '另有附页' })).toMatchObject({
      kind: 'refused',
      findings: [{ code: 'differs-from-registry' }],
    });
    expect(settle(home, 1, other)).toMatchObject({ kind: 'already-present', registrationId: 2 });
    expect(settle(home, 1, {})).toEqual({ kind: 'gone' });
    expect(settle(home, 2, {})).toEqual({ kind: 'gone' });
  });

  it('waits again when its loading is undone, and then its import can be', async () => {
    const home = await waitingPages([1]);
    settle(home, 1, {});
    expect(() => undoBatch(home.registry, 1, 'all of it', { at: AT, actor: 'a', reach: '' })).toThrow(/depended-on/u);
    undoBatch(home.registry, 2, 'a wrong name', { at: AT, actor: 'a', reach: '' });
    expect(stored(home.registry, 'SELECT state FROM quarantine')).toEqual(['open']);
    undoBatch(home.registry, 1, 'all of it', { at: AT, actor: 'a', reach: '' });
    expect(stored(home.registry, 'SELECT state FROM quarantine')).toEqual(['undone']);
  });

  it('does not keep its scan from being known when it comes again', async () => {
    const home = await waitingPages([1]);
    settle(home, 1, {});
    const again = await home.scan([home.write('again.tif', await volumeOf([1]))]);
    expect(again.files.map(({ outcome, batch }) => [outcome, batch])).toEqual([['already-imported', 1]]);
    const single = await home.scan([home.write('single.png', await pagePicture(1))]);
    expect(countsOf(single)).toMatchObject({ rows: 1, quarantined: 1 });
  });

  it('is not loaded by a repair sheet before anybody has looked at it', async () => {
    const home = await waitingPages([1]);
    const sheet = await editedSheet(home);
    const tools = {
      readSheet: (path: string) => readWorkbookLines(path, undefined),
      check,
      loader: new RepairLoader(home.registry),
      mayRepair: () => true,
      actor: '李',
      area: '',
      now: () => AT,
    };
    expect(await retryQuarantine(home.registry, sheet, tools)).toMatchObject({ rows: 1, unseen: 1, loaded: 0 });
    const keying = { rowId: 1, username: 'li', twoPersons: false, settles: true, entries: { name_man: '陈样木' }, at: AT, ledgerSeq: 1 };
    new ScanRepository(home.registry).addKeying(keying);
    expect(await retryQuarantine(home.registry, sheet, tools)).toMatchObject({ rows: 1, unseen: 0, loaded: 1 });
  });
});

/** The repair sheet of a home with another name in its one row. */
async function editedSheet(home: ScanHome): Promise<string> {
  const { default: ExcelJS } = await import('exceljs');
  const path = home.write('old.txt', '').replace('old.txt', 'repair.xlsx');
  await exportQuarantine(home.registry, path, { lang: 'zh', actor: '李', at: AT, reach: '' });
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  const rows = book.worksheets[0];
  const keys = (rows?.getRow(2).values ?? []) as string[];
  const cell = rows?.getRow(3).getCell(keys.indexOf('name_man'));
  if (cell !== undefined) cell.value = '陈样木';
  await book.xlsx.writeFile(path);
  return path;
}
