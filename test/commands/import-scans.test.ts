import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultBench, launch, runOrderly, type LaunchOptions } from '../helpers/faults.js';

/** Reading takes seconds a page, so what can be tried with pages that are read in no time is tried elsewhere (test/scans, test/faults). */
const SAMPLES = fileURLToPath(new URL('../../samples/scans/', import.meta.url));
const VOLUME = join(SAMPLES, 'volume.pdf');
const STUBS = join(SAMPLES, 'stubs.tif');
const KEYED = join(SAMPLES, 'keyed.zip');

interface Summary {
  readonly rows: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly already_present: number;
  readonly files: readonly { readonly outcome: string }[];
  readonly scans: Readonly<Record<string, unknown>> & { readonly pages: number; readonly read: number };
}

const ASKED = ['--second-opinion', 'tesseract'];
const HEARD_TWO: unknown = expect.stringMatching(/^pp-ocr:.* second:tesseract:/u);

const bench = new FaultBench();
const reports = mkdtempSync(join(tmpdir(), 'mreg-scan-reports-'));

beforeAll(async () => {
  await bench.makeTemplate({ busy_timeout_seconds: 1 });
});
afterAll(() => {
  bench.remove();
  rmSync(reports, { recursive: true });
});

function importScans(home: string, words: readonly string[], options: LaunchOptions = {}) {
  return runOrderly<Summary>(['--home', home, 'import', ...words], options);
}

describe('mreg import of scans', () => {
  it('reads a volume and says what became of each page, in the summary and in a report', { timeout: 120_000 }, async () => {
    const home = bench.copyHome();
    appendFileSync(join(home, 'config.toml'), '\n[ocr]\nsecond_opinion = "tesseract"\n');
    const report = join(reports, 'volume.html');
    const { code, document, stderr } = await importScans(home, [VOLUME, '--report', report]);
    expect([code, stderr]).toEqual([0, expect.any(String)]);
    expect(document?.scans).toMatchObject({ pages: 2, read: 2, blank: 0, unrecognised: 0, failed: 0 });
    const { rows, accepted, quarantined, already_present: present } = document as Summary;
    expect([rows, accepted + quarantined + present]).toEqual([2, 2]);
    const html = readFileSync(report, 'utf8');
    expect(html).toContain('id="scans"');
    expect(html).not.toMatch(/\d{17}[\dX]/u);
    expect(readersIn(home)).toEqual([HEARD_TWO, HEARD_TWO]);
    expect((await runOrderly(['--home', home, 'ledger', 'verify', '--state'])).code).toBe(0);
    const again = await importScans(home, [VOLUME]);
    expect(again.document).toMatchObject({ batch: null, rows: 2, already_present: 2, files: [{ outcome: 'already-imported' }] });
  });

  it('stops at Ctrl-C with 130 and goes on by --resume', { timeout: 120_000 }, async () => {
    const home = bench.copyHome();
    const { child, done } = launch(['--home', home, 'import', STUBS, '--jobs', '1', ...ASKED]);
    const stop = whenCommitted(home, () => child.kill('SIGINT'));
    const { code } = await done;
    stop();
    expect([130, 0]).toContain(code);
    const resumed = await importScans(home, code === 130 ? ['--resume'] : [STUBS, ...ASKED]);
    expect(resumed.document).toMatchObject({ rows: 2, files: [{ outcome: code === 130 ? 'resumed' : 'already-imported' }] });
    expect(readersIn(home)).toEqual([HEARD_TWO, HEARD_TWO]);
    expect(existsSync(join(home, 'work', 'scans'))).toBe(false);
  });

  it('compares keyed rows with their scans, unless it is told not to', { timeout: 120_000 }, async () => {
    const home = bench.copyHome();
    const skipped = await importScans(home, [KEYED, '--skip-scans']);
    expect(skipped.document).toMatchObject({ rows: 2 });
    expect(skipped.document).not.toHaveProperty('scans');
    const { document } = await importScans(home, [KEYED]);
    expect(document).toMatchObject({ rows: 2, already_present: 2, scans: { pages: 2, read: 2, compared: { rows: 2 } } });
    expect(document?.scans['differing']).toMatchObject({ rows: expect.any(Number) });
    expect((await importScans(home, [KEYED])).document?.scans).toMatchObject({ pages: 0, compared: { rows: 0 } });
  });

  it('ends with a reason where the disk is full, and leaves no half-written scan', async () => {
    const home = bench.copyHome();
    const full = { wrapper: ['bash', '-c', 'ulimit -f 300; exec "$@"', 'bash'] };
    const { code, error } = await importScans(home, [VOLUME], full);
    expect([code, error?.code]).toEqual([2, 'store.disk-full']);
    expect(existsSync(join(home, 'scans', 'incoming'))).toBe(false);
  });

  it.each([
    ['an office that is not in the table', ['--office', '999999'], 2, 'scan-import.unknown-office'],
    ['a second opinion of nobody known', ['--second-opinion', 'oracle'], 2, undefined],
    ['models that are not there', ['--ocr-models', '/nonexistent'], 2, undefined],
    ['a folder of templates that is not there', ['--templates', '/nonexistent'], 2, undefined],
  ])('refuses %s', async (_name, words, code, key) => {
    const refused = await importScans(bench.copyHome(), [VOLUME, ...words]);
    expect(refused.code).toBe(code);
    if (key !== undefined) expect(refused.error?.code).toBe(key);
  });

  it('waits its turn behind another import of scans', async () => {
    const home = bench.copyHome();
    const lock = new Database(join(home, 'scan-import.lock'));
    lock.exec('BEGIN EXCLUSIVE');
    const { code, error } = await importScans(home, [VOLUME]);
    lock.close();
    expect([code, error?.code]).toEqual([6, 'scan-import.busy']);
  });
});

/** What read each page. */
function readersIn(home: string): readonly string[] {
  const database = new Database(join(home, 'registry.db'), { readonly: true });
  const readers = database.prepare('SELECT reader FROM scan_page ORDER BY page').pluck().all() as string[];
  database.close();
  return readers;
}

/** Calls once when the first page is committed. */
function whenCommitted(home: string, act: () => void): () => void {
  const timer = setInterval(() => {
    const database = new Database(join(home, 'registry.db'), { readonly: true });
    const pages = Number(database.prepare('SELECT count(*) FROM scan_page').pluck().get());
    database.close();
    if (pages === 0) return;
    clearInterval(timer);
    act();
  }, 100);
  return () => clearInterval(timer);
}
