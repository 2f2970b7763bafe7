import type { Box } from '../../domain/scan.js';
import type { GreyImage } from '../image.js';
import { keptInk } from './ink-components.js';
import { withoutRules } from './printed-rules.js';
import type { ZoneInk } from './zone-ink.js';

/** Standard deviations of the paper's grain by which ink is darker than paper, and shares of the paper's level it is darker by at least. */
const WEAK = { grains: 3, share: 0.04 } as const;
const STRONG = { grains: 5, share: 0.07 } as const;
/**
 * Writing is as much ink as a short stroke, and on average this much darker than paper (measured on faded pages drawn by the bench: the
 * faintest writing 0.095; what shows through from the back and the edges of stains 0.08 and below).
 */
const SHORT_STROKE_MM2 = 0.5;
const LEAST_CONTRAST = 0.085;
const STROKE_MM2 = 0.35;

/**
 * A second look at a zone in which no ink was found: the picture smoothed, and ink judged against the grain of the paper. Faded ribbon and
 * pale pencil are writing to people; a zone is blank only when this finds nothing either. `undefined` when it does not.
 */
export function faintWriting(piece: ZoneInk, inner: Box, pixelsPerMm: number): ZoneInk | undefined {
  const kept = keptInk(withoutRules(byGrain(smoothed(piece)), pixelsPerMm), inner, pixelsPerMm);
  const levels = new Uint32Array(256);
  for (const [index, level] of kept.ink.entries())
    if (level === 2) levels[kept.pixels[index] ?? 0] = (levels[kept.pixels[index] ?? 0] ?? 0) + 1;
  const [pixels, sum] = levels.reduce(([count, total], many, level) => [count + many, total + many * (kept.paper - level)], [0, 0]);
  if (pixels < SHORT_STROKE_MM2 * pixelsPerMm * pixelsPerMm || sum / pixels < LEAST_CONTRAST * kept.paper) return undefined;
  return { ...kept, darkest: reached(levels, STROKE_MM2 * pixelsPerMm * pixelsPerMm) };
}

function byGrain({ width, height, pixels }: GreyImage): ZoneInk {
  const histogram = new Uint32Array(256);
  for (const level of pixels) histogram[level] = (histogram[level] ?? 0) + 1;
  const paper = reached(histogram, pixels.length / 2);
  const grain = grainOf(histogram, paper);
  const weak = paper - Math.max(WEAK.grains * grain, WEAK.share * paper);
  const strong = paper - Math.max(STRONG.grains * grain, STRONG.share * paper);
  return {
    width,
    height,
    pixels,
    paper,
    darkest: paper - 1,
    ink: pixels.map((level) => (level < strong ? 2 : level < weak ? 1 : 0)),
    lost: 0,
  };
}

/** From what is lighter than paper, which no ink is. */
function grainOf(histogram: Uint32Array, paper: number): number {
  let [squares, pixels] = [0, 0];
  for (let level = paper + 1; level < 256; level += 1) {
    squares += (histogram[level] ?? 0) * (level - paper) ** 2;
    pixels += histogram[level] ?? 0;
  }
  return pixels === 0 ? 0 : Math.sqrt(squares / pixels);
}

/** The level that so many pixels are not lighter than. */
function reached(histogram: Uint32Array, pixels: number): number {
  let seen = 0;
  for (let level = 0; level < 256; level += 1) {
    seen += histogram[level] ?? 0;
    if (seen >= pixels) return level;
  }
  return 255;
}

/** Each pixel the mean of nine; the outermost stay as they are. */
function smoothed({ width, height, pixels }: GreyImage): GreyImage {
  const means = pixels.slice();
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      let sum = 0;
      for (const row of [at - width, at, at + width]) sum += (pixels[row - 1] ?? 0) + (pixels[row] ?? 0) + (pixels[row + 1] ?? 0);
      means[at] = Math.round(sum / 9);
    }
  }
  return { width, height, pixels: means };
}
