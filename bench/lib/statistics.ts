/** The middle of what was measured; one odd run does not move it. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle];
  const low = sorted[sorted.length % 2 === 0 ? middle - 1 : middle];
  if (high === undefined || low === undefined) throw new RangeError('no values');
  return (low + high) / 2;
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

/** One value over the other, pair by pair: neighbours in time shared the machine's mood. */
export function pairRatios(values: readonly number[], bases: readonly number[]): number[] {
  return values.map((value, index) => value / (bases[index] ?? Number.NaN));
}

const Z_95 = 1.959964;

/** Wilson's 95 % interval (1927) for a share of which `hits` of `trials` were seen; it says something of zero hits, too. */
export function wilsonInterval(hits: number, trials: number): readonly [low: number, high: number] {
  const share = hits / trials;
  const square = Z_95 ** 2;
  const centre = share + square / (2 * trials);
  const width = Z_95 * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials ** 2));
  return [(centre - width) / (1 + square / trials), (centre + width) / (1 + square / trials)];
}

/** Its upper end. */
export function wilsonUpperBound(hits: number, trials: number): number {
  return wilsonInterval(hits, trials)[1];
}
