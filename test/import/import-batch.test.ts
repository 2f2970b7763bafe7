import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headersOf } from '../../samples/generate/spelling.js';
import { encodeText } from '../../samples/generate/output/text-encoding.js';
import { PROFILES, type ProfileName } from '../../samples/generate/profiles.js';
import { FIELD_KEYS, type FieldKey } from '../../src/domain/fields.js';
import { verifyState } from '../../src/ledger/state.js';
import { anImportHome, contentOf, countsOf, stored, type ImportHome } from '../helpers/import-home.js';
import { csvOf, sampleRows } from '../helpers/rows.js';

const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url));
const FILES = ['county-clean-gb18030.csv', 'messy.xlsx', 'package.zip'];
const SMALL_CHUNKS = { request: { chunkBytes: 4_000 } };

const clean = (rows: number, seed: number): string[][] => sampleRows('county-modern', { rows, seed, defects: 0 });
const messy = (rows: number, seed: number): string[][] => sampleRows('mixed', { rows, seed, defects: 0.3 });
const column = (key: FieldKey): number => FIELD_KEYS.indexOf(key);

/** The registry holds as many rows as the summary says, and every row of the file has one place. */
function expectAccounted({ registry }: ImportHome, summary: Awaited<ReturnType<ImportHome['load']>>): void {
  const { rows, accepted, flagged, quarantined, already_present } = summary;
  expect(accepted + quarantined + already_present).toBe(rows);
  const count = (from: string): unknown => stored(registry, `SELECT count(*) FROM ${from}`)[0];
  expect({
    accepted: count('registration'),
    flagged: count("registration WHERE flags <> ''"),
    quarantined: count('quarantine'),
    present: count('present_row'),
    keys: count('registration_key'),
  }).toEqual({ accepted, flagged, quarantined, present: already_present, keys: accepted });
}

describe('an import accounts for every row', () => {
  it.each(FILES)('of %s', async (name) => {
    const home = anImportHome();
    const summary = await home.load([SAMPLES + name]);
    expect(summary.rows).toBeGreaterThan(50);
    expectAccounted(home, summary);
    expect((await verifyState(home.registry.database)).deviations).toEqual([]);
  });

  it('of random archives in chunks of any size', async () => {
    const archive = fc.record({
      profile: fc.constantFrom(...(Object.keys(PROFILES) as ProfileName[])),
      rows: fc.integer({ min: 1, max: 150 }),
      seed: fc.nat({ max: 10_000 }),
      defects: fc.constantFrom(0, 0.1, 0.6),
      chunkBytes: fc.integer({ min: 3_000, max: 40_000 }),
    });
    await fc.assert(
      fc.asyncProperty(archive, async ({ profile, chunkBytes, ...plan }) => {
        const home = anImportHome();
        const path = home.writeCsv('archive.csv', sampleRows(profile, plan), headersOf(PROFILES[profile].spelling));
        const summary = await home.load([path], { request: { chunkBytes } });
        expect(summary.rows).toBe(plan.rows);
        expectAccounted(home, summary);
      }),
      { numRuns: 15 },
    );
  });

  it('whose lines tell where each row stood', async () => {
    const home = anImportHome();
    const rows = messy(60, 3).map((row, index) =>
      row.map((cell, at) => (at === column('remark') && index % 4 === 0 ? '两行\n备注' : cell)),
    );
    await home.load(
      [home.write('rows.csv', Buffer.concat([csvOf([headersOf('modern'), ...rows]), Buffer.from('\r\n,,\r\n')]))],
      SMALL_CHUNKS,
    );
    const lines = stored(home.registry, 'SELECT line FROM registration UNION SELECT line FROM quarantine');
    let line = 2;
    const expected = rows.map((row) => {
      const begins = line;
      line += row.some((cell) => cell.includes('\n')) ? 2 : 1;
      return begins;
    });
    // The two lines behind the table hold nothing and are no rows.
    expect(lines).toEqual(expected);
  });

  it('whatever the size of the chunks', async () => {
    const rows = messy(120, 5);
    const contents = [];
    for (const chunkBytes of [2_500, 9_000, 1_048_576]) {
      const home = anImportHome();
      await home.load([home.writeCsv('rows.csv', rows)], { request: { chunkBytes } });
      const { registration, quarantine, registration_key: keys, registration_person: persons } = contentOf(home.registry);
      contents.push({ registration, quarantine, keys, persons });
    }
    expect(contents[1]).toEqual(contents[0]);
    expect(contents[2]).toEqual(contents[0]);
  });
});

describe('what was imported before', () => {
  it('is not loaded again from the same file', async () => {
    const home = anImportHome();
    const path = home.writeCsv('rows.csv', messy(80, 7));
    const first = await home.load([path]);
    const before = contentOf(home.registry);
    const again = await home.load([path]);
    expect(again).toMatchObject({ batch: null, rows: 80, accepted: 0, quarantined: 0, already_present: 80 });
    expect(again.files).toMatchObject([{ outcome: 'already-imported', batch: first.batch }]);
    expect(contentOf(home.registry)).toEqual(before);
  });

  it.each<[string, (home: ImportHome, rows: string[][]) => string]>([
    ['sorted differently', (home, rows) => home.writeCsv('other.csv', rows.toReversed())],
    ['in GB 18030', (home, rows) => home.write('other.csv', encodeText(csvOf([headersOf('modern'), ...rows]).toString(), 'gb18030'))],
    [
      'in UTF-16',
      (home, rows) => home.write('other.csv', Buffer.from(`\ufeff${csvOf([headersOf('modern'), ...rows]).toString()}`, 'utf16le')),
    ],
    ['under Chinese headers', (home, rows) => home.writeCsv('other.csv', rows, headersOf('archive'))],
    [
      'with its columns turned around',
      (home, rows) =>
        home.writeCsv(
          'other.csv',
          rows.map((row) => row.toReversed()),
          headersOf('modern').toReversed(),
        ),
    ],
    [
      'with dates spelt otherwise',
      (home, rows) =>
        home.writeCsv(
          'other.csv',
          rows.map((row) => row.map((cell) => cell.replace(/^(\d{4})-(\d\d)-(\d\d)$/u, '$1年$2月$3日'))),
        ),
    ],
    ['with a line more above the header', (home, rows) => home.writeCsv('other.csv', [headersOf('modern'), ...rows], ['婚姻登记档案'])],
  ])('is recognised %s', async (_name, write) => {
    const home = anImportHome();
    const rows = clean(60, 11);
    await home.load([home.writeCsv('rows.csv', rows)]);
    const summary = await home.load([write(home, rows)], SMALL_CHUNKS);
    expect(countsOf(summary)).toEqual({ rows: 60, accepted: 0, flagged: 0, quarantined: 0, already_present: 60 });
    const pairs = home.registry.database
      .prepare('SELECT count(*) FROM present_row p JOIN registration r ON r.id = p.existing_id')
      .pluck()
      .get();
    expect(pairs).toBe(60);
  });

  it('goes to quarantine when it comes back saying something else', async () => {
    const home = anImportHome();
    const rows = clean(10, 13);
    await home.load([home.writeCsv('rows.csv', rows)]);
    const changed = rows.map((row, index) =>
      row.map((cell, at) => (index === 3 && at === column('reg_detail_man') ? `${cell}之一` : cell)),
    );
    const summary = await home.load([home.writeCsv('changed.csv', changed)]);
    expect(summary).toMatchObject({
      accepted: 0,
      quarantined: 1,
      already_present: 9,
      reasons: [{ code: 'differs-from-registry', count: 1 }],
    });
    const [findings] = stored(home.registry, 'SELECT findings FROM quarantine');
    expect(JSON.parse(String(findings))).toMatchObject([{ code: 'differs-from-registry', values: { record: 4 } }]);
    const [cells] = stored(home.registry, 'SELECT cells FROM quarantine');
    expect(JSON.parse(String(cells))).toEqual(
      Object.fromEntries(FIELD_KEYS.map((key, at) => [key, changed[3]?.[at] ?? '']).filter(([, cell]) => cell !== '')),
    );
  });
});

/** The rows with one of them once more at the end, perhaps changed. */
const twice = (rows: readonly string[][], from: number, change: (row: string[]) => void = () => undefined): string[][] => {
  const copy = [...(rows[from] ?? [])];
  change(copy);
  return [...rows, copy];
};

describe('a row that a file holds twice', () => {
  it.each([
    ['in one chunk', 1_048_576],
    ['across chunks', 4_000],
  ])('is quarantined the second time, naming the line of the first: %s', async (_name, chunkBytes) => {
    const home = anImportHome();
    const rows = twice(clean(40, 17), 4);
    // A remark over two lines, so that lines and rows part company.
    rows[0] = (rows[0] ?? []).map((cell, at) => (at === column('remark') ? '两行\n备注' : cell));
    const summary = await home.load([home.writeCsv('rows.csv', rows)], { request: { chunkBytes } });
    expect(summary).toMatchObject({ rows: 41, accepted: 40, quarantined: 1, reasons: [{ code: 'duplicate-in-file', count: 1 }] });
    const [findings] = stored(home.registry, 'SELECT findings FROM quarantine');
    expect(JSON.parse(String(findings))).toMatchObject([{ code: 'duplicate-in-file', values: { line: 7 } }]);
    expect(stored(home.registry, 'SELECT line FROM quarantine')).toEqual([43]);
  });

  it('is quarantined three times when it stands there four times', async () => {
    const home = anImportHome();
    const [row = []] = clean(1, 19);
    const summary = await home.load([home.writeCsv('rows.csv', [row, row, row, row])]);
    expect(summary).toMatchObject({ rows: 4, accepted: 1, quarantined: 3 });
    expectAccounted(home, summary);
  });

  it('is quarantined when the copy says something else', async () => {
    const home = anImportHome();
    const rows = twice(clean(5, 23), 2, (row) => (row[column('operator')] = '何样例'));
    expect(await home.load([home.writeCsv('rows.csv', rows)])).toMatchObject({ accepted: 5, quarantined: 1 });
  });

  it('is two registrations when one identity field differs', async () => {
    const home = anImportHome();
    const rows = twice(
      clean(5, 29),
      2,
      (row) => (row[column('cert_no')] = (row[column('cert_no')] ?? '').replace(/\d$/u, (digit) => String((Number(digit) + 1) % 10))),
    );
    expect(await home.load([home.writeCsv('rows.csv', rows)])).toMatchObject({ accepted: 6, quarantined: 0 });
  });

  it('takes its warnings along', async () => {
    const home = anImportHome();
    const [row = []] = clean(1, 31);
    const flaggedRow = row.map((cell, at) => (at === column('job_man') ? '巫师' : cell));
    const summary = await home.load([home.writeCsv('rows.csv', [flaggedRow, flaggedRow])]);
    expect(summary).toMatchObject({ accepted: 1, flagged: 1, quarantined: 1, flags: [{ code: 'code-unknown', count: 1 }] });
  });
});

describe('a dry run', () => {
  it.each(FILES)('counts what an import of %s counts', async (name) => {
    const home = anImportHome();
    const checked = await home.check([SAMPLES + name]);
    const loaded = await home.load([SAMPLES + name]);
    expect(countsOf(checked)).toEqual(countsOf(loaded));
    expect({ reasons: checked.reasons, flags: checked.flags }).toEqual({ reasons: loaded.reasons, flags: loaded.flags });
  });

  it('counts alike on a registry that has some of the rows', async () => {
    const home = anImportHome();
    const rows = messy(100, 37);
    await home.load([home.writeCsv('first.csv', rows.slice(20, 70))]);
    const path = home.writeCsv(
      'all.csv',
      [...rows, ...rows.slice(0, 10)].map((row, index) =>
        index % 9 === 0 ? row.map((cell, at) => (at === column('operator') ? '何样例' : cell)) : row,
      ),
    );
    const checked = await home.check([path], SMALL_CHUNKS);
    const loaded = await home.load([path], SMALL_CHUNKS);
    expect(checked.already_present).toBeGreaterThan(0);
    expect(countsOf(checked)).toEqual(countsOf(loaded));
    expect(checked.reasons).toEqual(loaded.reasons);
  });

  it('counts alike when files of one import overlap', async () => {
    const home = anImportHome();
    const rows = messy(60, 41);
    const paths = [home.writeCsv('a.csv', rows.slice(0, 40)), home.writeCsv('b.csv', rows.slice(20))];
    const checked = await home.check(paths);
    const loaded = await home.load(paths);
    expect(loaded.already_present).toBeGreaterThan(0);
    expect(countsOf(checked)).toEqual(countsOf(loaded));
  });

  it('counts alike for a file that was imported before', async () => {
    const home = anImportHome();
    const path = home.writeCsv('rows.csv', messy(60, 43));
    await home.load([path]);
    expect(countsOf(await home.check([path]))).toEqual(countsOf(await home.load([path])));
  });

  it('reports the same lines and findings as the quarantine of an import', async () => {
    const home = anImportHome();
    const rows = messy(80, 47);
    const path = home.writeCsv('rows.csv', [...rows, ...rows.slice(0, 3)]);
    const seen: unknown[] = [];
    await home.check([path], { deps: { onQuarantined: ({ line, findings }) => seen.push({ line, findings }) }, ...SMALL_CHUNKS });
    await home.load([path], SMALL_CHUNKS);
    const kept = home.registry.database.prepare('SELECT line, findings FROM quarantine ORDER BY id').all();
    expect(seen.toSorted(byLine)).toEqual(kept);
  });
});

function byLine(a: unknown, b: unknown): number {
  return (a as { line: number }).line - (b as { line: number }).line;
}

describe('odd input', () => {
  it('of a header alone loads nothing and is done', async () => {
    const home = anImportHome();
    const path = home.writeCsv('empty.csv', []);
    expect(await home.load([path])).toMatchObject({ rows: 0, accepted: 0, files: [{ outcome: 'loaded' }] });
    expect(await home.load([path])).toMatchObject({ batch: null, files: [{ outcome: 'already-imported' }] });
  });

  it('in a folder that holds a table twice counts it once', async () => {
    const home = anImportHome();
    const rows = clean(10, 53);
    const summary = await home.load([home.writeCsv('a.csv', rows), home.writeCsv('b.csv', rows)]);
    expect(countsOf(summary)).toMatchObject({ rows: 20, accepted: 10, already_present: 10 });
  });

  it('loads the good rows of a file with a quote that never closes', async () => {
    const home = anImportHome();
    const lines = csvOf(clean(20, 59)).toString().split('\r\n').slice(0, -1);
    lines[7] = (lines[7] ?? '').replace(/,[^,]*$/u, ',"备注');
    const path = home.write('cut.csv', `${headersOf('modern').join(',')}\r\n${lines.join('\r\n')}\r\n`);
    const summary = await home.load([path]);
    expect(summary).toMatchObject({ rows: 20, accepted: 19, quarantined: 1, reasons: [{ code: 'row-cut-off', count: 1 }] });
    expect(stored(home.registry, 'SELECT line FROM quarantine')).toEqual([9]);
  });

  it('keeps what stood in columns nobody knows', async () => {
    const home = anImportHome();
    const rows = clean(3, 61).map((row) => [...row, '见第二卷']);
    await home.load([home.writeCsv('more.csv', rows, [...headersOf('modern'), '卷宗说明'])]);
    expect(stored(home.registry, "SELECT raw ->> '$.卷宗说明' FROM registration")).toEqual(['见第二卷', '见第二卷', '见第二卷']);
  });

  it('is refused when no table is in it', async () => {
    const home = anImportHome();
    await expect(home.load([home.write('note.csv', '随便写的\n几行字\n')])).rejects.toMatchObject({
      key: expect.stringMatching(/no-header|no-tables/u) as string,
    });
    expect(readFileSync(`${home.folder}/registry.db`).length).toBeGreaterThan(0);
    expect(stored(home.registry, 'SELECT count(*) FROM batch')).toEqual([0]);
  });
});
