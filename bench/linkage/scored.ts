import type { Archive } from './archives.js';
import { linkWithDuckdb, type BaselineRun } from './baseline.js';
import { detectWithMreg, pairsByToken, tokensOf } from './detect.js';
import type { NamesAs } from './duckdb/comparisons.js';
import { withCopyOf } from './archives.js';
import { bestThreshold, scorePairs, type BestThreshold, type DetailedScore, type FoundPair } from './score.js';
import { readTruth, type Truth } from './truth.js';
import type { Measured } from '../lib/measured-child.js';

/** What one run took, and how good its pairs are. */
export interface ScoredRun {
  readonly name: string;
  readonly measured: Measured;
  readonly comparedPairs: number;
  /** At the threshold each uses when nobody sets one: mreg's own, and 0.9 for the baseline (0.5 beside it). */
  readonly score: DetailedScore;
  readonly best: BestThreshold;
  readonly atHalf?: DetailedScore;
}

/** A whole run of the command on a copy of the home that has no model, no findings and no side-car file yet. */
export async function scoredMreg(archive: Archive): Promise<ScoredRun> {
  return withCopyOf(archive.home, async (home) => {
    const run = await detectWithMreg(home);
    const tokens = tokensOf(home);
    const { compared } = JSON.parse(run.stdout) as { compared: number };
    return {
      ...scored('mreg detect duplicates', await truthOf(archive, tokens), await pairsByToken(run.pairsFile, tokens), run),
      comparedPairs: compared,
    };
  });
}

const USUAL_THRESHOLD = 0.9;

export async function scoredBaseline(archive: Archive, namesAs: NamesAs): Promise<ScoredRun> {
  const run: BaselineRun = await linkWithDuckdb(archive.rows, namesAs);
  const truth = await truthOf(archive, tokensOf(archive.home));
  const atLeast = (least: number): readonly FoundPair[] => run.found.filter(({ probability }) => probability >= least);
  return {
    ...scored(`DuckDB SQL, names as ${namesAs}`, truth, atLeast(USUAL_THRESHOLD), run),
    best: bestThreshold(run.found, truth),
    atHalf: scorePairs(atLeast(0.5), truth),
    comparedPairs: run.comparedPairs,
  };
}

function scored(name: string, truth: Truth, found: readonly FoundPair[], measured: Measured): Omit<ScoredRun, 'comparedPairs'> {
  return { name, measured, score: scorePairs(found, truth), best: bestThreshold(found, truth) };
}

/** Labels of the rows that the registry took. */
export async function truthOf(archive: Archive, tokens: Uint32Array): Promise<Truth> {
  const known = new Uint8Array(tokens.reduce((most, token) => Math.max(most, token), 0) + 1);
  for (const token of tokens) known[token] = 1;
  return readTruth(archive.truth, (token) => known[token] === 1);
}
