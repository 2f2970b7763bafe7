import { chiSquareTail } from '../../../lib/probability.js';
import { median } from './robust.js';

/** Counts of a unit in cells; the cells fall into strata, each of which has a distribution of its own. */
export interface Histogram {
  readonly cells: Float64Array;
  /** Cells of one stratum; they stand one after another. */
  readonly stratum: number;
}

export interface HomogeneityTest {
  readonly threshold: number;
  /** Cohen's w: below it a difference, however certain, is of no interest. */
  readonly leastEffect: number;
}

export interface UnlikePeers {
  readonly at: number;
  readonly effect: number;
  readonly probability: number;
}

/** A stratum with less in it, or less among the others, is not compared. */
const FEWEST_OF_UNIT = 50;
const FEWEST_OF_PEERS = 200;
/** Expected counts below it are put together with those of the next cell. */
const LEAST_EXPECTED = 5;
/** What is expected nowhere (Sundays) may come once: as if one were expected. */
const LEAST_VARIANCE = 1;
const FEWEST_UNITS = 8;
/** Taken for how far units differ beyond chance where there are too few of them to tell. */
const UNKNOWN_INFLATION = 3;

/**
 * Units distributed unlike all others together. Null model: each stratum of a unit is a multinomial draw from the pooled others; the
 * chi-square over its degrees of freedom is divided by its median over the units (as genomic control does: Devlin and Roeder 1999),
 * because ordinary offices differ, too.
 */
export function unlikePeers(histograms: readonly Histogram[], { threshold, leastEffect }: HomogeneityTest): readonly UnlikePeers[] {
  const pool = pooled(histograms);
  const compared = histograms.map((histogram) => compare(histogram, pool));
  const ratios = compared.flatMap(({ value, degrees }) => (degrees > 0 ? [value / degrees] : []));
  const inflation = ratios.length < FEWEST_UNITS ? UNKNOWN_INFLATION : Math.max(1, median(ratios));
  return compared.flatMap(({ value, degrees, rows }, at) => {
    const effect = rows === 0 ? 0 : Math.sqrt(value / rows);
    if (degrees === 0 || effect < leastEffect) return [];
    const probability = chiSquareTail(value / inflation, degrees);
    return probability < threshold ? [{ at, effect, probability }] : [];
  });
}

function pooled(histograms: readonly Histogram[]): Float64Array {
  const pool = new Float64Array(histograms[0]?.cells.length ?? 0);
  for (const { cells } of histograms) for (let at = 0; at < pool.length; at += 1) pool[at] = (pool[at] ?? 0) + (cells[at] ?? 0);
  return pool;
}

interface Compared {
  readonly value: number;
  readonly degrees: number;
  readonly rows: number;
}

function compare({ cells, stratum }: Histogram, pool: Float64Array): Compared {
  const sum = { value: 0, degrees: 0, rows: 0 };
  for (let from = 0; from < cells.length; from += stratum) {
    const own = cells.subarray(from, from + stratum);
    const others = pool.slice(from, from + stratum).map((count, at) => count - (own[at] ?? 0));
    const rows = total(own);
    const peers = total(others);
    if (rows < FEWEST_OF_UNIT || peers < FEWEST_OF_PEERS) continue;
    const { value, cellCount } = chiSquare(own, others, rows / peers);
    // What is known of the distribution is a sample, too.
    sum.value += value / (1 + rows / peers);
    sum.degrees += cellCount - 1;
    sum.rows += rows;
  }
  return sum;
}

function chiSquare(own: Float64Array, others: Float64Array, scale: number): { readonly value: number; readonly cellCount: number } {
  let value = 0;
  let cellCount = 0;
  let seen = 0;
  let expected = 0;
  for (let at = 0; at < own.length; at += 1) {
    seen += own[at] ?? 0;
    expected += (others[at] ?? 0) * scale;
    if (expected < LEAST_EXPECTED && at < own.length - 1) continue;
    value += (seen - expected) ** 2 / Math.max(LEAST_VARIANCE, expected);
    cellCount += 1;
    seen = 0;
    expected = 0;
  }
  return { value, cellCount: Math.max(1, cellCount) };
}

const total = (counts: Float64Array): number => counts.reduce((sum, count) => sum + count, 0);
