import { describe, expect, it } from 'vitest';
import { FIELD_KEYS } from '../../src/domain/fields.js';
import { compareRowsWithScans } from '../../src/scans/compare-rows.js';
import { ScanCheckRepository } from '../../src/store/scan-check-repository.js';
import { stored } from '../helpers/import-home.js';
import { someValues } from '../helpers/registration.js';
import { zipBytes } from '../tables/zip-bytes.js';
import { csvOf } from '../helpers/rows.js';
import { aCouple, aScanHome, pagePicture, type Said, type ScanHome } from './a-scan-home.js';

const SAID: readonly Said[] = [
  {},
  { values: aCouple(1) },
  { values: aCouple(2, { name_man: '陈样木' }) },
  { values: { op_type: 'IB', cert_no: 'L440106-2019-000007', name_man: '陈样本' } },
  { values: aCouple(4, { name_woman: '林例了' }), doubtful: ['name_woman'] },
];

/** A package of keyed rows, each with one scan, whose page says what its number stands for. */
async function packageOf(
  home: ScanHome,
  rows: readonly { readonly couple: number; readonly page: number; readonly scan?: string }[],
): Promise<string> {
  const keyed = rows.map(({ couple, page, scan }) => {
    const values = someValues({ ...aCouple(couple), dept_code: '440106', scan_files: scan ?? `${page}.png` });
    return FIELD_KEYS.map((key) => values[key]);
  });
  const scans = await Promise.all(rows.map(async ({ page }) => ({ name: `扫描/${page}.png`, content: await pagePicture(page) })));
  return home.write('移交.zip', zipBytes([{ name: 'rows.csv', content: csvOf([FIELD_KEYS, ...keyed]) }, ...scans]));
}

async function compare(home: ScanHome, path: string, over: Parameters<ScanHome['deps']>[0] = {}) {
  const { batch } = await home.load([path]);
  return await compareRowsWithScans([path], batch === null ? [1] : [batch], { ...home.deps(over), onCompared: () => undefined });
}

describe('keyed rows that come with their scans', () => {
  it('are compared field by field; what differs is put down and nothing else changes', async () => {
    const home = aScanHome(SAID);
    const path = await packageOf(home, [
      { couple: 1, page: 1 },
      { couple: 2, page: 2 },
    ]);
    const scans = await compare(home, path);
    expect(scans).toMatchObject({ pages: 2, read: 2, compared: { rows: 2 }, differing: { rows: 1, fields: 1 }, unreadable: [] });
    const checks = new ScanCheckRepository(home.registry).checksOfBatch(1);
    expect(checks).toMatchObject([{ rowId: 2, key: 'name_man', keyed: '陈样本', read: '陈样木', page: 1, state: 'open' }]);
    expect(stored(home.registry, 'SELECT name_man FROM registration ORDER BY id')).toEqual(['陈样本', '陈样本']);
    const entry = String(
      stored(home.registry, `SELECT body FROM ledger_entry WHERE body LIKE '%"scan.check"%' ORDER BY seq DESC LIMIT 1`)[0],
    );
    expect(entry).toContain('"differing":["name_man"]');
    expect(entry).not.toContain('陈样木');
  });

  it('are not told wrong by a form of another registration, nor by a reading in doubt', async () => {
    const home = aScanHome(SAID);
    const path = await packageOf(home, [
      { couple: 3, page: 3 },
      { couple: 4, page: 4 },
    ]);
    expect(await compare(home, path)).toMatchObject({ pages: 2, compared: { rows: 1 }, differing: { rows: 0, fields: 0 } });
  });

  it('are compared once: a run that was cut off goes on with the next row', async () => {
    const home = aScanHome(SAID);
    const path = await packageOf(home, [
      { couple: 1, page: 1 },
      { couple: 2, page: 2 },
    ]);
    const abort = new AbortController();
    const { batch } = await home.load([path]);
    const deps = { ...home.deps({ signal: abort.signal }), onCompared: () => abort.abort() };
    await expect(compareRowsWithScans([path], [batch ?? 0], deps)).rejects.toMatchObject({
      kind: 'interrupted',
      key: 'scan-import.check-interrupted',
    });
    expect(stored(home.registry, 'SELECT row_id FROM scan_comparison')).toEqual([1]);
    expect(await compare(home, path)).toMatchObject({ pages: 1, compared: { rows: 1 }, differing: { rows: 1 } });
    expect(await compare(home, path)).toMatchObject({ pages: 0, compared: { rows: 0 } });
  });

  it('whose scan is missing, broken or could be one of several are not compared', async () => {
    const home = aScanHome(SAID);
    const rows = [FIELD_KEYS, ...['gone.png', 'bad.png', 'twice.png'].map((scan, index) => keyedRow(index + 1, scan))];
    const members = [
      { name: 'rows.csv', content: csvOf(rows) },
      { name: 'bad.png', content: Buffer.from('no picture') },
      { name: 'a/twice.png', content: await pagePicture(2) },
      { name: 'b/twice.png', content: await pagePicture(2) },
    ];
    const scans = await compare(home, home.write('移交.zip', zipBytes(members)));
    expect(scans).toMatchObject({ pages: 0, compared: { rows: 0 }, unreadable: [{ problem: 'ocr-page.unknown-format' }] });
  });

  it('without any scan are left alone', async () => {
    const home = aScanHome(SAID);
    const path = home.write('rows.csv', csvOf([FIELD_KEYS, keyedRow(1, 'gone.png')]));
    expect(await compare(home, path)).toBeUndefined();
  });
});

function keyedRow(couple: number, scan: string): readonly string[] {
  const values = someValues({ ...aCouple(couple), dept_code: '440106', scan_files: scan });
  return FIELD_KEYS.map((key) => values[key]);
}
