import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FILES, writeArchive } from '../../bench/linkage/generate/write.js';
import { FaultBench } from '../helpers/faults.js';
import { run, runJson, type RunOptions } from '../helpers/run.js';

const bench = new FaultBench();
const COUPLES = 3_000;
let options: RunOptions;

beforeAll(async () => {
  await bench.makeTemplate();
  options = { env: { MREG_HOME: bench.at('template'), MREG_LANG: 'zh' } };
  const folder = bench.at('couples');
  writeArchive({ folder, later: 0, records: COUPLES, profile: 'mixed', seed: 3 });
  expect((await run(['import', join(folder, FILES.rows)], options)).code).toBe(0);
});
afterAll(() => bench.remove());

/** The rows of the first table of a part of the page. */
function rowsIn(html: string, id: string): readonly string[] {
  const part = html.split(`<section id="${id}">`)[1]?.split('</table>')[0] ?? '';
  return part.split('<tbody>')[1]?.match(/<tr>/gu) ?? [];
}

describe('detect duplicates --report', () => {
  it('writes what it found: the counts of the run, a picture for every example, and nobody in full', async () => {
    const path = bench.at('重复.html');
    const { code, document } = await runJson(['detect', 'duplicates', '--report', path], options);
    expect(code).toBe(0);
    const { found, compared } = document as Record<'found' | 'compared', number>;
    expect(found).toBeGreaterThan(COUPLES / 50);
    const html = readFileSync(path, 'utf8');
    for (const count of [found, compared]) expect(html).toContain(`<b>${count.toLocaleString('en-US')}</b>`);
    const pairs = html.split('<article class="pair">').slice(1);
    expect(pairs.length).toBeGreaterThan(5);
    for (const pair of pairs) expect(pair).toContain('aria-label="这一对的得分');
    expect(html).not.toMatch(/\d{15}|NaN|Infinity|undefined/u);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('has each pair on the side of the threshold where its waterfall ends', async () => {
    const path = bench.at('again.html');
    expect((await run(['detect', 'duplicates', '--threshold', '0.99', '--report', path], options)).code).toBe(0);
    const pairs = readFileSync(path, 'utf8').split('<article class="pair">').slice(1);
    for (const pair of pairs) {
      const percent = Number(/可能性 (?:&[gl]t;)?([\d.]+)%/u.exec(pair)?.[1]);
      expect(pair.includes('class="badge doubt"')).toBe(percent >= 99);
    }
  });

  it('says in the terminal the same: the weights of a pair, and what would change the verdict', async () => {
    const shown = await run(['findings', 'show', '1'], options);
    expect(shown.stdout).toMatch(/合计 .*[\d.]+%.*│▇/u);
    expect(shown.stdout).toMatch(/怎样会改变结论\n(?:如果“|任何单独一项改变)/u);
  });

  it('writes none in a dry run', async () => {
    expect((await run(['detect', 'duplicates', '--dry-run', '--report', bench.at('no.html')], options)).code).toBe(2);
    expect(existsSync(bench.at('no.html'))).toBe(false);
  });
});

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
    expect(html).not.toMatch(/\d{15}|NaN|Infinity|undefined/u);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('names the folder that does not exist before it searches', async () => {
    const { code, stderr } = await run(['detect', 'anomalies', '--report', bench.at('nowhere/x.html')], options);
    expect(code).toBe(2);
    expect(stderr).toContain('nowhere');
    expect(await runJson(['detect', 'anomalies'], options)).toMatchObject({ code: 0, document: { run: 4 } });
  });
});
