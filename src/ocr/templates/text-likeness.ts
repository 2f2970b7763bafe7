/** Only Han characters, letters and digits say which text it is; engines invent stops and dashes out of rules and specks. */
const SAYING_NOTHING = /[^\p{Script=Han}\p{L}\p{N}]/gu;

/** How alike a reading and a printed text are: 1 the same, 0 nothing in common; by edits against the longer of the two. */
export function likeness(read: string, printed: string): number {
  const one = [...read.normalize('NFKC').replace(SAYING_NOTHING, '')];
  const other = [...printed.normalize('NFKC').replace(SAYING_NOTHING, '')];
  const longer = Math.max(one.length, other.length);
  return longer === 0 ? 0 : 1 - edits(one, other) / longer;
}

function edits(one: readonly string[], other: readonly string[]): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, character] of one.entries()) {
    const next = [at + 1];
    for (const [place, wanted] of other.entries()) {
      const exchanged = (row[place] ?? 0) + (character === wanted ? 0 : 1);
      next.push(Math.min(exchanged, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
