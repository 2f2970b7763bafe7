import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyState } from '../../src/ledger/state.js';
import { loadPackagedTables } from '../../src/config/packaged-tables.js';
import { recoverPage } from '../../src/scans/recover-page.js';
import { undoBatch } from '../../src/import/batches.js';
import { ScanRepository } from '../../src/store/scan-repository.js';
import { QuarantineRepository } from '../../src/store/quarantine-repository.js';
import { countsOf, stored } from '../helpers/import-home.js';
import { zipBytes } from '../tables/zip-bytes.js';
import { aCouple, aScanHome, pagePicture, volumeOf, type ScanHome } from './a-scan-home.js';

const PROVED = 1;
const DOUBTFUL = 2;
const BLANK = 3;
const STRANGE = 4;
const OTHER = 5;
const RULED_OUT = 6;

const SAID = [
  {},
  { values: aCouple(1) },
  { values: aCouple(2), doubtful: ['name_man', 'op_date'] },
  { outcome: 'blank' },
  { outcome: 'unrecognised' },
  { values: aCouple(3) },
  { values: aCouple(4, { birth_man: '2010-01-01', cert_num_man: '' }) },
] as const;

async function aHomeWith(
  files: Readonly<Record<string, readonly number[]>>,
): Promise<{ readonly home: ScanHome; readonly folder: string }> {
  const home = aScanHome(SAID);
  const folder = join(home.folder, 'in');
  mkdirSync(folder);
  for (const [name, codes] of Object.entries(files)) {
    home.write(`in/${name}`, codes.length === 1 ? await pagePicture(codes[0] as number) : await volumeOf(codes));
  }
  return { home, folder };
}

describe('scans without a table', () => {
  it('become records where every field rests on a proof, and wait for a person where not', async () => {
    const { home, folder } = await aHomeWith({ 'a.png': [PROVED], 'b.tif': [DOUBTFUL, BLANK, STRANGE, OTHER], 'c.png': [RULED_OUT] });
    const summary = await home.scan([folder]);
    expect(countsOf(summary)).toEqual({ rows: 4, accepted: 2, flagged: 0, quarantined: 2, already_present: 0 });
    expect(summary.scans).toMatchObject({ pages: 6, read: 4, blank: 1, unrecognised: 1, failed: 0 });
    expect(summary.scans.fields.doubtful).toBe(2);
    expect(summary.reasons.map(({ code }) => code)).toContain('scan-doubtful');
    expect(summary.scans.problems.map(({ page, outcome }) => [page, outcome])).toEqual([
      [2, 'blank'],
      [3, 'unrecognised'],
    ]);
    expect(stored(home.registry, "SELECT dept_code FROM registration WHERE state = 'active'")).toEqual(['440106', '440106']);
  });

  it('give a page the id of its place, and keep what was read of it', async () => {
    const { home, folder } = await aHomeWith({ 'a.png': [PROVED], 'b.tif': [BLANK, DOUBTFUL] });
    await home.scan([folder]);
    const scans = new ScanRepository(home.registry);
    const waiting = new QuarantineRepository(home.registry).list({}, { limit: 10, offset: 0 });
    expect(waiting.map(({ id, line }) => [id, line])).toEqual([[3, 2]]);
    expect(waiting[0]?.findings[0]).toMatchObject({ code: 'scan-doubtful', fields: ['op_date', 'name_man'] });
    expect(scans.pageOfRow(3)).toMatchObject({ batchId: 1, fileNo: 2, page: 2, outcome: 'read', template: 'marriage-review' });
    expect(scans.fieldsOf(3).find(({ key }) => key === 'name_man')).toMatchObject({ value: '陈样本', standing: 'doubtful' });
    expect(scans.fieldsOf(1).length).toBeGreaterThan(20);
    const page = scans.pageOfRow(3);
    expect(await home.store.stateOf(page?.sha256 ?? '')).toBe('intact');
    expect([...home.store.kept()].length).toBe(2);
  });

  it('are known when they come again, whatever they are called', async () => {
    const { home, folder } = await aHomeWith({ 'a.png': [PROVED], 'b.png': [DOUBTFUL], 'c.png': [PROVED] });
    const first = await home.scan([folder]);
    expect(first.files.map(({ outcome }) => outcome)).toEqual(['loaded', 'loaded', 'already-imported']);
    expect(countsOf(first)).toEqual({ rows: 3, accepted: 1, flagged: 0, quarantined: 1, already_present: 1 });
    const again = await home.scan([home.write('other name.png', await pagePicture(PROVED))]);
    expect(again.batch).toBeNull();
    expect(countsOf(again)).toEqual({ rows: 1, accepted: 0, flagged: 0, quarantined: 0, already_present: 1 });
  });

  it('of one couple in two pictures are one record', async () => {
    const { home, folder } = await aHomeWith({ 'a.png': [PROVED] });
    await home.scan([folder]);
    const summary = await home.scan([home.write('b.tif', await volumeOf([PROVED, BLANK]))]);
    expect(countsOf(summary)).toEqual({ rows: 1, accepted: 0, flagged: 0, quarantined: 0, already_present: 1 });
    expect(stored(home.registry, 'SELECT count(*) FROM registration')).toEqual([1]);
  });

  it('twice in one volume wait: one of the two pages is of somebody else, or was scanned twice', async () => {
    const { home, folder } = await aHomeWith({ 'a.tif': [PROVED, PROVED] });
    const summary = await home.scan([folder]);
    expect(countsOf(summary)).toMatchObject({ accepted: 1, quarantined: 1 });
    expect(summary.reasons).toEqual([{ code: 'duplicate-in-file', count: 1 }]);
  });

  it('are foreseen by a dry run, which writes nothing', async () => {
    const { home, folder } = await aHomeWith({ 'a.png': [PROVED], 'b.tif': [DOUBTFUL, BLANK, PROVED, OTHER, OTHER], 'c.png': [PROVED] });
    const foreseen = await home.checkScan([folder]);
    expect(stored(home.registry, 'SELECT count(*) FROM batch')).toEqual([0]);
    expect([...home.store.kept()]).toEqual([]);
    expect(readdirSync(home.folder).filter((name) => name.startsWith('work'))).toEqual([]);
    const done = await home.scan([folder]);
    expect(countsOf(foreseen)).toEqual(countsOf(done));
    expect(foreseen.reasons).toEqual(done.reasons);
    expect(foreseen.scans).toEqual(done.scans);
    expect(countsOf(await home.checkScan([folder]))).toEqual({
      ...countsOf(done),
      accepted: 0,
      quarantined: 0,
      already_present: done.rows,
    });
  });
});

describe('scans in a package', () => {
  it('are read where they are; what is no scan, hidden or broken is named and stops nothing', async () => {
    const home = aScanHome(SAID);
    const broken = await pagePicture(OTHER);
    const members = [
      { name: '卷一/001.png', content: await pagePicture(PROVED) },
      { name: '卷一/.DS_Store', content: Buffer.from('x') },
      { name: '卷一/Thumbs.db', content: Buffer.from('x') },
      { name: '卷一/002.png', content: broken, declaredCrc: 1 },
      { name: '卷一/003.png', content: Buffer.from('no picture at all') },
      { name: '卷一/004.jpg', content: Buffer.alloc(0) },
      { name: '卷一/005.png', content: (await pagePicture(OTHER)).subarray(0, 60) },
      { name: '卷二/001.png', content: await pagePicture(DOUBTFUL) },
    ];
    const summary = await home.scan([home.write('档案.zip', zipBytes(members))]);
    expect(countsOf(summary)).toMatchObject({ rows: 2, accepted: 1, quarantined: 1 });
    expect(summary.scans.unreadable.map(({ problem }) => problem)).toEqual([
      'import.zip-broken',
      'ocr-page.unknown-format',
      'ocr-page.empty',
    ]);
    expect(summary.scans).toMatchObject({ pages: 3, read: 2, failed: 1 });
    expect(summary.scans.problems[0]?.name).toMatch(/档案\.zip!\/卷一\/005\.png$/u);
    expect(summary.skipped.map(({ reason }) => reason)).toEqual(['hidden', 'hidden']);
    expect(existsSync(join(home.folder, 'work-scans'))).toBe(false);
  });

  it.each([
    ['climb out of it', [{ name: '../../etc/a.png', content: Buffer.from('x') }], 'import.zip-unsafe-name'],
    ['hide another package', [{ name: 'a.zip', content: Buffer.from('x') }], 'import.zip-nested'],
  ] as const)('that %s are refused whole', async (_name, members, key) => {
    const home = aScanHome(SAID);
    await expect(home.scan([home.write('a.zip', zipBytes(members))])).rejects.toMatchObject({ kind: 'input-refused', key });
    expect(stored(home.registry, 'SELECT count(*) FROM batch')).toEqual([0]);
  });
});

describe('an import of scans', () => {
  it('goes on with the first page that was not committed', async () => {
    const files = { 'a.tif': [PROVED, BLANK, DOUBTFUL], 'b.png': [OTHER], 'c.png': [RULED_OUT] };
    const whole = await aHomeWith(files);
    await whole.home.scan([whole.folder]);
    const { home, folder } = await aHomeWith(files);
    for (let commits = 1; commits <= 4; commits += 1) {
      const abort = new AbortController();
      let done = 0;
      const onProgress = (): void => {
        done += 1;
        if (done === 1) abort.abort();
      };
      await expect(home.scan([folder], { deps: { signal: abort.signal, onProgress } })).rejects.toMatchObject({ kind: 'interrupted' });
      expect(stored(home.registry, 'SELECT count(*) FROM batch_chunk')).toEqual([commits]);
    }
    const summary = await home.scan([folder]);
    expect(summary.files.map(({ outcome }) => outcome)).toEqual(['loaded', 'loaded', 'loaded']);
    expect(summary.scans).toMatchObject({ pages: 5, read: 4, blank: 1 });
    for (const table of ['registration', 'quarantine', 'scan_page', 'scan_field', 'batch_file', 'batch_chunk'])
      expect(contentOf(home, table)).toEqual(contentOf(whole.home, table));
    expect(stored(home.registry, 'SELECT state FROM batch')).toEqual(['done']);
  });

  it('is proved by the ledger and can be taken back', async () => {
    const { home, folder } = await aHomeWith({ 'a.tif': [PROVED, BLANK, DOUBTFUL], 'b.png': [OTHER] });
    await home.scan([folder]);
    expect(await verifyState(home.registry.database)).toMatchObject({ deviations: [] });
    undoBatch(home.registry, 1, 'wrong office', { at: '2025-11-01T10:00:00.000+08:00', actor: 'a', reach: '' });
    expect(stored(home.registry, "SELECT count(*) FROM registration WHERE state = 'active'")).toEqual([0]);
    expect(stored(home.registry, 'SELECT DISTINCT state FROM quarantine')).toEqual(['undone']);
    expect(await verifyState(home.registry.database)).toMatchObject({ deviations: [] });
    const again = await home.scan([folder]);
    expect(countsOf(again)).toMatchObject({ rows: 3, accepted: 2, quarantined: 1 });
  });

  it('tells what a changed record said, from what was read of its page', async () => {
    const { home, folder } = await aHomeWith({ 'a.tif': [BLANK, PROVED] });
    await home.scan([folder]);
    home.registry.database.exec("UPDATE registration SET name_man = '他人' WHERE id = 2");
    const deps = { ...home.deps(), tablesBefore: () => loadPackagedTables() };
    const recoverRows = (id: number): Promise<readonly string[]> => Promise.resolve(recoverPage(id, deps));
    const { deviations } = await verifyState(home.registry.database, { recoverRows });
    expect(JSON.stringify(deviations)).toContain('陈样本');
    expect(recoverPage(1, deps)).toEqual([]);
  });

  it.each([
    ['rows', { kind: 'count', rows: 1 }],
    ['a share', { kind: 'share', percent: 40 }],
  ] as const)('is taken back when more than the allowed %s wait', async (_name, maxErrors) => {
    const { home, folder } = await aHomeWith({ 'a.png': [PROVED], 'b.png': [DOUBTFUL], 'c.png': [RULED_OUT] });
    await expect(home.scan([folder], { request: { maxErrors } })).rejects.toMatchObject({ key: `import.over-budget-${maxErrors.kind}` });
    expect(stored(home.registry, 'SELECT state FROM batch')).toEqual(['undone']);
    expect(stored(home.registry, "SELECT count(*) FROM registration WHERE state = 'active'")).toEqual([0]);
  });

  it('leaves forms of other areas to a person, and takes the office that was named for those without one', async () => {
    const values = aCouple(7, { dept_name: '', cert_no: 'J440106-2024-000009' });
    const home = aScanHome([{}, { values }]);
    const page = home.write('a.png', await pagePicture(1));
    const named = await home.scan([page], { request: { office: '440106' } });
    expect(countsOf(named)).toMatchObject({ accepted: 1 });
    expect(stored(home.registry, 'SELECT dept_code, dept_name FROM registration')).toEqual(['440106']);
    const elsewhere = await home.scan([home.write('b.tif', await volumeOf([1, 1]))], {
      request: { office: '440106' },
      deps: { area: '440300' },
    });
    expect(elsewhere.reasons.map(({ code }) => code)).toContain('office-outside-area');
    expect(countsOf(elsewhere)).toMatchObject({ accepted: 0, quarantined: 2 });
  });

  it('refuses input in which there is nothing to read', async () => {
    const home = aScanHome(SAID);
    const nothing = home.write('a.png', 'no picture');
    await expect(home.scan([nothing])).rejects.toMatchObject({ kind: 'input-refused', key: 'scan-import.nothing-readable' });
  });
});

function contentOf({ registry }: ScanHome, table: string): readonly unknown[] {
  const rows = registry.database.prepare(`SELECT * FROM ${table}`).all() as { name?: string }[];
  return rows.map((row) => ({ ...row, path: '', name: row.name?.split('/').at(-1) }));
}
