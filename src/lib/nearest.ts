/**
 * The candidate nearest to a mistyped word, or none when nothing is near enough: at most one edit for every three
 * letters, counting a swap of neighbours as one edit (optimal string alignment distance).
 */
export function nearestOf(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

function editDistance(left: string, right: string): number {
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= left.length; row += 1) rows.push(distanceRow(rows, left, right, row));
  return rows[left.length]?.[right.length] ?? 0;
}

function distanceRow(rows: readonly (readonly number[])[], left: string, right: string, row: number): number[] {
  const current = [row];
  const at = (up: number, column: number): number => rows[row - up]?.[column] ?? Infinity;
  for (let column = 1; column <= right.length; column += 1) {
    const same = left[row - 1] === right[column - 1];
    const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
    current[column] = Math.min(
      (current[column - 1] ?? Infinity) + 1,
      at(1, column) + 1,
      at(1, column - 1) + (same ? 0 : 1),
      swapped ? at(2, column - 2) + 1 : Infinity,
    );
  }
  return current;
}
