/** A scale of bits laid over a stretch of a chart. */
export interface Span {
  readonly least: number;
  readonly most: number;
  at(bits: number): number;
}

/** The scale that holds all the values, from `left` to `right`. A weight without end stands at the edge. */
export function spanOf(values: readonly number[], left: number, right: number): Span {
  const finite = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const least = low === high ? low - 1 : low;
  const scale = (right - left) / (high - least);
  return { least, most: high, at: (bits) => Math.min(right, Math.max(left, left + (bits - least) * scale)) };
}

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500];
const MOST_TICKS = 8;

/** Round numbers of bits within the scale, nought among them when it is there. */
export function bitTicks({ least, most }: Span): readonly number[] {
  const step = STEPS.find((each) => (most - least) / each <= MOST_TICKS) ?? 1_000;
  const first = Math.ceil(least / step);
  return Array.from({ length: Math.max(0, Math.floor(most / step) - first + 1) }, (_, index) => (first + index) * step + 0);
}
