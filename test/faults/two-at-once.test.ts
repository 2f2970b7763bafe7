import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { differencesBetween, numberIn } from '../helpers/compare-homes.js';
import { answerOf, FaultBench, launch, runOrderly, writeArchive, type Archive, type JsonAnswer } from '../helpers/faults.js';

interface Summary {
  readonly batch: number | null;
  readonly rows: number;
  readonly accepted: number;
  readonly already_present: number;
}

const bench = new FaultBench();
let east: Archive;
let west: Archive;

beforeAll(async () => {
  await bench.makeTemplate();
  east = writeArchive(bench.at('east.csv'), { rows: 6_000, seed: 21, defects: 0.03 });
  west = writeArchive(bench.at('west.csv'), { rows: 6_000, seed: 22, defects: 0.03 });
});
afterAll(() => bench.remove());

/** A home whose commands do not wait for each other. */
function anImpatientHome(): string {
  const home = bench.copyHome();
  const path = join(home, 'config.toml');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^busy_timeout_seconds = \d+/mu, 'busy_timeout_seconds = 0'));
  return home;
}

/** The first thing an import does with the lock in its hands is to make its work folder. */
async function lockTaken(home: string): Promise<void> {
  while (!existsSync(join(home, 'work', 'import'))) await setTimeout(2);
}

async function load(home: string, { path, numbers }: Archive): Promise<JsonAnswer<Summary>> {
  return answerOf<Summary>(await launch(['--home', home, 'import', path, '--json']).done, numbers);
}

async function expectSound(home: string): Promise<void> {
  expect((await runOrderly(['--home', home, 'ledger', 'verify', '--state'])).code).toBe(0);
}

/** The home as one import after the other would have left it. */
async function inTurn(first: Archive, second: Archive): Promise<string> {
  const home = bench.copyHome();
  for (const archive of [first, second]) expect((await load(home, archive)).code).toBe(0);
  return home;
}

describe('two imports started at once into one home', () => {
  it('of two files are both loaded: one waits for the other', async () => {
    const home = bench.copyHome();
    const [one, other] = await Promise.all([load(home, east), load(home, west)]);
    expect([one.code, other.code, one.document?.rows, other.document?.rows]).toEqual([0, 0, east.rows, west.rows]);
    await expectSound(home);
    const [first, second] = (one.document?.batch ?? 0) < (other.document?.batch ?? 0) ? [east, west] : [west, east];
    expect(differencesBetween(await inTurn(first, second), home)).toEqual([]);
  });

  it('says busy when it may not wait, and is done when it is run again', async () => {
    const home = anImpatientHome();
    const { child, done } = launch(['--home', home, 'import', east.path, '--json']);
    await lockTaken(home);
    child.kill('SIGSTOP');
    const { code, error } = await load(home, west);
    expect([code, error?.code]).toEqual([6, expect.stringMatching(/^(import|store)\.busy$/u)]);
    child.kill('SIGCONT');
    expect(answerOf<Summary>(await done, east.numbers).document?.rows).toBe(east.rows);
    expect((await load(home, west)).document?.rows).toBe(west.rows);
    expect(differencesBetween(await inTurn(east, west), home)).toEqual([]);
  });

  it('of the same file load it once', async () => {
    const home = bench.copyHome();
    const answers = await Promise.all([load(home, east), load(home, east)]);
    expect(answers.map(({ code }) => code)).toEqual([0, 0]);
    expect(answers.map(({ document }) => document?.already_present ?? -1).toSorted((a, b) => a - b)).toEqual([0, east.rows]);
    expect(numberIn(home, 'SELECT count(*) FROM batch')).toBe(1);
    expect(numberIn(home, 'SELECT sum(rows) FROM batch_chunk')).toBe(east.rows);
    await expectSound(home);
  });
});

describe('while an import runs', () => {
  it('others can read what was committed, and the import is not disturbed', async () => {
    const home = bench.copyHome();
    const loading = load(home, east);
    const finished = new AbortController();
    void loading.finally(() => finished.abort());
    let looks = 0;
    while (!finished.signal.aborted) {
      for (const command of [
        ['batch', 'list'],
        ['ledger', 'verify', '--state'],
        ['quarantine', 'list'],
      ]) {
        const { code } = await runOrderly(['--home', home, ...command], { numbers: east.numbers });
        expect([command.join(' '), code]).toEqual([command.join(' '), 0]);
        looks += 1;
      }
    }
    expect((await loading).document?.rows).toBe(east.rows);
    expect(looks).toBeGreaterThan(2);
    await expectSound(home);
  });
});
