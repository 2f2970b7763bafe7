import type { GreyImage } from '../image.js';
import { darkerThan, dilate, eachPiece, erode } from './mask.js';
import type { Piece } from './mask.js';
import { emptyGrey } from './plane.js';

/** Darker than this share of the paper is the lid of a scanner or the table under a photographed page. */
const DARK_SHARE = 0.42;
/** Half the thickness from which black at the edge is background: a printed frame that runs out of the picture is thinner. */
const HALF_THICK_MM = 1.2;
/** A thinner strip is background where it runs along the edge for this long. */
const STRIP_MM = { width: 2.5, length: 15 } as const;
/** The soft edge beside what is dropped. */
const SOFT_MM = 0.6;
const WHITE = 255;

/**
 * Where the background around a page is seen: thick black that reaches the edge of the picture, and strips along the edge. 1 where it
 * is; undefined where there is none.
 */
export function backgroundOf(small: GreyImage, pixelsPerMm: number): GreyImage | undefined {
  const dark = darkerThan(small, paperLevel(small) * DARK_SHARE);
  const reach = Math.max(1, Math.round(HALF_THICK_MM * pixelsPerMm));
  const thick = reachingEdge(erode(dark, reach), (piece) => touchesEdge(piece, small));
  const strips = reachingEdge(alongEdges(dark, Math.round(STRIP_MM.width * pixelsPerMm)), (piece) =>
    runsAlongEdge(piece, small, STRIP_MM.length * pixelsPerMm),
  );
  if (thick === undefined && strips === undefined) return undefined;
  const background = emptyGrey(small.width, small.height);
  if (thick !== undefined) add(background, dilate(thick, reach + Math.ceil(SOFT_MM * pixelsPerMm)));
  if (strips !== undefined) add(background, dilate(strips, Math.ceil(SOFT_MM * pixelsPerMm)));
  return background;
}

function reachingEdge(mask: GreyImage, isOutside: (piece: Piece) => boolean): GreyImage | undefined {
  const outside = emptyGrey(mask.width, mask.height);
  let isAny = false;
  eachPiece(mask, (piece, places) => {
    if (!isOutside(piece)) return;
    isAny = true;
    for (const place of places) outside.pixels[place] = 1;
  });
  return isAny ? outside : undefined;
}

function touchesEdge({ left, top, right, bottom }: Piece, { width, height }: GreyImage): boolean {
  return left === 0 || top === 0 || right === width - 1 || bottom === height - 1;
}

function runsAlongEdge(piece: Piece, image: GreyImage, least: number): boolean {
  const { left, top, right, bottom } = piece;
  const isLong = { down: bottom - top + 1 >= least, across: right - left + 1 >= least };
  return ((left === 0 || right === image.width - 1) && isLong.down) || ((top === 0 || bottom === image.height - 1) && isLong.across);
}

/** The mask in the strips along the four edges only. */
function alongEdges(mask: GreyImage, strip: number): GreyImage {
  const edges = { ...mask, pixels: mask.pixels.slice() };
  for (let y = strip; y < mask.height - strip; y++)
    edges.pixels.fill(0, y * mask.width + strip, Math.max(y * mask.width + strip, (y + 1) * mask.width - strip));
  return edges;
}

function add(to: GreyImage, mask: GreyImage): void {
  for (let at = 0; at < to.pixels.length; at++) if (mask.pixels[at] === 1) to.pixels[at] = 1;
}

/** Most of a page is paper, but a photograph may show more table than page: the brightness that one pixel in twelve reaches. */
function paperLevel({ pixels }: GreyImage): number {
  const histogram = new Uint32Array(256);
  for (const value of pixels) histogram[value] = (histogram[value] ?? 0) + 1;
  let above = 0;
  for (let value = WHITE; value > 0; value--) {
    above += histogram[value] ?? 0;
    if (above * 12 >= pixels.length) return value;
  }
  return WHITE;
}

/** Paints in the colour of the paper, in place, what a mask covers that has one pixel for each square of `factor`. */
export function coverWithPaper(image: GreyImage, mask: GreyImage, factor: number): void {
  const paper = paperLevel(image);
  for (let y = 0; y < image.height; y++) {
    const row = Math.min(mask.height - 1, Math.floor(y / factor)) * mask.width;
    for (let x = 0; x < mask.width; x++) {
      if (mask.pixels[row + x] !== 1) continue;
      const end = x === mask.width - 1 ? image.width : Math.min(image.width, (x + 1) * factor);
      image.pixels.fill(paper, y * image.width + x * factor, y * image.width + end);
    }
  }
}
