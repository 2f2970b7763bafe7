import { NOMINAL_PIXELS_PER_MM } from './rule-map.js';
import type { GridRule } from './template-grid.js';

/** Millimetres to pixels along one axis of the page. */
export interface AxisFit {
  readonly pixelsPerMm: number;
  readonly offset: number;
  /** Harmonic mean of how much of the form's rules is on the page and how much of the page's lines are the form's, 0 to 1. */
  readonly score: number;
}

/** The lines across one axis of a page. */
export interface AxisProfile {
  /** Pixels of line within `REACH_PIXELS` of each place: a line that leans a little is still one. */
  readonly near: Float64Array;
  /** Pixels of line before each place. */
  readonly before: Float64Array;
  /** Places of the strongest lines. */
  readonly peaks: readonly number[];
}

const REACH_PIXELS = 5;
const MOST_PEAKS = 44;
/** Copies are smaller or larger than the original, and pages without a resolution are only guessed at. */
const SCALE = { least: 0.68, most: 1.45 } as const;
/** A form may stand partly outside the picture. */
const LEAST_ON_PAGE = 0.55;
/** Two fits closer than this are the same one. */
const SAME_FIT_MM = 3;
/** Rules of the form that are tried against the page's lines, two at a time. */
const HOLDS = 5;
/** A fit below this is chance, and one far below the best is not worth a closer look. */
const LEAST_SCORE = 0.3;
const WORTH_KEEPING = 0.7;

export function axisProfile(lines: Float64Array): AxisProfile {
  const before = new Float64Array(lines.length + 1);
  for (let at = 0; at < lines.length; at++) before[at + 1] = (before[at] ?? 0) + (lines[at] ?? 0);
  const near = lines.map((_, at) => {
    const end = Math.min(lines.length, at + REACH_PIXELS + 1);
    return (before[end] ?? 0) - (before[Math.max(0, at - REACH_PIXELS)] ?? 0);
  });
  return { near, before, peaks: peaksOf(near, lines) };
}

/** The same page looked at from its other end. */
export function reversed({ near, before, peaks }: AxisProfile): AxisProfile {
  const total = before[before.length - 1] ?? 0;
  const last = near.length - 1;
  return { near: near.toReversed(), before: before.toReversed().map((sum) => total - sum), peaks: peaks.map((at) => last - at) };
}

/** The middles of the strongest lines. */
function peaksOf(near: Float64Array, lines: Float64Array): readonly number[] {
  const order = [...near.keys()].filter((at) => (near[at] ?? 0) > 0).toSorted((one, other) => (near[other] ?? 0) - (near[one] ?? 0));
  const taken = new Uint8Array(near.length);
  const peaks: number[] = [];
  for (const at of order) {
    if (taken[at] === 1) continue;
    taken.fill(1, Math.max(0, at - 2 * REACH_PIXELS), at + 2 * REACH_PIXELS + 1);
    peaks.push(middleOf(lines, at));
    if (peaks.length === MOST_PEAKS) break;
  }
  return peaks;
}

function middleOf(lines: Float64Array, at: number): number {
  let mass = 0;
  let moment = 0;
  for (let place = at - REACH_PIXELS; place <= at + REACH_PIXELS; place++) {
    mass += lines[place] ?? 0;
    moment += place * (lines[place] ?? 0);
  }
  return moment / mass;
}

/**
 * Where along one axis the comb of the form's rules meets the lines of the page: the best fits that differ, best first.
 * Every two lines of the page are tried as every two of some strong rules of the form, which gives place and scale at once.
 */
export function searchAxis(profile: AxisProfile, rules: readonly GridRule[], most: number): readonly AxisFit[] {
  const comb = combOf(rules);
  const places = profile.peaks.toSorted((one, other) => one - other);
  const fits: AxisFit[] = [];
  let least = LEAST_SCORE;
  for (const [one, other] of pairsOf(comb.holds)) {
    for (const [index, low] of places.entries()) {
      for (let next = index + 1; next < places.length; next++) {
        const pixelsPerMm = ((places[next] ?? 0) - low) / (other - one);
        const offset = low - one * pixelsPerMm;
        const score = scoreOf(profile, comb, offset, pixelsPerMm);
        if (score < least) continue;
        least = Math.max(least, WORTH_KEEPING * score);
        fits.push({ pixelsPerMm, offset, score });
      }
    }
  }
  return distinct(
    fits.toSorted((first, second) => second.score - first.score),
    comb,
    most,
  );
}

interface Comb {
  readonly at: Float64Array;
  readonly length: Float64Array;
  readonly first: number;
  readonly last: number;
  readonly total: number;
  readonly holds: readonly number[];
}

/** Rules at the same height are one tooth. */
function combOf(rules: readonly GridRule[]): Comb {
  const teeth = new Map<number, number>();
  for (const { at, from, to } of rules) teeth.set(at, (teeth.get(at) ?? 0) + to - from);
  const at = Float64Array.from([...teeth.keys()].toSorted((one, other) => one - other));
  const length = at.map((place) => teeth.get(place) ?? 0);
  const total = length.reduce((sum, each) => sum + each, 0);
  return { at, length, first: at[0] ?? 0, last: at[at.length - 1] ?? 0, total, holds: holdsOf(at, length) };
}

/** Long teeth, spread from the first to the last so that some are on the page whatever is cut off. */
function holdsOf(at: Float64Array, length: Float64Array): readonly number[] {
  const longest = Math.max(...length);
  const long = [...at].filter((_, index) => (length[index] ?? 0) >= 0.5 * longest);
  if (long.length <= HOLDS) return long;
  return Array.from({ length: HOLDS }, (_, index) => long[Math.round((index * (long.length - 1)) / (HOLDS - 1))] ?? 0);
}

/** Every two of an ascending list. */
function pairsOf(places: readonly number[]): readonly (readonly [number, number])[] {
  return places.flatMap((one, index) => places.slice(index + 1).map((other) => [one, other] as const));
}

/** 0 for what is no fit at all. */
function scoreOf(profile: AxisProfile, comb: Comb, offset: number, pixelsPerMm: number): number {
  const scale = pixelsPerMm / NOMINAL_PIXELS_PER_MM;
  if (scale < SCALE.least || scale > SCALE.most) return 0;
  const top = Math.max(0, Math.round(offset + comb.first * pixelsPerMm));
  const bottom = Math.min(profile.near.length - 1, Math.round(offset + comb.last * pixelsPerMm));
  if (bottom - top < LEAST_ON_PAGE * (comb.last - comb.first) * pixelsPerMm) return 0;
  const met = metBy(profile.near, comb, offset, pixelsPerMm);
  const end = Math.min(profile.before.length - 1, bottom + REACH_PIXELS + 1);
  const present = (profile.before[end] ?? 0) - (profile.before[Math.max(0, top - REACH_PIXELS)] ?? 0);
  return (2 * met) / (comb.total * pixelsPerMm + Math.max(met, present));
}

function metBy(near: Float64Array, { at, length }: Comb, offset: number, pixelsPerMm: number): number {
  let met = 0;
  for (let tooth = 0; tooth < at.length; tooth++) {
    met += Math.min(near[Math.round(offset + (at[tooth] ?? 0) * pixelsPerMm)] ?? 0, (length[tooth] ?? 0) * pixelsPerMm);
  }
  return met;
}

function distinct(fits: readonly AxisFit[], { first, last }: Comb, most: number): readonly AxisFit[] {
  const place = (fit: AxisFit, mm: number): number => fit.offset + mm * fit.pixelsPerMm;
  const kept: AxisFit[] = [];
  for (const fit of fits) {
    const apart = SAME_FIT_MM * fit.pixelsPerMm;
    const known = kept.some(
      (other) => Math.abs(place(fit, first) - place(other, first)) < apart && Math.abs(place(fit, last) - place(other, last)) < apart,
    );
    if (!known) kept.push(fit);
    if (kept.length === most) break;
  }
  return kept;
}
