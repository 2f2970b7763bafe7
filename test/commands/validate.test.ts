import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { headersOf } from '../../samples/generate/spelling.js';
import { run, runJson } from '../helpers/run.js';
import { csvOf, sampleRows } from '../helpers/rows.js';

const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url));
const MESSY = join(SAMPLES, 'messy.xlsx');

const folder = mkdtempSync(join(tmpdir(), 'mreg-command-validate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CLEAN = join(folder, 'clean.csv');
writeFileSync(CLEAN, csvOf([headersOf('modern'), ...sampleRows('county-modern', { rows: 30, seed: 5, defects: 0 })]));

describe('mreg validate', () => {
  it('passes a clean file with no home at all, and writes nothing', async () => {
    const before = readdirSync(folder);
    const { code, document } = await runJson(['validate', CLEAN], { cwd: folder });
    expect(code).toBe(0);
    expect(document).toMatchObject({ batch: null, dry_run: true, rows: 30, accepted: 30, quarantined: 0, findings: [] });
    expect(readdirSync(folder)).toEqual(before);
  });

  it('names every problem of a row with field, reason and advice', async () => {
    const { code, document } = await runJson(['validate', MESSY, '--lang', 'en']);
    expect(code).toBe(0);
    expect(document).toMatchObject({ rows: 120, accepted: 88, quarantined: 32 });
    const { findings } = document as { findings: readonly { line: number; findings: readonly Record<string, unknown>[] }[] };
    expect(findings).toHaveLength(20);
    for (const { line, findings: reasons } of findings) {
      expect(line).toBeGreaterThan(1);
      for (const reason of reasons) {
        expect(reason).toMatchObject({ code: expect.any(String) as string, severity: expect.stringMatching(/error|warning/u) as string });
        expect([reason['message'], reason['advice']]).not.toContain('');
      }
    }
  });

  it.each([
    ['zh', /身份证|证件/u],
    ['en', /check digit/iu],
  ])('speaks %s, and shows no number whole', async (lang, words) => {
    const { code, stdout, stderr } = await run(['validate', MESSY, '--lang', lang, '--verbose']);
    expect(code).toBe(0);
    expect(stdout).toMatch(words);
    expect(`${stdout}${stderr}`).not.toMatch(/\d{15,}|\d{17}[Xx]/u);
  });

  it('keeps whole numbers out of its document too', async () => {
    const { stdout } = await run(['validate', MESSY, '--json']);
    const { findings } = JSON.parse(stdout) as { findings: unknown };
    expect(JSON.stringify(findings)).not.toMatch(/\d{15,}|\d{17}[Xx]/u);
  });

  it('judges the input by a budget, after saying what is wrong', async () => {
    const over = await run(['validate', MESSY, '--max-errors', '5%', '--lang', 'en']);
    expect(over.code).toBe(3);
    expect(over.stdout).toMatch(/120/u);
    expect(await run(['validate', MESSY, '--max-errors', '32'])).toMatchObject({ code: 0 });
  });

  it('writes a report on request', async () => {
    const report = join(folder, 'report.html');
    expect(await run(['validate', MESSY, '--report', report])).toMatchObject({ code: 0 });
    expect(readFileSync(report, 'utf8')).toMatch(/^<!doctype html>/iu);
  });

  it.each([
    ['a file that is not there', [join(folder, 'none.csv')], 3],
    ['no path', [], 2],
    ['a mistyped flag', [CLEAN, '--encodin', 'gbk'], 2],
  ])('refuses %s', async (_name, args, code) => {
    expect(await run(['validate', ...args])).toMatchObject({ code, stdout: '' });
  });
});
