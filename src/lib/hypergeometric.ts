/** A finite lot: `marked` of `total` things are marked, and `drawn` are drawn without putting back. */
export interface Lot {
  readonly total: number;
  readonly marked: number;
  readonly drawn: number;
}

/** P(at most `most` of those drawn are marked). Sums of logarithms of ratios near one: good to twelve digits also for lots of millions. */
export function atMostMarked(most: number, { total, marked, drawn }: Lot): number {
  const fewest = Math.max(0, drawn - (total - marked));
  if (most < fewest) return 0;
  if (most >= Math.min(marked, drawn)) return 1;
  let term = Math.exp(logChoose(marked, fewest) + logChoose(total - marked, drawn - fewest) - logChoose(total, drawn));
  if (term === 0) return atMostByLogarithms(most, fewest, { total, marked, drawn });
  let sum = term;
  for (let hits = fewest; hits < most; hits += 1) {
    term *= ((marked - hits) / (hits + 1)) * ((drawn - hits) / (total - marked - drawn + hits + 1));
    sum += term;
  }
  return Math.min(1, sum);
}

/** Where the first term is too small for a number, each by itself. */
function atMostByLogarithms(most: number, fewest: number, { total, marked, drawn }: Lot): number {
  let sum = 0;
  for (let hits = fewest; hits <= most; hits += 1) {
    sum += Math.exp(logChoose(marked, hits) + logChoose(total - marked, drawn - hits) - logChoose(total, drawn));
  }
  return Math.min(1, sum);
}

function logChoose(from: number, taken: number): number {
  const steps = Math.min(taken, from - taken);
  let sum = 0;
  for (let step = 1; step <= steps; step += 1) sum += Math.log((from - steps + step) / step);
  return sum;
}

/** The smallest whole number in `from`…`to` for which a condition holds that, once it holds, goes on holding; `undefined` for none. */
export function smallest(from: number, to: number, holds: (value: number) => boolean): number | undefined {
  if (from > to || !holds(to)) return undefined;
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
