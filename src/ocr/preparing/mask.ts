import type { GreyImage } from '../image.js';
import { emptyGrey } from './plane.js';

/** A mask is a grey image of 0 and 1. */

/** 1 where a pixel is darker than `level`. */
export function darkerThan(image: GreyImage, level: number): GreyImage {
  const mask = emptyGrey(image.width, image.height);
  for (let at = 0; at < mask.pixels.length; at++) mask.pixels[at] = (image.pixels[at] ?? 0) < level ? 1 : 0;
  return mask;
}

/** 1 where any pixel within a square of `reach` pixels to each side is 1. */
export function dilate(mask: GreyImage, reach: number): GreyImage {
  return down(across(mask, reach), reach);
}

/** 1 where every pixel within the square is 1; beyond the edges counts as 1, so that what touches the edge of the page stays. */
export function erode(mask: GreyImage, reach: number): GreyImage {
  return inverted(dilate(inverted(mask), reach));
}

function inverted({ width, height, pixels }: GreyImage): GreyImage {
  const made = emptyGrey(width, height);
  for (let at = 0; at < pixels.length; at++) made.pixels[at] = 1 - (pixels[at] ?? 0);
  return made;
}

/** By a running count along each row. */
function across({ width, height, pixels }: GreyImage, reach: number): GreyImage {
  const made = emptyGrey(width, height);
  for (let y = 0; y < height; y++) {
    const start = y * width;
    let count = 0;
    for (let x = 0; x < Math.min(reach, width); x++) count += pixels[start + x] ?? 0;
    for (let x = 0; x < width; x++) {
      if (x + reach < width) count += pixels[start + x + reach] ?? 0;
      if (x > reach) count -= pixels[start + x - reach - 1] ?? 0;
      made.pixels[start + x] = count > 0 ? 1 : 0;
    }
  }
  return made;
}

/** By running counts of all columns at once: memory is read in its order. */
function down({ width, height, pixels }: GreyImage, reach: number): GreyImage {
  const made = emptyGrey(width, height);
  const counts = new Int32Array(width);
  const add = (y: number, sign: number): void => {
    for (let x = 0, at = y * width; x < width; x++, at++) counts[x] = (counts[x] ?? 0) + sign * (pixels[at] ?? 0);
  };
  for (let y = 0; y < Math.min(reach, height); y++) add(y, 1);
  for (let y = 0; y < height; y++) {
    if (y + reach < height) add(y + reach, 1);
    if (y > reach) add(y - reach - 1, -1);
    for (let x = 0, at = y * width; x < width; x++, at++) made.pixels[at] = (counts[x] ?? 0) > 0 ? 1 : 0;
  }
  return made;
}

/** A connected piece of a mask, corners touching included. */
export interface Piece {
  readonly left: number;
  readonly top: number;
  /** Last column and row. */
  readonly right: number;
  readonly bottom: number;
  readonly pixels: number;
}

/** Calls with each piece and the places of its pixels; the list of places is used again for the next. */
export function eachPiece(mask: GreyImage, found: (piece: Piece, places: Int32Array) => void): void {
  const { width, height } = mask;
  const left = mask.pixels.slice();
  const stack = new Int32Array(width * height);
  for (let start = 0; start < left.length; start++) {
    if (left[start] !== 1) continue;
    const count = fill(left, width, height, start, stack);
    const places = stack.subarray(0, count);
    found({ ...extent(places, width), pixels: count }, places);
  }
}

/** Takes a piece out of the mask; the stack ends up holding its pixels. */
function fill(left: Uint8Array, width: number, height: number, start: number, stack: Int32Array): number {
  stack[0] = start;
  left[start] = 0;
  let count = 1;
  for (let done = 0; done < count; done++) {
    const place = stack[done] ?? 0;
    const x = place % width;
    const y = (place - x) / width;
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++)
      for (let at = row * width + Math.max(0, x - 1), end = row * width + Math.min(width - 1, x + 1); at <= end; at++) {
        if (left[at] !== 1) continue;
        left[at] = 0;
        stack[count++] = at;
      }
  }
  return count;
}

function extent(places: Int32Array, width: number): Omit<Piece, 'pixels'> {
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
  for (const place of places) {
    const x = place % width;
    const y = (place - x) / width;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return { left, top, right, bottom };
}
