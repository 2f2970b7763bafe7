/** Shares as `12.3` per cent: what evidence says in numbers that people read. */
export function percentOf(share: number): number {
  return rounded(share * 100);
}

export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** `3.1e-12` */
export function chanceText(probability: number): string {
  return probability < 1e-99 ? '< 1e-99' : probability.toExponential(1);
}
