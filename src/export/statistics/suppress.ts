import type { CountCube, CubeCell, CubeSum } from './count-cube.js';

/**
 * Suppresses cells of fewer than `k`, and then as many others as it takes that none of them can be worked out from a total and
 * its other parts (GB/T 37964-2019; complementary suppression as in Hundepool and others, Statistical Disclosure Control, 2012).
 * What can be told by solving many sums at once is not looked for (docs/exports.md).
 */
export function suppressSmallCells({ cells, sums }: CountCube, k: number): void {
  for (const cell of cells) cell.isSuppressed = cell.count < k;
  // Each round suppresses at least one more cell, so this ends.
  while (sums.map((sum) => protectSum(sum, k)).includes(true));
}

/** @returns whether a cell had to be suppressed. */
function protectSum({ total, parts }: CubeSum, k: number): boolean {
  const hidden = parts.filter(({ isSuppressed }) => isSuppressed);
  if (!isTold(total, hidden, k)) return false;
  const next = smallestOf(parts) ?? total;
  next.isSuppressed = true;
  return true;
}

/** Whether what is published tells a hidden part or the hidden total, or that the hidden parts together are fewer than `k`. */
function isTold(total: CubeCell, hidden: readonly CubeCell[], k: number): boolean {
  if (total.isSuppressed) return hidden.length === 0;
  if (hidden.length === 0) return false;
  return hidden.length === 1 || hidden.reduce((sum, { count }) => sum + count, 0) < k;
}

function smallestOf(parts: readonly CubeCell[]): CubeCell | undefined {
  return parts
    .filter(({ isSuppressed }) => !isSuppressed)
    .reduce<CubeCell | undefined>((least, cell) => (least === undefined || cell.count < least.count ? cell : least), undefined);
}
