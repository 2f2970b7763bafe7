import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headersOf } from '../../samples/generate/spelling.js';
import { aHost, runIn } from '../helpers/host.js';
import { initWords } from '../helpers/password.js';
import { run, runJson } from '../helpers/run.js';
import { csvOf, sampleRows } from '../helpers/rows.js';

const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url));
const MESSY = join(SAMPLES, 'messy.xlsx');
const SUMMARY_KEYS = ['batch', 'files', 'rows', 'accepted', 'flagged', 'quarantined', 'already_present', 'seconds'];

const folder = mkdtempSync(join(tmpdir(), 'mreg-command-import-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const inFolder = (name: string): string => join(folder, name);

let homes = 0;

/** A new home by the real command. */
async function aHome(): Promise<string> {
  const home = join(folder, `home-${(homes += 1)}`);
  expect(await run([...initWords(), '--home', home])).toMatchObject({ code: 0 });
  return home;
}

function aTable(name: string, rows: readonly (readonly string[])[]): string {
  const path = join(folder, name);
  writeFileSync(path, csvOf([headersOf('modern'), ...rows]));
  return path;
}

/** Every file of a folder with its digest. */
function filesOf(path: string): Readonly<Record<string, string>> {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((file) => [
      join(file.parentPath, file.name),
      createHash('sha256')
        .update(readFileSync(join(file.parentPath, file.name)))
        .digest('hex'),
    ]),
  );
}

/** No run says a whole number, nor fails as a bug. */
function expectDiscreet({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): void {
  expect(`${stdout}${stderr}`).not.toMatch(/\d{15,}|\d{17}[Xx]/u);
  expect(stderr).not.toMatch(/\n\s+at /u);
}

function sum(document: unknown): number {
  const { accepted, quarantined, already_present } = document as Record<string, number>;
  return (accepted ?? 0) + (quarantined ?? 0) + (already_present ?? 0);
}

describe('mreg import', () => {
  let home = '';
  beforeAll(async () => (home = await aHome()));

  it('says what became of the rows, in one document', async () => {
    const { code, document } = await runJson(['import', MESSY, '--home', home]);
    expect(code).toBe(0);
    expect(Object.keys(document as object)).toEqual(expect.arrayContaining(SUMMARY_KEYS));
    expect(document).toMatchObject({
      batch: 1,
      dry_run: false,
      rows: 120,
      accepted: 88,
      quarantined: 32,
      files: [{ sheet: '登记台账' }, { sheet: '补录' }],
    });
    expect(sum(document)).toBe(120);
  });

  it('says that the same file was imported before', async () => {
    const { code, document } = await runJson(['import', MESSY, '--home', home]);
    expect([code, document]).toMatchObject([
      0,
      { batch: null, rows: 120, already_present: 120, files: [{ outcome: 'already-imported', batch: 1 }, {}] },
    ]);
  });

  it.each([
    ['zh', /已导入|入库|批/u],
    ['en', /batch|rows/iu],
  ])('speaks %s, and shows no number whole', async (lang, words) => {
    const own = await aHome();
    const result = await run(['import', MESSY, '--home', own, '--lang', lang, '--verbose']);
    expect(result.code).toBe(0);
    expect(result.stdout).toMatch(words);
    expect(result.stdout).toMatch(/document-check-digit/u);
    expectDiscreet(result);
  });

  it('writes a report on request', async () => {
    const report = join(folder, 'report.html');
    const own = await aHome();
    expect(await run(['import', MESSY, '--home', own, '--report', report])).toMatchObject({ code: 0 });
    const html = readFileSync(report, 'utf8');
    expect(html).toMatch(/^<!doctype html>/iu);
    expect(html).not.toMatch(/\d{17}[\dXx]/u);
  });

  it('reads a mapping, a sheet and an encoding that are named', async () => {
    const own = await aHome();
    expect((await runJson(['import', MESSY, '--sheet', '补录', '--home', own])).document).toMatchObject({ rows: 40 });
    const csv = join(SAMPLES, 'county-clean-gb18030.csv');
    expect((await runJson(['import', csv, '--encoding', 'gbk', '--jobs', '1', '--source', 'court', '--home', own])).document).toMatchObject(
      { rows: 400, quarantined: 0 },
    );
    const listed = (await runJson(['batch', 'list', '--home', own])).document;
    expect(listed).toMatchObject({ batches: [{ source: 'backfill' }, { source: 'court' }] });
  });
});

describe('mreg import refuses', () => {
  let home = '';
  let path = '';
  beforeAll(async () => {
    home = await aHome();
    path = aTable('rows.csv', sampleRows('county-modern', { rows: 10, seed: 1, defects: 0 }));
    writeFileSync(join(folder, 'empty.csv'), '');
    writeFileSync(join(folder, 'letter.csv'), '尊敬的领导:\n请查收。\n');
    writeFileSync(join(folder, 'wrong.xlsx'), 'no workbook at all');
  });

  it.each<[string, () => readonly string[], number, string]>([
    ['a file that is not there', () => [inFolder('none.csv')], 3, 'import.file-missing'],
    ['an empty file', () => [inFolder('empty.csv')], 3, 'import.file-empty'],
    ['a letter', () => [inFolder('letter.csv')], 3, 'import.no-header'],
    ['a sheet that is none', () => [inFolder('wrong.xlsx')], 3, 'import.'],
    ['a sheet of another name', () => [MESSY, '--sheet', '别的'], 3, 'import.no-sheet'],
    ['no path', () => [], 2, 'import.paths-missing'],
    ['nothing to resume', () => ['--resume'], 2, 'import.nothing-to-resume'],
    ['a mistyped flag', () => [path, '--dry-rum'], 2, ''],
    ['a budget that is none', () => [path, '--max-errors', 'few'], 2, 'import.bad-budget'],
    ['half a row as budget', () => [path, '--max-errors', '1.5'], 2, 'import.bad-budget'],
    ['a source nobody knows', () => [path, '--source', 'rumour'], 2, ''],
    ['an encoding nobody knows', () => [path, '--encoding', 'klingon'], 2, 'import.encoding-unknown'],
    ['too many errors in rows', () => [MESSY, '--max-errors', '31'], 3, 'import.over-budget-count'],
    ['too many errors in per cent', () => [MESSY, '--max-errors', '26%'], 3, 'import.over-budget-share'],
  ])('%s', async (_name, args, code, key) => {
    // English from the real program; Chinese from the same code in this process, which starts at once.
    const asked = ['import', ...args(), '--home', home, '--json'];
    for (const result of [
      await run([...asked, '--lang', 'en']),
      await runIn(aHost({ clock: { now: () => new Date() } }), [...asked, '--lang', 'zh']),
    ]) {
      expect(result.code).toBe(code);
      expect(result.stdout).toBe('');
      // Notes on the way stand before the document.
      const { error } = JSON.parse(result.stderr.slice(result.stderr.indexOf('{"error"'))) as {
        error: { code: string; message: string; hint: string };
      };
      expect(error.code.startsWith(key)).toBe(true);
      expect([error.message, error.hint]).not.toContain('');
      expectDiscreet(result);
    }
  });

  it('and has then loaded nothing', async () => {
    expect((await runJson(['batch', 'list', '--home', home])).document).toEqual({ batches: [] });
  });

  it('a home that nobody made', async () => {
    expect(await run(['import', path, '--home', join(folder, 'nowhere')])).toMatchObject({ code: 2, stdout: '' });
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
  });

  it('to run while another import does, and lets the other finish', async () => {
    const own = await aHome();
    writeFileSync(join(own, 'config.toml'), `${readFileSync(join(own, 'config.toml'), 'utf8')}\n[import]\nbusy_timeout_seconds = 1\n`);
    const lock = new Database(join(own, 'import.lock'));
    lock.exec('BEGIN EXCLUSIVE');
    expect(await runJson(['import', path, '--home', own])).toMatchObject({ code: 6, document: { error: { code: 'import.busy' } } });
    lock.close();
    expect(await run(['import', path, '--home', own])).toMatchObject({ code: 0 });
  });
});

describe('two imports at once', () => {
  it('are both right: one waits for the other', async () => {
    const home = await aHome();
    const rows = sampleRows('county-modern', { rows: 400, seed: 2, defects: 0 });
    const [first, second] = [aTable('one.csv', rows.slice(0, 300)), aTable('two.csv', rows.slice(100))];
    const outcomes = await Promise.all([first, second].map((path) => runJson(['import', path, '--home', home])));
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0]);
    const total = (key: string): number =>
      outcomes.reduce((all, { document }) => all + Number((document as Record<string, unknown>)[key]), 0);
    expect({ accepted: total('accepted'), present: total('already_present'), rows: total('rows') }).toEqual({
      accepted: 400,
      present: 200,
      rows: 600,
    });
    expect(await run(['ledger', 'verify', '--state', '--home', home])).toMatchObject({ code: 0 });
  });
});

describe('mreg import --dry-run', () => {
  it('says what an import would do and leaves the home as it is, byte for byte', async () => {
    const home = await aHome();
    await run(['import', join(SAMPLES, 'package.zip'), '--home', home]);
    const before = filesOf(home);
    // A folder for temporary files of its own: other tests check files at the same time.
    const temporary = mkdtempSync(join(tmpdir(), 'mreg-scratch-'));
    for (const path of [MESSY, join(SAMPLES, 'package.zip')]) {
      const { code, document } = await runJson(['import', path, '--dry-run', '--home', home], { env: { TMPDIR: temporary } });
      expect([code, document]).toMatchObject([0, { batch: null, dry_run: true }]);
      expect(sum(document)).toBe((document as { rows: number }).rows);
    }
    expect(filesOf(home)).toEqual(before);
    expect(readdirSync(temporary)).toEqual([]);
    rmSync(temporary, { recursive: true });
  });
});

describe('mreg import --resume', () => {
  it('goes on with the batch that was cut off, without naming it', async () => {
    const home = await aHome();
    const path = aTable('long.csv', sampleRows('county-modern', { rows: 60, seed: 3, defects: 0.2 }));
    // What a batch looks like of which nothing was committed yet.
    await run(['import', path, '--home', home]);
    const database = new Database(join(home, 'registry.db'));
    const [whole] = database.prepare('SELECT count(*) FROM registration').pluck().all();
    database.exec(`DELETE FROM registration; DELETE FROM registration_key; DELETE FROM registration_person; DELETE FROM quarantine;
      DELETE FROM batch_chunk; DELETE FROM batch_file; UPDATE batch SET state = 'loading', ended_at = NULL`);
    database.close();
    const { code, document } = await runJson(['import', '--resume', '--home', home]);
    expect([code, document]).toMatchObject([0, { batch: 1, rows: 60, accepted: whole }]);
  });
});
