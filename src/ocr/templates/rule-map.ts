import type { GreyImage } from '../image.js';

/**
 * Where long straight dark lines run across a page. Everything about placing a form is measured on a picture of half the
 * page's resolution (150 dpi): lines of a quarter millimetre are still there, and it costs a quarter.
 */
export interface RuleMap {
  readonly width: number;
  readonly height: number;
  /** 1 where a pixel belongs to a horizontal line, row by row. */
  readonly horizontal: Uint8Array;
  /** 1 where a pixel belongs to a vertical line, **column by column**: the map of the transposed picture. */
  readonly vertical: Uint8Array;
}

/** Pixels of the halved page in a millimetre, as prepared pages have about 300 dpi. */
export const NOMINAL_PIXELS_PER_MM: number = 150 / 25.4;

/** Strokes of the largest titles are shorter, the rules of the narrowest cells longer. */
const SHORTEST_RUN_PIXELS = Math.round(7 * NOMINAL_PIXELS_PER_MM);
/** A worn line has gaps; printed characters stand further apart. */
const WIDEST_GAP_PIXELS = 4;
/** Paper is looked at this far beside a line, beyond the thickest frame. */
const ASIDE_PIXELS = 8;
/** A line is darker than the paper beside it by this much. */
const CONTRAST = 28;
const LEAST_FILLED = 0.7;

/** The picture at half its size, each pixel the mean of four. */
export function halve({ width, height, pixels }: GreyImage): GreyImage {
  const half = { width: width >> 1, height: height >> 1 };
  const halved = new Uint8Array(half.width * half.height);
  for (let y = 0; y < half.height; y++) {
    let from = 2 * y * width;
    const to = y * half.width;
    for (let x = 0; x < half.width; x++, from += 2) {
      halved[to + x] =
        ((pixels[from] ?? 0) + (pixels[from + 1] ?? 0) + (pixels[from + width] ?? 0) + (pixels[from + width + 1] ?? 0) + 2) >> 2;
    }
  }
  return { ...half, pixels: halved };
}

/** Rows become columns: mirrored at the falling diagonal. */
export function transpose({ width, height, pixels }: GreyImage): GreyImage {
  const turned = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0, from = y * width; x < width; x++, from++) turned[x * height + y] = pixels[from] ?? 0;
  }
  return { width: height, height: width, pixels: turned };
}

export function findRules(half: GreyImage): RuleMap {
  return { width: half.width, height: half.height, horizontal: horizontalRules(half), vertical: horizontalRules(transpose(half)) };
}

function horizontalRules({ width, height, pixels }: GreyImage): Uint8Array {
  const map = new Uint8Array(width * height);
  for (let y = 1; y < height - 1; y++) {
    const above = Math.max(0, y - ASIDE_PIXELS) * width;
    const below = Math.min(height - 1, y + ASIDE_PIXELS) * width;
    markRuns(map, pixels, y * width, width, above, below);
  }
  return map;
}

/** Marks the runs of one row. The lighter side counts, since handwriting may touch a line from one of them. */
function markRuns(map: Uint8Array, pixels: Uint8Array, row: number, width: number, above: number, below: number): void {
  let start = -1;
  let last = -1;
  let hits = 0;
  for (let x = 0; x < width; x++) {
    const beside = Math.max(pixels[above + x] ?? 0, pixels[below + x] ?? 0);
    if ((pixels[row + x] ?? 255) + CONTRAST > beside) continue;
    if (start < 0 || x - last > WIDEST_GAP_PIXELS) {
      markRun(map, row, start, last, hits);
      start = x;
      hits = 0;
    }
    last = x;
    hits += 1;
  }
  markRun(map, row, start, last, hits);
}

function markRun(map: Uint8Array, row: number, start: number, last: number, hits: number): void {
  const length = last - start + 1;
  if (start >= 0 && length >= SHORTEST_RUN_PIXELS && hits >= LEAST_FILLED * length) map.fill(1, row + start, row + last + 1);
}

/** How many pixels of line begin in each row of a map: a line of any thickness counts once at each place along it. */
export function ruleProfile(map: Uint8Array, width: number, height: number): Float64Array {
  const profile = new Float64Array(height);
  for (let y = 1; y < height; y++) {
    let begun = 0;
    for (let at = y * width, end = at + width; at < end; at++) {
      if (map[at] === 1 && map[at - width] === 0) begun += 1;
    }
    profile[y] = begun;
  }
  return profile;
}
