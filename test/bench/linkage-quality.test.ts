import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pairsByToken, tokensOf } from '../../bench/linkage/detect.js';
import { FILES, writeArchive } from '../../bench/linkage/generate/write.js';
import { scorePairs, type DetailedScore } from '../../bench/linkage/score.js';
import { readTruth } from '../../bench/linkage/truth.js';
import { FaultBench, runOrderly } from '../helpers/faults.js';

const RECORDS = 20_000;
const bench = new FaultBench();
const folder = mkdtempSync(join(tmpdir(), 'mreg-linkage-'));
let home = '';
let imported: { readonly rows: number; readonly quarantined: number };
let score: DetailedScore;

/** The real program from the file to its pairs; the profile is the one that may be tuned on. */
beforeAll(async () => {
  const archive = join(folder, 'archive');
  writeArchive({ folder: archive, records: RECORDS, seed: 11, profile: 'mixed', later: 0 });
  await bench.makeTemplate();
  home = bench.copyHome();
  const { document } = await runOrderly<typeof imported>(['--home', home, 'import', join(archive, FILES.rows)]);
  if (document === undefined) throw new Error('nothing was imported');
  imported = document;
  await runOrderly(['--home', home, 'detect', 'duplicates', '--pairs', join(folder, 'pairs.csv')]);
  const tokens = tokensOf(home);
  const known = new Set(tokens);
  score = scorePairs(
    await pairsByToken(join(folder, 'pairs.csv'), tokens),
    await readTruth(join(archive, FILES.truth), (token) => known.has(token)),
  );
});
afterAll(() => {
  bench.remove();
  rmSync(folder, { recursive: true });
});

describe('the search for duplicates in 20,000 registrations', () => {
  it('is of rows of which the registry took nearly all', () => {
    expect(imported.rows).toBe(RECORDS);
    expect(imported.quarantined).toBeLessThan(RECORDS / 1_000);
  });
  it('is hardly ever wrong', () => expect(score.precision).toBeGreaterThanOrEqual(0.99));
  it('finds nearly all', () => expect(score.f1).toBeGreaterThanOrEqual(0.985));
});
