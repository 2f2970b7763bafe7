import { shareTail } from '../../../lib/probability.js';
import { scatterOf } from './robust.js';

/** So many of a unit's rows are of a kind: wrong, deleted, of a holiday. */
export interface ShareUnit {
  readonly hits: number;
  readonly trials: number;
}

export interface ShareTest {
  /** Greatest chance that a run over ordinary units raises any alarm at all; divided among the units (Bonferroni). */
  readonly falseAlarmRate: number;
  /** Units there must be, so that there are peers. */
  readonly fewestPeers: number;
  readonly fewestHits: number;
  /** A share under so many times the peers' is none, however certain. */
  readonly timesPeers: number;
  /** The share that the calendar leads to expect, where it does: peers may make it more, and are not needed. */
  readonly calendar?: number;
}

export interface UnusualShare<Unit> {
  readonly unit: Unit;
  /** The share of the peers. */
  readonly usual: number;
  /** Chance of so many or more in an ordinary unit. */
  readonly probability: number;
}

/** Of either end of the units, in order of their shares, this part is no measure of what is usual. */
const TRIMMED = 0.1;
/** Units of which less than this is expected say nothing of scatter. */
const LEAST_EXPECTED = 5;
/** Units differ by a third of their share at least (squared: a tenth), and, where it cannot be told, by as much as the share itself. */
const LEAST_VARIATION = 0.1;
const UNKNOWN_VARIATION = 1;
const MOST_CORRELATION = 0.9;
/**
 * By how much the correlation is taken larger than found: shares of real offices are skewed more than a beta distribution, and a
 * median of few units is not sure. With it log-normal shares of forty units keep the stated rate (tested).
 */
const ALLOWANCE = 2.5;

/**
 * Units with a share that ordinary ones do not reach. Null model: beta-binomial around the pooled share of the middle four fifths of the
 * units; how alike the rows of one unit are (intra-class correlation) is taken from the units themselves, by the median.
 */
export function unusualShares<Unit extends ShareUnit>(units: readonly Unit[], test: ShareTest): readonly UnusualShare<Unit>[] {
  const filled = units.filter(({ trials }) => trials > 0);
  const hasPeers = filled.length > test.fewestPeers;
  if (!hasPeers && test.calendar === undefined) return [];
  const usual = Math.max(hasPeers ? usualShare(filled) : 0, test.calendar ?? 0);
  const correlation = hasPeers ? correlationOf(filled, usual) : correlationFor(UNKNOWN_VARIATION, usual);
  const threshold = test.falseAlarmRate / filled.length;
  return filled.flatMap((unit) => {
    const { hits, trials } = unit;
    if (hits < test.fewestHits || hits < trials * usual * test.timesPeers) return [];
    const probability = shareTail(hits, trials, usual, correlation);
    return probability < threshold ? [{ unit, usual, probability }] : [];
  });
}

function usualShare(units: readonly ShareUnit[]): number {
  const cut = Math.ceil(units.length * TRIMMED);
  const middle = units.toSorted((left, right) => left.hits / left.trials - right.hits / right.trials).slice(cut, units.length - cut);
  const hits = middle.reduce((sum, unit) => sum + unit.hits, 0);
  const trials = middle.reduce((sum, unit) => sum + unit.trials, 0);
  // Half a hit more, so that peers without any do not make the first one impossible.
  return (hits + 0.5) / (trials + 1);
}

function correlationOf(units: readonly ShareUnit[], usual: number): number {
  const deviations = units
    .filter(({ trials }) => trials * usual >= LEAST_EXPECTED)
    .map(({ hits, trials }) => ({ square: (hits - trials * usual) ** 2 / (trials * usual * (1 - usual)), growth: trials - 1 }));
  const found = ALLOWANCE * scatterOf(deviations, correlationFor(UNKNOWN_VARIATION, usual) / ALLOWANCE);
  return Math.min(MOST_CORRELATION, Math.max(correlationFor(LEAST_VARIATION, usual), found));
}

/** The intra-class correlation of units whose shares have this squared coefficient of variation. */
function correlationFor(variation: number, usual: number): number {
  return Math.min(MOST_CORRELATION, (variation * usual) / (1 - usual));
}
