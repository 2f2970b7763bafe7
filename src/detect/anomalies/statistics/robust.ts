/** Middles and widths that a few units out of the ordinary do not move. */

export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).toSorted();
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? 0) + high) / 2;
}

/** The median of a chi-square with one degree of freedom: half of all squared deviations from an expectation lie below it. */
const MEDIAN_SQUARE = 0.4549364;
/** Units whose squared deviations are the measure of scatter; fewer say nothing. */
const FEWEST_UNITS = 8;
const HALVINGS = 40;

/** A unit's squared deviation over the variance it would have by chance alone, and how fast that variance grows with scatter. */
export interface Deviation {
  readonly square: number;
  readonly growth: number;
}

/**
 * How far units scatter beyond chance: the scatter at which half of the squared deviations lie below the median of chi-square. By the
 * median, because those that are looked for must not be the measure of what is usual. @returns `unknown` when there are too few units
 */
export function scatterOf(deviations: readonly Deviation[], unknown: number, most = 1): number {
  if (deviations.length < FEWEST_UNITS) return unknown;
  const middleAt = (scatter: number): number => median(deviations.map(({ square, growth }) => square / (1 + scatter * growth)));
  if (middleAt(0) <= MEDIAN_SQUARE) return 0;
  let low = 0;
  let high = most;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (middleAt(middle) > MEDIAN_SQUARE) low = middle;
    else high = middle;
  }
  return high;
}
