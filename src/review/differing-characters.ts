import type { Stretch } from './protocol.js';

/** Beyond this many cells of the table, the middle of two long texts counts as different as a whole. */
const MOST_CELLS = 250_000;

/** For each character of both texts whether the other one has something else there. */
export interface Differences {
  readonly left: readonly boolean[];
  readonly right: readonly boolean[];
}

/**
 * Marks what two texts do not share: the longest common subsequence of characters, which is what a reader's eye looks for in Chinese
 * names and addresses. Characters, not code units: rare names lie beyond the first plane.
 */
export function differingCharacters(left: readonly string[], right: readonly string[]): Differences {
  const shifted = commonSubsequence(left, right);
  if (left.length !== right.length) return shifted;
  // Of two serials of one length, the digit in the same place, unless shifting leaves less to look at.
  const placed = differingPlaces(left, right);
  return placed.left.filter(Boolean).length <= shifted.left.filter(Boolean).length ? placed : shifted;
}

function commonSubsequence(left: readonly string[], right: readonly string[]): Differences {
  const head = sharedLength(left, right);
  const tail = sharedLength(left.slice(head).toReversed(), right.slice(head).toReversed());
  const [leftMiddle, rightMiddle] = [left.slice(head, left.length - tail), right.slice(head, right.length - tail)];
  const middle =
    leftMiddle.length * rightMiddle.length > MOST_CELLS
      ? { left: leftMiddle.map(() => true), right: rightMiddle.map(() => true) }
      : ofMiddle(leftMiddle, rightMiddle);
  const ends = (marks: readonly boolean[]) => [...Array<boolean>(head).fill(false), ...marks, ...Array<boolean>(tail).fill(false)];
  return { left: movedForward(left, ends(middle.left)), right: movedForward(right, ends(middle.right)) };
}

/**
 * Of readings that are equally good, the one that marks earlier: 「广东省」广州市 and not 广「东省广」州市. What is not marked spells the same
 * either way, so the two sides stay one. Digits stay where they are: what comes behind a number is behind it.
 */
function movedForward(text: readonly string[], marks: readonly boolean[]): readonly boolean[] {
  const moved = [...marks];
  for (let end = moved.length; end > 0; end -= 1) {
    if (moved[end - 1] !== true || moved[end] === true) continue;
    let [first, last] = [moved.lastIndexOf(false, end - 1), end - 1];
    while (first >= 0 && moved[first] === false && text[first] === text[last] && !ASCII.test(text[first] ?? '')) {
      [moved[first], moved[last]] = [true, false];
      [first, last] = [first - 1, last - 1];
    }
  }
  return moved;
}

/** Place by place: for numbers of one length, where a shifted reading would hide what is wrong. */
export function differingPlaces(left: readonly string[], right: readonly string[]): Differences {
  const marks = left.map((character, place) => character !== right[place]);
  return { left: marks, right: marks };
}

const ASCII = /^[\u0020-\u007E]/u;

function sharedLength(left: readonly string[], right: readonly string[]): number {
  const first = left.findIndex((character, place) => character !== right[place]);
  return first === -1 ? Math.min(left.length, right.length) : Math.min(first, right.length);
}

function ofMiddle(left: readonly string[], right: readonly string[]): Differences {
  const width = right.length + 1;
  const lengths = commonLengths(left, right, width);
  const marks = { left: left.map(() => true), right: right.map(() => true) };
  for (let row = 0, column = 0; row < left.length && column < right.length;) {
    if (left[row] === right[column]) {
      marks.left[row] = false;
      marks.right[column] = false;
      row += 1;
      column += 1;
    } else if ((lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0)) row += 1;
    else column += 1;
  }
  return marks;
}

/** `lengths[row * width + column]`: of the texts from there on. */
function commonLengths(left: readonly string[], right: readonly string[], width: number): Uint16Array {
  const lengths = new Uint16Array((left.length + 1) * width);
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      const longer = Math.max(lengths[(row + 1) * width + column] ?? 0, lengths[row * width + column + 1] ?? 0);
      lengths[row * width + column] = left[row] === right[column] ? (lengths[(row + 1) * width + column + 1] ?? 0) + 1 : longer;
    }
  }
  return lengths;
}

/** Characters with their marks, as stretches. `shown` has as many characters as there are marks: a covered number keeps its places. */
export function stretches(shown: readonly string[], marks: readonly boolean[]): readonly Stretch[] {
  const found: { text: string; differs: boolean }[] = [];
  for (const [place, text] of shown.entries()) {
    const differs = marks[place] === true;
    const last = found.at(-1);
    if (last?.differs === differs) last.text += text;
    else found.push({ text, differs });
  }
  return found;
}
