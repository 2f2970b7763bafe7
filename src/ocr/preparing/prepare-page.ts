import type { Straightening } from '../../domain/scan.js';
import type { ColourImage, GreyImage } from '../image.js';
import { turnGrey } from '../turn-grey.js';
import { isBlankPage } from './blank.js';
import { backgroundOf, coverWithPaper } from './border.js';
import { backToScan, straighteningOf } from './geometry.js';
import { withoutGrain } from './grain.js';
import { darkerThan } from './mask.js';
import { flattenPaper } from './paper.js';
import { greyOf, greyWithoutSeals, shrinkGrey, smallInk } from './plane.js';
import { resampleColour, resampleGrey } from './resample.js';
import { liesSideways } from './sideways.js';
import { skewOf } from './skew.js';

/** A page ready to be read. Boxes on it are pixels of `grey` and of `colour` alike. */
export interface PreparedPage {
  readonly straightening: Straightening;
  /** The straightened page as people see it; made when it is asked for. */
  readonly colour: ColourImage;
  /** Without seals, paper white, at about 300 dots an inch. */
  readonly grey: GreyImage;
  readonly isBlank: boolean;
}

/** The steps, so that each can be left out to measure what it is worth. */
export interface Steps {
  readonly turn: boolean;
  readonly deskew: boolean;
  readonly dropBackground: boolean;
  readonly removeSeals: boolean;
  readonly denoise: boolean;
  readonly rescale: boolean;
  readonly flatten: boolean;
}

export const ALL_STEPS: Steps = {
  turn: true,
  deskew: true,
  dropBackground: true,
  removeSeals: true,
  denoise: true,
  rescale: true,
  flatten: true,
};

const READING_DPI = 300;
const MM_PER_INCH = 25.4;
/** What the resolution of a page is taken from that does not say: forms are printed on A4. */
const A4_LONG_MM = 297;
const A4_SHORT_MM = 210;
/** Pages are looked at as a whole at about this resolution. */
const LOOKING_DPI = 100;
/** Paper is measured in squares of this many millimetres. */
const PAPER_SQUARE_MM = 1.36;
/** Ink is darker than this share of the way from paper to the darkest of the page. */
const INK_SHARE = 0.45;
const WHITE = 255;
/** A resolution this near to the wanted one is left as it is, and so is a page that leans less than can be measured. */
const SAME_SCALE = 0.02;
const LEAST_SKEW_DEGREES = 0.02;

/**
 * Turns, straightens, scales and cleans a page. `dpi` is its resolution where it is known. Lying on its side is seen here; upside
 * down is seen when its form is recognised (`turnPrepared`).
 */
export async function preparePage(image: ColourImage, dpi: number | undefined, steps: Steps = ALL_STEPS): Promise<PreparedPage> {
  const known = dpi ?? likelyDpi(image);
  const look = lookAt(image, known, steps);
  const straightening = straighteningOf(image, look.turn, look.skewDegrees, steps.rescale ? readingScale(known) : 1);
  const grey = steps.removeSeals ? greyWithoutSeals(image) : greyOf(image);
  if (look.background !== undefined) coverWithPaper(grey, look.background, look.factor);
  const straight = straightenedGrey(steps.denoise ? withoutGrain(grey) : grey, straightening);
  if (steps.flatten) flattenPaper(straight, Math.max(4, Math.round((PAPER_SQUARE_MM * known * straightening.scale) / MM_PER_INCH)));
  return new StraightPage(image, straightening, straight, look.isBlank);
}

/**
 * The same straightened picture again, from the page as scanned.
 */
export async function straighten(image: ColourImage, straightening: Straightening): Promise<ColourImage> {
  return straightenedColour(image, straightening);
}

/** A prepared page turned clockwise once more, as whoever recognises its form finds out. */
export function turnPrepared(page: PreparedPage, turn: Straightening['turn'], image: ColourImage): PreparedPage {
  if (turn === 0) return page;
  const { straightening, grey } = page;
  const [width, height] = turn === 180 ? [straightening.width, straightening.height] : [straightening.height, straightening.width];
  const sum = ((straightening.turn + turn) % 360) as Straightening['turn'];
  return new StraightPage(image, { ...straightening, turn: sum, width, height }, turnGrey(grey, turn), page.isBlank);
}

class StraightPage implements PreparedPage {
  readonly straightening: Straightening;
  readonly grey: GreyImage;
  readonly isBlank: boolean;
  readonly #image: ColourImage;
  #colour: ColourImage | undefined;

  constructor(image: ColourImage, straightening: Straightening, grey: GreyImage, isBlank: boolean) {
    this.#image = image;
    this.straightening = straightening;
    this.grey = grey;
    this.isBlank = isBlank;
  }

  get colour(): ColourImage {
    this.#colour ??= straightenedColour(this.#image, this.straightening);
    return this.#colour;
  }
}

interface Look {
  readonly turn: Straightening['turn'];
  readonly skewDegrees: number;
  readonly isBlank: boolean;
  /** Mask of what is not the page, a pixel for each square of `factor` pixels of the scan. */
  readonly background: GreyImage | undefined;
  readonly factor: number;
}

/** What is seen of the page as a whole, on a small picture of it. */
function lookAt(image: ColourImage, dpi: number, steps: Steps): Look {
  const factor = Math.max(1, Math.round(dpi / LOOKING_DPI));
  const pixelsPerMm = dpi / factor / MM_PER_INCH;
  const small = smallInk(image, factor);
  const background = steps.dropBackground ? backgroundOf(small, pixelsPerMm) : undefined;
  if (background !== undefined) coverWithPaper(small, background, 1);
  flattenPaper(small, Math.max(2, Math.round(PAPER_SQUARE_MM * pixelsPerMm)));
  const ink = darkerThan(small, inkLevel(small));
  const measured = steps.deskew ? skewOf(ink) : 0;
  const skewDegrees = Math.abs(measured) < LEAST_SKEW_DEGREES ? 0 : measured;
  const isSideways = steps.turn && liesSideways(straightenedMask(small, skewDegrees), pixelsPerMm);
  return { turn: isSideways ? 90 : 0, skewDegrees, isBlank: isBlankPage(small, pixelsPerMm, background), background, factor };
}

function straightenedMask(small: GreyImage, skewDegrees: number): GreyImage {
  const straight = skewDegrees === 0 ? small : straightenedGrey(small, straighteningOf(small, 0, skewDegrees, 1));
  return darkerThan(straight, inkLevel(straight));
}

/** Half way, nearly, from paper to the darkest hundredth: faded pages have ink too. */
function inkLevel({ pixels }: GreyImage): number {
  const histogram = new Uint32Array(256);
  for (const value of pixels) histogram[value] = (histogram[value] ?? 0) + 1;
  let below = 0;
  let darkest = 0;
  while (darkest < WHITE && (below += histogram[darkest] ?? 0) * 100 < pixels.length) darkest++;
  return WHITE - Math.max(12, (WHITE - darkest) * INK_SHARE);
}

function likelyDpi({ width, height }: ColourImage): number {
  const long = Math.max(width, height) / A4_LONG_MM;
  const short = Math.min(width, height) / A4_SHORT_MM;
  return Math.min(1200, Math.max(50, Math.max(long, short) * MM_PER_INCH));
}

function readingScale(dpi: number): number {
  const scale = READING_DPI / dpi;
  return Math.abs(scale - 1) < SAME_SCALE ? 1 : scale;
}

function straightenedGrey(image: GreyImage, straightening: Straightening): GreyImage {
  if (isUnchanged(image, straightening)) return image;
  // Each pixel of a much smaller picture must see all those it stands for.
  const shrunk = Math.max(1, Math.round(1 / straightening.scale));
  const back = backToScan(straightening, image, { shrunk });
  return resampleGrey(shrinkGrey(image, shrunk), back, straightening.width, straightening.height);
}

function straightenedColour(image: ColourImage, straightening: Straightening): ColourImage {
  if (isUnchanged(image, straightening)) return image;
  return resampleColour(image, backToScan(straightening, image), straightening.width, straightening.height);
}

function isUnchanged(image: GreyImage | ColourImage, { turn, skewDegrees, scale, width, height }: Straightening): boolean {
  return turn === 0 && skewDegrees === 0 && scale === 1 && width === image.width && height === image.height;
}
