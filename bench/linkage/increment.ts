import { detectWithMreg, pairsByToken, tokensOf } from './detect.js';
import { archiveFor, importMore, withCopyOf, type Archive } from './archives.js';
import { truthOf } from './scored.js';
import { scorePairs, type DetailedScore } from './score.js';
import type { GeneratorProfileName } from './generate/profiles.js';
import { tokensOfPair } from './truth.js';

export interface IncrementResult {
  /** A run over the first rows, without a model before it. */
  readonly fullSeconds: number;
  /** A second run over all of them, with model and side-car file at hand. */
  readonly againSeconds: number;
  /** The batch that came after, compared with all. */
  readonly incrementSeconds: readonly number[];
  readonly ratio: number;
  /** Of the pairs of which one came later. */
  readonly score: DetailedScore;
  readonly laterRows: number;
}

const RUNS = 3;

/** `later` new records against `records` that were searched before: the same home, the real commands one after the other. */
export async function measureIncrement(
  records: number,
  later: number,
  profile: GeneratorProfileName,
  seed: number,
): Promise<IncrementResult> {
  const archive = await archiveFor({ records: records + later, profile, seed, later: later / (records + later) });
  return withCopyOf(archive.home, async (home) => {
    const full = await detectWithMreg(home);
    const again = await detectWithMreg(home);
    const firstIds = tokensOf(home).length;
    const batch = await importMore(home, archive.later);
    const increments = [];
    for (let run = 0; run < RUNS; run += 1) increments.push(await detectWithMreg(home, ['--batch', String(batch)]));
    const seconds = increments.map((run) => run.seconds);
    const score = await scoreOfLater(archive, home, firstIds, increments[0]?.pairsFile ?? '');
    const ratio = (seconds.toSorted((a, b) => a - b)[1] ?? Number.NaN) / full.seconds;
    return {
      fullSeconds: full.seconds,
      againSeconds: again.seconds,
      incrementSeconds: seconds,
      ratio,
      score,
      laterRows: tokensOf(home).length - firstIds,
    };
  });
}

async function scoreOfLater(archive: Archive, home: string, firstIds: number, pairsFile: string): Promise<DetailedScore> {
  const tokens = tokensOf(home);
  const later = new Set(tokens.subarray(firstIds));
  const truth = await truthOf(archive, tokens);
  const touchesLater = (key: number): boolean => tokensOfPair(key).some((token) => later.has(token));
  const duplicates = new Map([...truth.duplicates].filter(([key]) => touchesLater(key)));
  return scorePairs(await pairsByToken(pairsFile, tokens), { ...truth, duplicates });
}
