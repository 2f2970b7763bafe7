import type { GreyImage } from '../image.js';
import { grainOf } from './grain.js';
import { darkerThan, dilate, eachPiece } from './mask.js';

const WHITE = 255;
/** Ink is darker than the paper by so many times the grain of the page, and by so many levels where there is no grain. */
const GRAINS = 5;
const LEAST_DARKER = 7;
/** A piece of ink smaller than this is dust; all of it together, a page that somebody would turn over. */
const DUST_MM2 = 0.12;
const MARK_MM2 = 3;
/** Edges of the sheet and of the scanner's glass are seen along the margin. */
const MARGIN_MM = 6;
const BESIDE_BACKGROUND_MM = 3;

/**
 * Whether nothing at all is on a page, in any colour. It is careful in one way only: a page with the faintest writing is never called
 * blank, while stains, holes or the print of the other side can keep an empty page from being called so. `flat` is the page
 * divided by its paper; nothing counts that is at the edge of its `background`.
 */
export function isBlankPage(flat: GreyImage, pixelsPerMm: number, background?: GreyImage): boolean {
  const level = WHITE - Math.max(LEAST_DARKER, GRAINS * grainOf(flat));
  const margin = Math.round(MARGIN_MM * pixelsPerMm);
  const dust = DUST_MM2 * pixelsPerMm * pixelsPerMm;
  const dark = darkerThan(flat, level);
  if (background !== undefined) takeAway(dark, dilate(background, Math.round(BESIDE_BACKGROUND_MM * pixelsPerMm)));
  let ink = 0;
  eachPiece(dark, ({ left, top, right, bottom, pixels }) => {
    const isInside = right >= margin && bottom >= margin && left < flat.width - margin && top < flat.height - margin;
    if (isInside && pixels >= dust) ink += pixels;
  });
  return ink < MARK_MM2 * pixelsPerMm * pixelsPerMm;
}

function takeAway(mask: GreyImage, other: GreyImage): void {
  for (let at = 0; at < mask.pixels.length; at++) if (other.pixels[at] === 1) mask.pixels[at] = 0;
}
