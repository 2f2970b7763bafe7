import { escapeHtml } from './escape.js';

/** Two texts as HTML, in each marked what is between the beginning and the end that they share; nothing when they are the same. */
export function markedApart(left: string, right: string): readonly [string, string] {
  if (left === right || left === '' || right === '') return [escapeHtml(left), escapeHtml(right)];
  const [one, other] = [[...left], [...right]];
  const shorter = Math.min(one.length, other.length);
  let head = 0;
  while (head < shorter && one[head] === other[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1;
  return [marked(one, head, tail), marked(other, head, tail)];
}

function marked(characters: readonly string[], head: number, tail: number): string {
  const end = characters.length - tail;
  const [before, between, after] = [characters.slice(0, head), characters.slice(head, end), characters.slice(end)].map((part) =>
    escapeHtml(part.join('')),
  );
  return between === '' ? `${before}${after}` : `${before}<mark>${between}</mark>${after}`;
}
