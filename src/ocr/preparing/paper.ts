import type { GreyImage } from '../image.js';
import { emptyGrey } from './plane.js';

/** Squares on each side of one whose paper is looked at: lines of text are narrower than what they see. */
const NEIGHBOURS = 3;
/** Paper darker than this is no paper but a photograph, a blot or the lid of the scanner: it is not made white. */
const DARKEST_PAPER = 70;
const WHITE = 255;

/**
 * Divides a page by its paper, in place: stains, yellowing and the shadow of the fold become white, ink keeps its contrast. The
 * paper is the median of a thumbnail with a pixel for each square of `square` pixels.
 */
export function flattenPaper(image: GreyImage, square: number): void {
  const paper = medianFiltered(thumbnail(image, square));
  const { width, height, pixels } = image;
  const gains = new Float32Array(paper.width);
  for (let y = 0; y < height; y++) {
    interpolateGains(gains, paper, (y + 0.5) / square - 0.5);
    for (let column = -1, x = 0; column < paper.width; column++) {
      const gain = gains[Math.max(0, column)] ?? 1;
      const step = ((gains[Math.min(paper.width - 1, column + 1)] ?? 1) - gain) / square;
      const end = column === paper.width - 1 ? width : Math.min(width, Math.ceil((column + 1.5) * square - 0.5));
      let here = gain + step * (x + 0.5 - (column + 0.5) * square);
      for (let at = y * width + x; x < end; x++, at++, here += step) {
        const value = (pixels[at] ?? 0) * here + 0.5;
        pixels[at] = value > WHITE ? WHITE : value;
      }
    }
  }
}

/** By what to multiply at the middle of each square, for one row of pixels. */
function interpolateGains(gains: Float32Array, paper: GreyImage, at: number): void {
  const top = Math.min(paper.height - 1, Math.max(0, Math.floor(at)));
  const below = Math.min(paper.height - 1, top + 1);
  const share = Math.min(1, Math.max(0, at - top));
  for (let x = 0; x < paper.width; x++) {
    const upper = paper.pixels[top * paper.width + x] ?? WHITE;
    const lower = paper.pixels[below * paper.width + x] ?? WHITE;
    gains[x] = WHITE / Math.max(DARKEST_PAPER, upper + (lower - upper) * share);
  }
}

/** Of each square the mean of what is not darker than its mean: its paper rather than its ink. */
function thumbnail({ width, height, pixels }: GreyImage, square: number): GreyImage {
  const small = emptyGrey(Math.max(1, Math.ceil(width / square)), Math.max(1, Math.ceil(height / square)));
  for (let y = 0; y < small.height; y++) {
    const rows = [y * square, Math.min(height, (y + 1) * square)] as const;
    for (let x = 0; x < small.width; x++) {
      const columns = [x * square, Math.min(width, (x + 1) * square)] as const;
      const mean = meanFrom(pixels, width, rows, columns, 0);
      small.pixels[y * small.width + x] = meanFrom(pixels, width, rows, columns, Math.floor(mean));
    }
  }
  return small;
}

function meanFrom(
  pixels: Uint8Array,
  width: number,
  [top, bottom]: readonly [number, number],
  [left, right]: readonly [number, number],
  least: number,
): number {
  let sum = 0;
  let count = 0;
  for (let y = top; y < bottom; y++)
    for (let at = y * width + left, end = y * width + right; at < end; at++) {
      const value = pixels[at] ?? 0;
      if (value < least) continue;
      sum += value;
      count++;
    }
  return count === 0 ? WHITE : sum / count;
}

function medianFiltered(small: GreyImage): GreyImage {
  const { width, height } = small;
  const filtered = emptyGrey(width, height);
  const histogram = new Uint16Array(256);
  for (let y = 0; y < height; y++) {
    const down = reachAt(y, height);
    for (let x = 0; x < width; x++) {
      const across = reachAt(x, width);
      histogram.fill(0);
      let seen = 0;
      for (let row = Math.max(0, y - down); row <= Math.min(height - 1, y + down); row++)
        for (let column = Math.max(0, x - across); column <= Math.min(width - 1, x + across); column++, seen++) {
          const value = small.pixels[row * width + column] ?? 0;
          histogram[value] = (histogram[value] ?? 0) + 1;
        }
      filtered.pixels[y * width + x] = medianOf(histogram, seen);
    }
  }
  return filtered;
}

/** As far to one side as to the other: at the edge, where shadows are steep, the middle must not slip inwards. */
function reachAt(at: number, length: number): number {
  return Math.max(1, Math.min(NEIGHBOURS, at, length - 1 - at));
}

function medianOf(histogram: Uint16Array, count: number): number {
  let below = 0;
  for (let value = 0; value < 256; value++) {
    below += histogram[value] ?? 0;
    if (2 * below >= count) return value;
  }
  return WHITE;
}
