import type { Box } from '../../domain/scan.js';
import type { GreyImage } from '../image.js';

/** A part that a reader can make nothing of any more. */
const SMALLEST_PIXELS = 8;

/** A print that is cut through says something else than it is. */
const LEAST_INSIDE = 0.9;

/** The part of a picture in a box, clipped to it; `undefined` unless nearly all of the box is inside. */
export function cropGrey({ width, height, pixels }: GreyImage, box: Box): GreyImage | undefined {
  const left = Math.max(0, box.left);
  const top = Math.max(0, box.top);
  const wide = Math.min(width, box.left + box.width) - left;
  const high = Math.min(height, box.top + box.height) - top;
  if (wide < SMALLEST_PIXELS || high < SMALLEST_PIXELS || wide * high < LEAST_INSIDE * box.width * box.height) return undefined;
  const part = new Uint8Array(wide * high);
  for (let y = 0; y < high; y++) {
    const from = (top + y) * width + left;
    part.set(pixels.subarray(from, from + wide), y * wide);
  }
  return { width: wide, height: high, pixels: part };
}
