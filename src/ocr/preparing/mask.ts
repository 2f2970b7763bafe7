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
  return counted(mask, reach, (count) => count > 0);
}

/** 1 where every pixel within the square is 1, beyond the edges too: what touches the edge of the page stays. */
export function erode(mask: GreyImage, reach: number): GreyImage {
  return counted(mask, reach, (count, all) => count === all);
}

/** By running sums, along rows and then along columns. */
function counted(mask: GreyImage, reach: number, keep: (count: number, all: number) => boolean): GreyImage {
  const { width, height } = mask;
  const across = emptyGrey(width, height);
  for (let y = 0; y < height; y++) slide(mask.pixels, across.pixels, y * width, 1, width, reach, keep);
  const both = emptyGrey(width, height);
  for (let x = 0; x < width; x++) slide(across.pixels, both.pixels, x, width, height, reach, keep);
  return both;
}

function slide(
  from: Uint8Array,
  to: Uint8Array,
  start: number,
  step: number,
  length: number,
  reach: number,
  keep: (count: number, all: number) => boolean,
): void {
  let count = 0;
  let all = Math.min(reach, length);
  for (let at = 0; at < all; at++) count += from[start + at * step] ?? 0;
  for (let at = 0; at < length; at++) {
    if (at + reach < length) {
      count += from[start + (at + reach) * step] ?? 0;
      all++;
    }
    if (at - reach > 0) {
      count -= from[start + (at - reach - 1) * step] ?? 0;
      all--;
    }
    to[start + at * step] = keep(count, all) ? 1 : 0;
  }
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
