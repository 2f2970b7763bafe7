import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../samples/generate/random.js';
import type { ExportListing } from '../../src/export/export-ledger.js';
import { numberIn, textsIn } from '../helpers/compare-homes.js';
import { ExportHome } from '../helpers/export-home.js';
import { answerOf } from '../helpers/faults.js';

const SEED = 20_261_125;
const KILLS = 30;
const ROWS = 3_000;
const RUNS_TIMED = 2;

const bench = new ExportHome();
let token = '';
let places = 0;
/** How long an export takes, and how long from the first move in the folder of its file. */
let wholeMs = 0;
let fileMs = 0;

beforeAll(async () => {
  await bench.make(ROWS);
  token = await bench.issue({ uses: KILLS * 4 });
  for (let run = 0; run < RUNS_TIMED; run += 1) await timeOne();
});
afterAll(() => bench.remove());

function aPlace(): string {
  places += 1;
  const folder = bench.bench.at(`place-${places}`);
  mkdirSync(folder);
  return join(folder, 'out.csv');
}

/** The last of some is taken: the first one reads the program from a cold disk. */
async function timeOne(): Promise<void> {
  const out = aPlace();
  const startedMs = performance.now();
  let movedMs = startedMs;
  const { done } = bench.startExport(bench.template, token, out);
  const watcher = watch(join(out, '..'), { persistent: false }).once('change', () => (movedMs = performance.now()));
  answerOf(await done);
  watcher.close();
  [wholeMs, fileMs] = [performance.now() - startedMs, performance.now() - movedMs];
}

/** When to kill: so long after the start, or after something first moved in the folder of the file. */
interface Moment {
  readonly after: 'start' | 'first-move';
  readonly ms: number;
}

/** Most of a run goes by before the first byte: more than half of the moments lie where the file grows and gets its name. */
function momentFrom(random: Random): Moment {
  if (random.chance(0.4)) return { after: 'start', ms: random.below(Math.ceil(wholeMs)) };
  return { after: 'first-move', ms: random.below(Math.ceil(fileMs)) };
}

/** @returns whether it was killed, and not done before. */
async function killAt(out: string, { after, ms }: Moment): Promise<boolean> {
  const { child, done } = bench.startExport(bench.template, token, out);
  const kill = (): void => void setTimeout(() => child.kill('SIGKILL'), ms);
  const watcher = after === 'start' ? undefined : watch(join(out, '..'), { persistent: false }).once('change', kill);
  if (after === 'start') kill();
  const { signal, code } = await done;
  watcher?.close();
  if (signal !== 'SIGKILL') expect(code).toBe(0);
  return signal === 'SIGKILL';
}

const digestOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** A file under the name asked for is one that the ledger says is whole, also before anybody tidied up. */
function expectNoPartialFile(out: string): void {
  if (!existsSync(out)) return;
  expect(textsIn(bench.template, "SELECT body ->> '$.body.sha256' FROM ledger_entry WHERE body ->> '$.kind' = 'export.done'")).toContain(
    digestOf(out),
  );
}

/** What the 台账 makes of each: done with its file, aborted without, or never begun. */
async function expectTheTruth(outs: readonly string[]): Promise<readonly string[]> {
  const { document } = await bench.run<{ exports: ExportListing[] }>(['export', 'ledger', 'list']);
  return outs.map((out) => {
    const listed = document?.exports.find(({ file }) => file === out);
    expect(readdirSync(join(out, '..'))).toEqual(listed?.state === 'done' ? ['out.csv'] : []);
    if (listed?.state === 'done') expect(listed.sha256).toBe(digestOf(out));
    return listed?.state ?? 'not begun';
  });
}

describe(`an export killed at ${KILLS} random moments`, () => {
  it('leaves a whole file or none, and the 台账 tells which', { timeout: 900_000 }, async () => {
    const random = new Random(SEED);
    const states = new Set<string>();
    for (let kills = 0; kills < KILLS;) {
      // Two are tidied up by the next export, the third by the list.
      const outs = [aPlace(), aPlace(), aPlace()];
      for (const out of outs) {
        if (await killAt(out, momentFrom(random))) kills += 1;
        expectNoPartialFile(out);
      }
      for (const state of await expectTheTruth(outs)) states.add(state);
    }
    // The kills were spread over the run.
    expect([...states].filter((state) => state !== 'done').toSorted()).toEqual(['aborted', 'not begun']);
    expect((await bench.run(['ledger', 'verify', '--state'])).code).toBe(0);
    expect(numberIn(bench.template, "SELECT count(*) FROM export_run WHERE state = 'running' OR staging IS NOT NULL")).toBe(0);
    // Every use that was taken began an export, and none began without.
    const count = (kind: string): number =>
      numberIn(bench.template, `SELECT count(*) FROM ledger_entry WHERE body ->> '$.kind' = '${kind}'`);
    expect(count('token.use')).toBe(count('export.start'));
    expect(count('export.done') + count('export.abort')).toBe(count('export.start'));
  });
});

describe('an export asked to stop', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('by %s ends with 130, says so in the 台账, and leaves no file', async (signal) => {
    const out = aPlace();
    const { child, done } = bench.startExport(bench.template, token, out);
    const watcher = watch(join(out, '..'), { persistent: false }).once('change', () => child.kill(signal));
    const result = await done;
    watcher.close();
    // On a fast machine the last block may have been read when the signal came.
    if (result.code === 130) {
      expect(answerOf(result).error?.code).toBe('export.interrupted');
      expect(await expectTheTruth([out])).toEqual(['aborted']);
    } else {
      expect(result.code).toBe(0);
    }
  });
});
