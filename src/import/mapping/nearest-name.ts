/** The name nearest to `text` by edits of one character, or `undefined` when none is near enough to be what was meant. */
export function nearestName(text: string, names: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let fewestEdits = Math.max(2, Math.floor(text.length / 3)) + 1;
  for (const name of names) {
    const edits = editDistance(text, name);
    if (edits < fewestEdits) [nearest, fewestEdits] = [name, edits];
  }
  return nearest;
}

function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) previous = nextRow(previous, left.charCodeAt(row - 1), row, right);
  return previous[right.length] ?? 0;
}

function nextRow(previous: readonly number[], code: number, row: number, right: string): number[] {
  const current = [row];
  for (let column = 1; column <= right.length; column += 1) {
    const replaced = (previous[column - 1] ?? 0) + (right.charCodeAt(column - 1) === code ? 0 : 1);
    current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
  }
  return current;
}
