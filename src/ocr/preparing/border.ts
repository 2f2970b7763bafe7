import type { GreyImage } from '../image.js';
import { darkerThan, dilate, eachPiece, erode } from './mask.js';
import { emptyGrey } from './plane.js';

/** Darker than this share of the paper is the lid of a scanner or the table under a photographed page. */
const DARK_SHARE = 0.42;
/** Half the thickness from which black at the edge is background: a printed frame that runs out of the picture is thinner. */
const HALF_THICK_MM = 1.2;
/** The soft edge beside what is dropped. */
const SOFT_MM = 0.6;
const WHITE = 255;

/**
 * Where the background around a page is seen: thick black that reaches the edge of the picture. 1 where it is; undefined where
 * there is none.
 */
export function backgroundOf(small: GreyImage, pixelsPerMm: number): GreyImage | undefined {
  const reach = Math.max(1, Math.round(HALF_THICK_MM * pixelsPerMm));
  const thick = erode(darkerThan(small, paperLevel(small) * DARK_SHARE), reach);
  const outside = emptyGrey(small.width, small.height);
  let isAny = false;
  eachPiece(thick, (piece, places) => {
    if (piece.left > 0 && piece.top > 0 && piece.right < small.width - 1 && piece.bottom < small.height - 1) return;
    isAny = true;
    for (const place of places) outside.pixels[place] = 1;
  });
  return isAny ? dilate(outside, reach + Math.ceil(SOFT_MM * pixelsPerMm)) : undefined;
}

/** Most of a page is paper, but a photograph may show more table than page: the brightness that one pixel in twelve reaches. */
function paperLevel({ pixels }: GreyImage): number {
  const histogram = new Uint32Array(256);
  for (const value of pixels) histogram[value] = (histogram[value] ?? 0) + 1;
  let above = 0;
  for (let value = 255; value > 0; value--) {
    above += histogram[value] ?? 0;
    if (above * 12 >= pixels.length) return value;
  }
  return WHITE;
}

/** Paints white, in place, what a mask covers that has one pixel for each square of `factor`. */
export function whiten(image: GreyImage, mask: GreyImage, factor: number): void {
  for (let y = 0; y < image.height; y++) {
    const row = Math.min(mask.height - 1, Math.floor(y / factor)) * mask.width;
    for (let x = 0; x < mask.width; x++) {
      if (mask.pixels[row + x] !== 1) continue;
      const end = x === mask.width - 1 ? image.width : Math.min(image.width, (x + 1) * factor);
      image.pixels.fill(WHITE, y * image.width + x * factor, y * image.width + end);
    }
  }
}
