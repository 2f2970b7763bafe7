import type { ZoneInk } from './zone-ink.js';

/** Runs of ink longer than any stroke of a character are rules of the form, folds or edges. */
const LONGEST_STROKE_ACROSS_MM = 9;
const LONGEST_STROKE_DOWN_MM = 6.6;
/** Worn rules have gaps of this many pixels. */
const GAP = 2;

/**
 * The piece without rules. Strokes that cross a rule stay whole: where ink goes on at both sides of the rule, it is not erased.
 */
export function withoutRules(piece: ZoneInk, pixelsPerMm: number): ZoneInk {
  const across = longRuns(piece, LONGEST_STROKE_ACROSS_MM * pixelsPerMm, 'across');
  const down = longRuns(piece, LONGEST_STROKE_DOWN_MM * pixelsPerMm, 'down');
  const [pixels, ink] = [piece.pixels.slice(), piece.ink.slice()];
  const erase = (index: number): void => {
    pixels[index] = piece.paper;
    ink[index] = 0;
  };
  const thickest = Math.ceil(pixelsPerMm * 0.7);
  for (let index = 0; index < ink.length; index += 1) {
    const isAcross = nearMarked(across, index, piece.width) && !goesThrough(piece, across, index, piece.width, thickest);
    const isDown = nearMarked(down, index, 1) && !goesThrough(piece, down, index, 1, thickest);
    if (isAcross || isDown) erase(index);
  }
  return { ...piece, pixels, ink };
}

/** Marks the pixels of long runs. */
function longRuns({ width, height, ink }: ZoneInk, longest: number, direction: 'across' | 'down'): Uint8Array {
  const marks = new Uint8Array(ink.length);
  const [lines, length, lineStep, step] = direction === 'across' ? [height, width, width, 1] : [width, height, 1, width];
  for (let line = 0; line < lines; line += 1) {
    let start = -1;
    let last = -1;
    for (let at = 0; at <= length; at += 1) {
      const isInk = at < length && ink[line * lineStep + at * step] !== 0;
      if (isInk) {
        if (start < 0) start = at;
        last = at;
      } else if (start >= 0 && (at - last > GAP || at === length)) {
        if (last - start >= longest) for (let each = start; each <= last; each += 1) marks[line * lineStep + each * step] = 1;
        start = -1;
      }
    }
  }
  return marks;
}

/** Also the pixel beside a rule, where its edge is soft. */
function nearMarked(marks: Uint8Array, index: number, step: number): boolean {
  return marks[index] === 1 || marks[index - step] === 1 || marks[index + step] === 1;
}

/** Whether there is ink on both sides of the rule at this place, nearer than a rule is thick. */
function goesThrough({ ink }: ZoneInk, marks: Uint8Array, index: number, step: number, thickest: number): boolean {
  return reachesInk(ink, marks, index, -step, step, thickest) && reachesInk(ink, marks, index, step, step, thickest);
}

function reachesInk(ink: Uint8Array, marks: Uint8Array, from: number, direction: number, step: number, thickest: number): boolean {
  let index = from;
  let walked = 0;
  while (nearMarked(marks, index, step) && walked <= thickest) {
    index += direction;
    walked += 1;
  }
  return walked <= thickest && ink[index] === 2 && ink[index + direction] === 2;
}
