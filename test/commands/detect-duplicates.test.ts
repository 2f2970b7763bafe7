import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FILES, writeArchive } from '../../bench/linkage/generate/write.js';
import { FaultBench } from '../helpers/faults.js';
import { run, runJson, type RunOptions } from '../helpers/run.js';

const bench = new FaultBench();
let options: RunOptions;

beforeAll(async () => {
  await bench.makeTemplate();
  options = { env: { MREG_HOME: bench.at('template'), MREG_LANG: 'zh' } };
  const folder = bench.at('couples');
  writeArchive({ folder, later: 0, records: 2_000, profile: 'typist', seed: 5 });
  expect((await run(['import', join(folder, FILES.rows)], options)).code).toBe(0);
});
afterAll(() => bench.remove());

describe('detect model', () => {
  it('has none before the first search', async () => {
    expect(await run(['detect', 'model', 'list'], options)).toMatchObject({ code: 0, stdout: expect.stringContaining('还没有估计过') });
    expect(await run(['detect', 'model', 'show'], options)).toMatchObject({ code: 2, stderr: expect.stringContaining('还没有估计过') });
  });
});

describe('detect duplicates', () => {
  it('says what it compared, found and stored', async () => {
    const { code, document } = await runJson(['detect', 'duplicates', '--pairs', bench.at('p.csv')], options);
    expect(code).toBe(0);
    expect(document).toMatchObject({
      run: 1,
      engine: 'embedded',
      full: true,
      threshold: 0.9,
      model: 1,
      model_estimated: true,
      pairs_file: bench.at('p.csv'),
    });
    const { found, added, rules } = document as { found: number; added: number; rules: readonly { found: number }[] };
    expect(added).toBe(found);
    expect(rules.reduce((sum, rule) => sum + rule.found, 0)).toBe(found);
    expect((await run(['ledger', 'verify'], options)).code).toBe(0);
  });

  it('says it in words, without a whole number', async () => {
    const { code, stdout } = await run(['detect', 'duplicates', '--engine', 'embedded'], options);
    expect(code).toBe(0);
    expect(stdout).toMatch(/疑似重复 \d+ 对（可能性不低于 0\.9），其中新发现 0 对/u);
    expect(stdout).not.toMatch(/\d{15}/u);
  });

  it.each([
    [['--engine', 'spark'], '没有 spark 引擎，只有 embedded'],
    [['--since', '2026-11-01', '--batch', '1'], '只能用一个'],
    [['--since', 'yesterday'], 'yesterday'],
    [['--batch', '99'], '没有第 99 批'],
    [['--threshold', '1.5'], '不是 0 到 1 之间'],
    [['--dry-run', '--pairs', 'x.csv'], '试运行不写文件'],
    [['--pairs', '/nonexistent/x.csv'], '/nonexistent'],
  ])('refuses %j', async (words, said) => {
    const { code, stderr } = await run(['detect', 'duplicates', ...words], options);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
    expect(existsSync('x.csv')).toBe(false);
  });

  it('ends with 7 when there is what --fail-on asks about', async () => {
    expect((await run(['detect', 'duplicates', '--fail-on', 'error'], options)).code).toBe(7);
    expect((await run(['detect', 'duplicates', '--since', '2099-01-01', '--fail-on', 'hint'], options)).code).toBe(0);
  });
});

describe('detect model, after a search', () => {
  it('shows each level with its shares and weight', async () => {
    const { document } = await runJson(['detect', 'model', 'show'], options);
    const { version, comparisons } = document as {
      version: number;
      comparisons: readonly { comparison: string; levels: readonly { level: string; m: number; u: number; weight: number }[] }[];
    };
    expect(version).toBe(1);
    expect(comparisons.map(({ comparison }) => comparison)).toContain('document-woman');
    for (const { m, u, weight } of comparisons.flatMap(({ levels }) => levels)) expect(weight).toBeCloseTo(Math.log2(m / u));
    expect((await run(['detect', 'model', 'show'], options)).stdout).toContain('粤语同音字');
  });

  it('estimates another version and keeps both', async () => {
    expect((await runJson(['detect', 'model', 'estimate', '--threshold', '0.8'], options)).document).toMatchObject({
      version: 2,
      threshold: 0.8,
    });
    const { document } = await runJson(['detect', 'model', 'list'], options);
    expect((document as { models: readonly { version: number }[] }).models.map(({ version }) => version)).toEqual([2, 1]);
  });
});
