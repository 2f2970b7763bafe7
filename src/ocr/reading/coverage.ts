import type { GreyImage } from '../image.js';
import type { Glyph } from './glyphs.js';

/** Half the room a character takes, in heights of the line's ink: Han characters are square, figures half as wide. */
const HALF_WIDTH_HAN = 0.68;
const HALF_WIDTH_OTHER = 0.5;
/** Han characters are not taller than this, in steps from one to the next: a line that is holds a second one, which was not read. */
const TALLEST = 1.7;
const FEWEST_PITCHES = 3;
const INK_BELOW = 128;
const HAN = /\p{Script=Han}/u;

/**
 * The share of a line's inked columns that lie under a character that was read. A character that the recogniser left out leaves
 * the others confident, but its ink belongs to none of them.
 */
export function coveredShare(line: GreyImage, glyphs: readonly Glyph[], steps: number): number {
  const inked = inkedColumns(line);
  const inkedHeight = inkHeight(line);
  const tallest = (hanPitch(glyphs) ?? Infinity) * (line.width / Math.max(1, steps)) * TALLEST;
  const height = Math.min(inkedHeight, tallest);
  const reaches = glyphs.map(({ step, text }) => {
    const middle = ((step + 0.5) / Math.max(1, steps)) * line.width;
    const half = height * (HAN.test(text) ? HALF_WIDTH_HAN : HALF_WIDTH_OTHER);
    return [middle - half, middle + half] as const;
  });
  const covered = inked.filter((x) => reaches.some(([from, to]) => from <= x && x <= to));
  return inked.length === 0 ? 1 : (covered.length / inked.length) * Math.min(1, height / inkedHeight);
}

/** Steps from one Han character to the next, by the median; `undefined` where too few stand side by side to tell. */
function hanPitch(glyphs: readonly Glyph[]): number | undefined {
  const pitches = glyphs.flatMap(({ text, step }, at) => {
    const before = glyphs[at - 1];
    return before !== undefined && HAN.test(text) && HAN.test(before.text) ? [step - before.step] : [];
  });
  return pitches.length < FEWEST_PITCHES ? undefined : pitches.toSorted((a, b) => a - b)[Math.floor(pitches.length / 2)];
}

function inkedColumns({ width, height, pixels }: GreyImage): readonly number[] {
  const columns: number[] = [];
  for (let x = 0; x < width; x += 1) {
    let dark = 0;
    for (let y = 0; y < height; y += 1) if ((pixels[y * width + x] ?? 255) < INK_BELOW) dark += 1;
    if (dark > 0) columns.push(x);
  }
  return columns;
}

function inkHeight({ width, height, pixels }: GreyImage): number {
  let [top, bottom] = [height, -1];
  for (let y = 0; y < height; y += 1) {
    if (pixels.subarray(y * width, (y + 1) * width).some((level) => level < INK_BELOW)) [top, bottom] = [Math.min(top, y), y];
  }
  return Math.max(1, bottom - top + 1);
}
