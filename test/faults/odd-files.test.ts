import fc from 'fast-check';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { numberIn } from '../helpers/compare-homes.js';
import { FaultBench, inParallel, runOrderly } from '../helpers/faults.js';
import { oddFile, type OddFile } from './odd-file.js';

const SEED = 19_500_501;
const FILES = 200;
const LOADED = 40;
const AT_ONCE = 3;

interface Counts {
  readonly rows: number;
  readonly accepted: number;
  readonly flagged: number;
  readonly quarantined: number;
  readonly already_present: number;
}

const bench = new FaultBench();
let files: readonly (OddFile & { readonly path: string })[];

beforeAll(async () => {
  await bench.makeTemplate();
  files = fc.sample(oddFile, { numRuns: FILES, seed: SEED }).map((file, index) => {
    mkdirSync(bench.at(String(index)));
    const path = join(bench.at(String(index)), file.name);
    writeFileSync(path, file.bytes);
    return { ...file, path };
  });
});
afterAll(() => bench.remove());

/** Every row is somewhere, and there are as many as were written. */
function expectAccounted({ rows, accepted, flagged, quarantined, already_present }: Counts, { records }: OddFile): void {
  expect(accepted + quarantined + already_present).toBe(rows);
  expect(flagged).toBeLessThanOrEqual(accepted);
  if (records !== undefined) expect(rows).toBe(records);
}

/** Says which file it was: with the seed it can be made again. */
async function named<T>(index: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new Error(`odd file ${index} of seed ${SEED}, in ${files[index]?.path}`, { cause });
  }
}

describe(`${FILES} odd files`, () => {
  it('are each checked to the last row or refused with a reason', { timeout: 900_000 }, async () => {
    const jobs = files.map(
      (file, index) => () =>
        named(index, async () => {
          const { code, document } = await runOrderly<Counts>(['validate', file.path, ...file.args]);
          expect([0, 3]).toContain(code);
          if (document !== undefined) expectAccounted(document, file);
          return document !== undefined;
        }),
    );
    const read = (await inParallel(AT_ONCE, jobs)).filter(Boolean);
    // If nearly all were refused, nothing would have been tried.
    expect(read.length).toBeGreaterThan(FILES / 2);
  });

  it(`are loaded, ${LOADED} of them one after another, into a registry that holds every row`, { timeout: 900_000 }, async () => {
    const home = bench.copyHome();
    let rows = 0;
    let known = 0;
    for (const [index, file] of files.slice(0, LOADED).entries()) {
      await named(index, async () => {
        const { document } = await runOrderly<Counts & { batch: number | null }>(['--home', home, 'import', file.path, ...file.args]);
        if (document === undefined) return;
        expectAccounted(document, file);
        rows += document.rows;
        if (document.batch === null) known += document.rows;
      });
    }
    expect(rows).toBeGreaterThan(LOADED);
    expect(storedRows(home)).toBe(rows - known);
    expect((await runOrderly(['--home', home, 'ledger', 'verify', '--state'])).code).toBe(0);
  });
});

function storedRows(home: string): number {
  return numberIn(
    home,
    'SELECT (SELECT count(*) FROM registration) + (SELECT count(*) FROM quarantine) + (SELECT count(*) FROM present_row)',
  );
}
