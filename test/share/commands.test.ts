import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { numberIn } from '../helpers/compare-homes.js';
import { FaultBench, launch, runOrderly } from '../helpers/faults.js';
import { nobodysNumber } from '../helpers/registration.js';

const bench = new FaultBench();
beforeAll(() => bench.makeTemplate());
afterAll(() => bench.remove());

const MAN = nobodysNumber('19700308', 'male');
const NUMBERS: ReadonlySet<string> = new Set([MAN]);
const DEATHS = `姓名,证件号码,死亡日期,编号\n陈样本,${MAN},2019-05-04,1\n`;
function wordsOf(home: string, path: string, ...more: readonly string[]): readonly string[] {
  return ['--home', home, 'share', 'load', path, '--kind', 'death', '--from', '样板卫生局', '--purpose', '核对', ...more];
}

describe('mreg share', () => {
  it('loads a file, says so, and lists it', async () => {
    const home = bench.copyHome();
    const path = bench.write('deaths.csv', DEATHS);
    const tried = await runOrderly<object>(wordsOf(home, path, '--dry-run'), { numbers: NUMBERS });
    expect(tried).toMatchObject({ code: 0, document: { added: 1, dry_run: true, load: null } });
    const loaded = await runOrderly<object>(wordsOf(home, path), { numbers: NUMBERS });
    expect(loaded).toMatchObject({ code: 0, document: { kind: 'death', rows: 1, added: 1, known: 0, bad: [], load: 1 } });
    const listed = await runOrderly<object>(['--home', home, 'share', 'list'], { numbers: NUMBERS });
    expect(listed.document).toMatchObject({ loads: [{ id: 1, kind: 'death', authority: '样板卫生局', file: 'deaths.csv', added: 1 }] });
    expect((await runOrderly(['--home', home, 'ledger', 'verify'])).code).toBe(0);
  });

  it('refuses a file with a bad row, and stores the others when told to', async () => {
    const home = bench.copyHome();
    const path = bench.write('bad.csv', `${DEATHS}林例子,,2019-05-04,2\n`);
    const refused = await runOrderly<object>(wordsOf(home, path), { numbers: NUMBERS });
    expect(refused).toMatchObject({ code: 3, error: { code: 'share.bad-rows' } });
    expect(JSON.parse(refused.stdout)).toMatchObject({ bad: [{ line: 3, reason: 'number-unusable' }], load: null });
    expect(numberIn(home, 'SELECT count(*) FROM life_event')).toBe(0);
    expect((await runOrderly(wordsOf(home, path, '--skip-bad'))).code).toBe(0);
    expect(numberIn(home, 'SELECT count(*) FROM life_event')).toBe(1);
  });

  it('leaves all of a file or nothing when it is killed', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => `陈样本,${MAN},2019-05-04,${at}`);
    const path = bench.write('many.csv', `姓名,证件号码,死亡日期,编号\n${rows.join('\n')}\n`);
    const home = bench.copyHome();
    const begun = performance.now();
    await runOrderly(wordsOf(bench.copyHome(), path));
    const wholeMs = performance.now() - begun;
    for (const part of [0.5, 0.7, 0.9]) {
      const { child, done } = launch(wordsOf(home, path));
      await setTimeout(wholeMs * part);
      child.kill('SIGKILL');
      await done;
      const stored = numberIn(home, 'SELECT count(*) FROM life_event');
      expect([0, rows.length]).toContain(stored);
      expect(numberIn(home, "SELECT count(*) FROM ledger_entry WHERE body ->> '$.kind' = 'share.load'")).toBe(stored === 0 ? 0 : 1);
    }
    expect((await runOrderly(wordsOf(home, path))).code).toBe(0);
    expect(numberIn(home, 'SELECT count(*) FROM life_event')).toBe(rows.length);
  });

  it('stores a file once when two load it at once', async () => {
    const home = bench.copyHome();
    const path = bench.write('deaths.csv', DEATHS);
    const both = await Promise.all([runOrderly(wordsOf(home, path)), runOrderly(wordsOf(home, path))]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(numberIn(home, 'SELECT count(*) FROM life_event')).toBe(1);
    expect(numberIn(home, 'SELECT count(*) FROM share_load')).toBe(1);
  });
});
