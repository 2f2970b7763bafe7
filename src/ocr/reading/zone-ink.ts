import type { Box } from '../../domain/scan.js';
import type { GreyImage } from '../image.js';

/** A piece of a page with its ink told from its paper, in two strengths: what surely is ink, and what is if it hangs together with that. */
export interface ZoneInk {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  readonly paper: number;
  readonly darkest: number;
  /** A byte a pixel: 0 paper, 1 weak, 2 strong. */
  readonly ink: Uint8Array;
  /** Pixels of pieces that were left out as too faint, though as large as writing. */
  readonly lost: number;
}

/** Shares of the way from paper to the darkest ink; characters of one hand differ that much. */
const WEAK = 0.22;
const STRONG = 0.42;
/** Ink is darker than paper by these shares of its level at least: the grain of paper and what shows through from the back are not. */
const LEAST_WEAK = 0.09;
const LEAST_STRONG = 0.17;
/** The darkest ink is that of a short stroke, not of one speck. */
const STROKE_MM2 = 0.35;

/** The part of a picture within a box; what lies outside the picture is white. */
export function cropGrey(image: GreyImage, box: Box): GreyImage {
  const [left, top] = [Math.round(box.left), Math.round(box.top)];
  const [width, height] = [Math.max(1, Math.round(box.width)), Math.max(1, Math.round(box.height))];
  const pixels = new Uint8Array(width * height).fill(255);
  const [from, to] = [Math.max(0, left), Math.min(image.width, left + width)];
  const bottom = from < to ? Math.min(height, image.height - top) : 0;
  for (let y = Math.max(0, -top); y < bottom; y += 1) {
    const row = (top + y) * image.width;
    pixels.set(image.pixels.subarray(row + from, row + to), y * width + from - left);
  }
  return { width, height, pixels };
}

/** With `within`, paper and ink are judged by that part alone: the print around a zone is darker than faded writing in it. */
export function inkOf(image: GreyImage, pixelsPerMm: number, within?: Box): ZoneInk {
  const { width, height, pixels } = image;
  const histogram = new Uint32Array(256);
  for (const level of within === undefined ? pixels : cropGrey(image, within).pixels) histogram[level] = (histogram[level] ?? 0) + 1;
  const paper = commonestLightLevel(histogram);
  const darkest = Math.min(paper - 1, levelReached(histogram, STROKE_MM2 * pixelsPerMm * pixelsPerMm));
  const weak = paper - Math.max((paper - darkest) * WEAK, paper * LEAST_WEAK);
  const strong = paper - Math.max((paper - darkest) * STRONG, paper * LEAST_STRONG);
  return { width, height, pixels, paper, darkest, ink: pixels.map((level) => (level < strong ? 2 : level < weak ? 1 : 0)), lost: 0 };
}

function commonestLightLevel(histogram: Uint32Array): number {
  let best = 255;
  for (let level = 254; level >= 128; level -= 1) if ((histogram[level] ?? 0) > (histogram[best] ?? 0)) best = level;
  return best;
}

function levelReached(histogram: Uint32Array, pixels: number): number {
  let seen = 0;
  for (let level = 0; level < 256; level += 1) {
    seen += histogram[level] ?? 0;
    if (seen >= pixels) return level;
  }
  return 255;
}

/** The pixels of boxes as runs within a piece, each from its first to before its last index. */
export function* runsIn({ width, height }: ZoneInk, boxes: readonly Box[]): Generator<readonly [from: number, to: number]> {
  for (const box of boxes) {
    const [left, right] = [Math.max(0, Math.floor(box.left)), Math.min(width, Math.ceil(box.left + box.width))];
    const bottom = left < right ? Math.min(height, Math.ceil(box.top + box.height)) : 0;
    for (let y = Math.max(0, Math.floor(box.top)); y < bottom; y += 1) yield [y * width + left, y * width + right];
  }
}

/** The piece with areas painted over, such as printed words that are no part of the value. */
export function painted(piece: ZoneInk, boxes: readonly Box[]): ZoneInk {
  if (boxes.length === 0) return piece;
  const [pixels, ink] = [piece.pixels.slice(), piece.ink.slice()];
  for (const [from, to] of runsIn(piece, boxes)) {
    pixels.fill(piece.paper, from, to);
    ink.fill(0, from, to);
  }
  return { ...piece, pixels, ink };
}
