import type { GreyImage } from '../image.js';
import { dilate, eachPiece } from './mask.js';
import { emptyGrey } from './plane.js';

/** Ink that runs straight for longer is a rule and says nothing about which way the text runs. */
const RULE_MM = 11;
/** Characters of a line stand closer than this, lines of text farther apart. */
const GAP_MM = 1.3;
const LINE_MM = { lowest: 1.6, highest: 12 } as const;
/** A line of text is longer than high by this much. */
const LEAST_STRETCH = 1.8;
/** Both readings of the page side by side: it is turned only when one is clearly longer. */
const CLEARLY = 1.5;
const ENOUGH_MM = 40;

/** Whether the lines of text on a straight page run from top to bottom: it lies on its side. `ink` is a mask. */
export function liesSideways(ink: GreyImage, pixelsPerMm: number): boolean {
  const text = withoutRules(ink, Math.round(RULE_MM * pixelsPerMm));
  const joined = dilate(text, Math.max(1, Math.round((GAP_MM * pixelsPerMm) / 2)));
  let [across, down] = [0, 0];
  eachPiece(joined, ({ left, top, right, bottom }) => {
    const [width, height] = [(right - left + 1) / pixelsPerMm, (bottom - top + 1) / pixelsPerMm];
    const thickness = Math.min(width, height);
    if (thickness < LINE_MM.lowest || thickness > LINE_MM.highest) return;
    if (width >= height * LEAST_STRETCH) across += width;
    if (height >= width * LEAST_STRETCH) down += height;
  });
  return down >= ENOUGH_MM && down > across * CLEARLY;
}

function withoutRules(ink: GreyImage, longest: number): GreyImage {
  const { width, height } = ink;
  const rules = emptyGrey(width, height);
  for (let y = 0; y < height; y++) markRuns(ink.pixels, rules.pixels, y * width, 1, width, longest);
  for (let x = 0; x < width; x++) markRuns(ink.pixels, rules.pixels, x, width, height, longest);
  const wide = dilate(rules, 1);
  const text = emptyGrey(width, height);
  for (let at = 0; at < text.pixels.length; at++) text.pixels[at] = ink.pixels[at] === 1 && wide.pixels[at] === 0 ? 1 : 0;
  return text;
}

function markRuns(ink: Uint8Array, rules: Uint8Array, start: number, step: number, length: number, longest: number): void {
  let run = 0;
  for (let at = 0; at <= length; at++) {
    if (at < length && ink[start + at * step] === 1) {
      run++;
      continue;
    }
    if (run >= longest) for (let back = at - run; back < at; back++) rules[start + back * step] = 1;
    run = 0;
  }
}
