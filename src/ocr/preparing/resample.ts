import type { ColourImage, GreyImage } from '../image.js';
import type { Affine } from './geometry.js';
import { emptyGrey } from './plane.js';

const WHITE = 255;
/** Fractions of a pixel that weights are kept for; a finer grid changes no grey level. */
const PHASES = 64;
const WEIGHT_BITS = 14;

/** Weights of the four pixels around a place between the second and third (Catmull-Rom, Keys 1981, a = −½), by fraction. */
const CUBIC = cubicWeights();

function cubicWeights(): Int32Array {
  const weights = new Int32Array(PHASES * 4);
  for (let phase = 0; phase < PHASES; phase++) {
    const t = phase / PHASES;
    const four = [((-t + 2) * t - 1) * t, (3 * t - 5) * t * t + 2, ((-3 * t + 4) * t + 1) * t, (t - 1) * t * t];
    for (const [at, weight] of four.entries()) weights[phase * 4 + at] = Math.round((weight / 2) * (1 << WEIGHT_BITS));
  }
  return weights;
}

/** A picture seen through an affine map, white outside, by cubic interpolation: strokes keep their edges when a page is enlarged. */
export function resampleGrey(source: GreyImage, back: Affine, width: number, height: number): GreyImage {
  const made = emptyGrey(width, height);
  for (let y = 0; y < height; y++) {
    const { from, to } = within(source, back, y, width);
    made.pixels.fill(WHITE, y * width, y * width + from);
    made.pixels.fill(WHITE, y * width + to, (y + 1) * width);
    cubicRow(source, back, made, y, from, to);
  }
  return made;
}

function cubicRow(source: GreyImage, { xx, xy, x0, yx, yy, y0 }: Affine, made: GreyImage, y: number, from: number, to: number): void {
  const { width, height, pixels } = source;
  const half = 1 << (2 * WEIGHT_BITS - 9);
  for (let x = from, at = y * made.width + from; x < to; x++, at++) {
    const sourceX = xx * x + xy * y + x0;
    const sourceY = yx * x + yy * y + y0;
    const left = Math.floor(sourceX);
    const top = Math.floor(sourceY);
    const across = ((sourceX - left) * PHASES) << 2;
    const down = ((sourceY - top) * PHASES) << 2;
    if (left >= 1 && top >= 1 && left < width - 2 && top < height - 2) {
      const w0 = CUBIC[across & ~3] ?? 0;
      const w1 = CUBIC[(across & ~3) + 1] ?? 0;
      const w2 = CUBIC[(across & ~3) + 2] ?? 0;
      const w3 = CUBIC[(across & ~3) + 3] ?? 0;
      let sum = 0;
      let row = (top - 1) * width + left - 1;
      for (let tap = 0; tap < 4; tap++, row += width)
        sum +=
          ((w0 * (pixels[row] ?? 0) + w1 * (pixels[row + 1] ?? 0) + w2 * (pixels[row + 2] ?? 0) + w3 * (pixels[row + 3] ?? 0)) >> 8) *
          (CUBIC[(down & ~3) + tap] ?? 0);
      const value = (sum + half) >> (2 * WEIGHT_BITS - 8);
      made.pixels[at] = value < 0 ? 0 : value > 255 ? 255 : value;
    } else {
      const row = Math.min(height - 1, Math.max(0, Math.round(sourceY))) * width;
      made.pixels[at] = pixels[row + Math.min(width - 1, Math.max(0, Math.round(sourceX)))] ?? 0;
    }
  }
}

/** The same for colours, by linear interpolation: for people to look at. */
export function resampleColour(source: ColourImage, back: Affine, width: number, height: number): ColourImage {
  const made = { width, height, pixels: new Uint8Array(width * height * 3) };
  for (let y = 0; y < height; y++) {
    const { from, to } = within(source, back, y, width);
    made.pixels.fill(WHITE, y * width * 3, (y * width + from) * 3);
    made.pixels.fill(WHITE, (y * width + to) * 3, (y + 1) * width * 3);
    linearRow(source, back, made, y, from, to);
  }
  return made;
}

function linearRow(source: ColourImage, { xx, xy, x0, yx, yy, y0 }: Affine, made: ColourImage, y: number, from: number, to: number): void {
  const { width, height, pixels } = source;
  for (let x = from, at = (y * made.width + from) * 3; x < to; x++, at += 3) {
    const sourceX = Math.min(width - 1, Math.max(0, xx * x + xy * y + x0));
    const sourceY = Math.min(height - 1, Math.max(0, yx * x + yy * y + y0));
    const left = Math.floor(sourceX);
    const top = Math.floor(sourceY);
    const across = sourceX - left;
    const down = sourceY - top;
    const first = (top * width + left) * 3;
    const right = left + 1 < width ? 3 : 0;
    const below = top + 1 < height ? width * 3 : 0;
    for (let channel = first; channel < first + 3; channel++) {
      const upper = (pixels[channel] ?? 0) + ((pixels[channel + right] ?? 0) - (pixels[channel] ?? 0)) * across;
      const lower = (pixels[channel + below] ?? 0) + ((pixels[channel + below + right] ?? 0) - (pixels[channel + below] ?? 0)) * across;
      made.pixels[at + channel - first] = upper + (lower - upper) * down + 0.5;
    }
  }
}

/** Which part of a row of the new picture comes from within the old one. */
function within(
  source: GreyImage | ColourImage,
  { xx, xy, x0, yx, yy, y0 }: Affine,
  y: number,
  width: number,
): { from: number; to: number } {
  let [from, to] = [0, width];
  for (const [slope, offset, size] of [
    [xx, xy * y + x0, source.width],
    [yx, yy * y + y0, source.height],
  ] as const) {
    const [least, most] = [-0.5 - offset, size - 0.5 - offset];
    if (Math.abs(slope) < 1e-9) {
      if (least > 0 || most <= 0) return { from: 0, to: 0 };
      continue;
    }
    const [first, last] = slope > 0 ? [least / slope, most / slope] : [most / slope, least / slope];
    from = Math.max(from, Math.ceil(first));
    to = Math.min(to, Math.ceil(last));
  }
  return to > from ? { from, to } : { from: 0, to: 0 };
}
