import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../samples/generate/random.js';
import { differencesBetween, numberIn } from '../helpers/compare-homes.js';
import {
  answerOf,
  atJournal,
  expectOrderly,
  FaultBench,
  launch,
  runOrderly,
  writeArchive,
  type Archive,
  type Launched,
} from '../helpers/faults.js';

const SEED = 20_260_302;
const KILLS = 50;
const ROWS = 20_000;

const bench = new FaultBench();
let archive: Archive;
let undisturbed: string;
let undisturbedMs = 0;

beforeAll(async () => {
  await bench.makeTemplate();
  archive = writeArchive(bench.at('archive.csv'), { rows: ROWS, seed: SEED, defects: 0.04 });
  undisturbed = bench.copyHome();
  const startedMs = performance.now();
  await finish(undisturbed);
  undisturbedMs = performance.now() - startedMs;
});
afterAll(() => bench.remove());

function startImport(home: string): Launched {
  return launch(['--home', home, 'import', archive.path, '--json']);
}

async function finish(home: string): Promise<void> {
  const { document } = answerOf<{ rows: number }>(await startImport(home).done, archive.numbers);
  expect(document?.rows).toBe(ROWS);
}

/** When to kill: after a time, or when a file of the home is seen for the nth time, which is in the midst of a commit. */
type Moment = { readonly afterMs: number } | { readonly nthJournal: number };

function momentFrom(random: Random): Moment {
  return random.chance(0.4) ? { nthJournal: 1 + random.below(6) } : { afterMs: random.below(Math.ceil(undisturbedMs)) };
}

/** Kills the import at the moment. @returns false when it was done before. */
async function killAt(home: string, moment: Moment): Promise<boolean> {
  const { child, done } = startImport(home);
  const stop =
    'afterMs' in moment
      ? afterTime(moment.afterMs, () => child.kill('SIGKILL'))
      : atJournal(home, moment.nthJournal, () => child.kill('SIGKILL'));
  const { signal, code } = await done;
  stop();
  if (signal !== 'SIGKILL') expect(code).toBe(0);
  return signal === 'SIGKILL';
}

function afterTime(ms: number, act: () => void): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}

/** Looks at a copy: the next run shall find the home as the kill left it, its journal included. */
function committedChunks(home: string): number {
  const copy = bench.copyHome(home);
  const chunks = numberIn(copy, 'SELECT count(*) FROM batch_chunk');
  rmSync(copy, { recursive: true });
  return chunks;
}

describe(`an import killed at ${KILLS} random moments`, () => {
  it('ends each time, when it is run again, in the registry of an undisturbed run', { timeout: 900_000 }, async () => {
    const random = new Random(SEED);
    const reached = new Set<number>();
    let kills = 0;
    while (kills < KILLS) {
      const home = bench.copyHome();
      for (let running = true; running && kills < KILLS;) {
        running = await killAt(home, momentFrom(random));
        if (running) kills += 1;
        reached.add(committedChunks(home));
      }
      await finish(home);
      expect(differencesBetween(undisturbed, home)).toEqual([]);
      expect(readdirSync(join(home, 'work'))).toEqual([]);
    }
    // The kills were spread over the run: before the first commit, and after many different ones.
    expect(reached.has(0)).toBe(true);
    expect(reached.size).toBeGreaterThan(8);
  });

  it('can be looked at before it is run again', async () => {
    const home = bench.copyHome();
    expect(await killAt(home, { nthJournal: 5 })).toBe(true);
    for (const command of [
      ['batch', 'list'],
      ['ledger', 'verify', '--state'],
      ['quarantine', 'list'],
      ['import', archive.path, '--dry-run'],
    ]) {
      const { code } = await runOrderly(['--home', home, ...command], { numbers: archive.numbers });
      expect([command.join(' '), code]).toEqual([command.join(' '), 0]);
    }
  });
});

describe('an import asked to stop', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('by %s ends with 130 after its chunk and goes on when run again', async (signal) => {
    const home = bench.copyHome();
    const { child, done } = startImport(home);
    const stop = atJournal(home, 5, () => child.kill(signal));
    const { code, error } = answerOf(await done, archive.numbers);
    stop();
    expect([code, error?.code]).toEqual([130, 'import.interrupted']);
    expect(numberIn(home, 'SELECT count(*) FROM batch_chunk')).toBeGreaterThan(0);
    const { document } = await runOrderly<{ files: { outcome: string }[] }>(['--home', home, 'import', '--resume'], {
      numbers: archive.numbers,
    });
    expect(document?.files.map(({ outcome }) => outcome)).toEqual(['resumed']);
    expect(differencesBetween(undisturbed, home)).toEqual([]);
  });

  it('twice does not wait, and loses nothing either', async () => {
    const home = bench.copyHome();
    const { child, done } = startImport(home);
    const stop = atJournal(home, 4, () => {
      child.kill('SIGINT');
      child.kill('SIGINT');
    });
    const { code } = expectOrderly(await done);
    stop();
    expect(code).toBe(130);
    await finish(home);
    expect(differencesBetween(undisturbed, home)).toEqual([]);
  });
});
