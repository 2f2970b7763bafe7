import { readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultBench, wholeNumbersIn, writeArchive, type Archive } from '../helpers/faults.js';
import { run, runJson, type RunOptions } from '../helpers/run.js';

const bench = new FaultBench();
let archive: Archive;
let options: RunOptions;

beforeAll(async () => {
  await bench.makeTemplate();
  options = { env: { MREG_HOME: bench.at('template'), MREG_LANG: 'zh' } };
  archive = writeArchive(bench.at('archive.csv'), { rows: 6_000, seed: 5, defects: 0.3 });
  expect((await run(['import', archive.path, '--max-errors', '100%'], options)).code).toBe(0);
});
afterAll(() => bench.remove());

/** The rows of the first table of a part of the page. */
function rowsIn(html: string, id: string): readonly string[] {
  const part = html.split(`<section id="${id}">`)[1]?.split('</table>')[0] ?? '';
  return part.split('<tbody>')[1]?.match(/<tr>/gu) ?? [];
}

describe('detect anomalies --report', () => {
  it('writes what it found, readable by its owner alone, without a whole number', async () => {
    const path = bench.at('异常.html');
    const { code, document } = await runJson(['detect', 'anomalies', '--report', path], options);
    expect(code).toBe(0);
    const { found, by_rule: byRule } = document as { found: number; by_rule: readonly { code: string; found: number }[] };
    expect(found).toBeGreaterThan(0);
    const html = readFileSync(path, 'utf8');
    expect(html).toContain(`<b>${found.toLocaleString('en-US')}</b>发现`);
    expect(rowsIn(html, 'rules')).toHaveLength(new Set(byRule.map((rule) => rule.code)).size);
    expect(wholeNumbersIn(html, archive.numbers)).toEqual([]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('names the folder that does not exist before it searches', async () => {
    const { code, stderr } = await run(['detect', 'anomalies', '--report', bench.at('nowhere/x.html')], options);
    expect(code).toBe(2);
    expect(stderr).toContain('nowhere');
    expect(await runJson(['detect', 'anomalies'], options)).toMatchObject({ code: 0, document: { run: 2 } });
  });
});
