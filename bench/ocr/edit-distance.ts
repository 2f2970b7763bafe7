/** Insertions, deletions and exchanges that make one text of the other (Levenshtein), by characters. */
export function editDistance(a: string, b: string): number {
  return distances(a, b, false).at(-1) ?? 0;
}

/** The least distance of `text` to any part of `page`: where it stands best. */
export function distanceWithin(text: string, page: string): number {
  return Math.min(...distances(text, page, true));
}

/** The last row of the table: from all of `text` to each beginning of `other`, which may start anywhere when `anywhere`. */
function distances(text: string, other: string, anywhere: boolean): readonly number[] {
  const columns = [...other];
  let row = Array.from({ length: columns.length + 1 }, (_, index) => (anywhere ? 0 : index));
  for (const [index, character] of [...text].entries()) {
    const next = [index + 1];
    for (const [column, against] of columns.entries()) {
      const exchanged = (row[column] ?? 0) + (character === against ? 0 : 1);
      next.push(Math.min(exchanged, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row;
}
