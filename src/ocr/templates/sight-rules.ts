import type { GreyImage } from '../image.js';
import type { Grid, GridRule } from './template-grid.js';
import { leftOf, topOf, type Sighting, type Transform } from './transform.js';

/** A stretch of a printed rule, looked for on the page: where along it, how long, and where it was seen, if it was. */
export interface RuleSighting {
  /** Middle of the stretch, in millimetres of the form. */
  readonly x: number;
  readonly y: number;
  readonly lengthMm: number;
  /** The measured coordinate across the rule, in pixels of the halved page; `undefined` where no line is. */
  readonly seen: number | undefined;
  /** Whether the stretch lies on the page at all. */
  readonly onPage: boolean;
}

export interface Sightings {
  readonly horizontal: readonly RuleSighting[];
  readonly vertical: readonly RuleSighting[];
}

const STRETCH_MM = 14;
/** The ends are left out: there other rules cross. */
const END_MM = 0.8;
/** A stretch of line is darker than what is beside it by this much on average, gaps included. */
const LEAST_CONTRAST = 16;

/** Looks for every stretch of every rule within so many millimetres of where the transform puts it. */
export function sightRules(half: GreyImage, grid: Grid, transform: Transform, withinMm: number): Sightings {
  const within = Math.max(3, Math.round(withinMm * transform.yy));
  return {
    horizontal: grid.horizontal.flatMap((rule) => stretchesOf(rule).map((stretch) => sightHorizontal(half, transform, stretch, within))),
    vertical: grid.vertical.flatMap((rule) => stretchesOf(rule).map((stretch) => sightVertical(half, transform, stretch, within))),
  };
}

/** What was seen, for a fit. */
export function seenOf(sightings: readonly RuleSighting[]): readonly Sighting[] {
  return sightings.flatMap(({ x, y, seen, lengthMm }) => (seen === undefined ? [] : [{ x, y, seen, weight: lengthMm }]));
}

function stretchesOf({ at, from, to }: GridRule): readonly GridRule[] {
  const length = to - from - 2 * END_MM;
  const count = Math.max(1, Math.round(length / STRETCH_MM));
  return Array.from({ length: count }, (_, index) => ({
    at,
    from: from + END_MM + (index * length) / count,
    to: from + END_MM + ((index + 1) * length) / count,
  }));
}

function sightHorizontal({ width, height, pixels }: GreyImage, transform: Transform, stretch: GridRule, within: number): RuleSighting {
  const { at, from, to } = stretch;
  const path = pathOf(leftOf(transform, from, at), leftOf(transform, to, at), topOf(transform, from, at), topOf(transform, to, at));
  const across = brightnessAcross(path, within, (along, place) =>
    along >= 0 && along < width && place >= 0 && place < height ? pixels[place * width + along] : undefined,
  );
  return { x: (from + to) / 2, y: at, lengthMm: to - from, ...sighted(across, within) };
}

function sightVertical({ width, height, pixels }: GreyImage, transform: Transform, stretch: GridRule, within: number): RuleSighting {
  const { at, from, to } = stretch;
  const path = pathOf(topOf(transform, at, from), topOf(transform, at, to), leftOf(transform, at, from), leftOf(transform, at, to));
  const across = brightnessAcross(path, within, (along, place) =>
    along >= 0 && along < height && place >= 0 && place < width ? pixels[along * width + place] : undefined,
  );
  return { x: at, y: (from + to) / 2, lengthMm: to - from, ...sighted(across, within) };
}

/** Pixels along a rule, and where it crosses each. */
interface Path {
  readonly start: number;
  readonly end: number;
  readonly at: (along: number) => number;
}

function pathOf(along0: number, along1: number, across0: number, across1: number): Path {
  const slope = (across1 - across0) / (along1 - along0);
  const at = (along: number): number => across0 + slope * (along - along0);
  return { start: Math.ceil(along0), end: Math.floor(along1), at };
}

interface Across {
  readonly brightness: Float64Array;
  /** The coordinate that the middle of `brightness` stands for. */
  readonly middle: number;
}

/** Mean brightness at each distance from the path, nearest first below it; `undefined` when less than half of it is on the page. */
function brightnessAcross(path: Path, within: number, pixelAt: (along: number, across: number) => number | undefined): Across | undefined {
  const sums = new Float64Array(2 * within + 1);
  let counted = 0;
  let middles = 0;
  for (let along = path.start; along <= path.end; along++) {
    const middle = Math.round(path.at(along));
    if (pixelAt(along, middle - within) === undefined || pixelAt(along, middle + within) === undefined) continue;
    counted += 1;
    middles += middle;
    for (let offset = -within; offset <= within; offset++) {
      sums[offset + within] = (sums[offset + within] ?? 0) + (pixelAt(along, middle + offset) ?? 0);
    }
  }
  if (counted * 2 < path.end - path.start) return undefined;
  return { brightness: sums.map((sum) => sum / counted), middle: middles / counted };
}

/** The darkest line across, to a fraction of a pixel. */
function sighted(found: Across | undefined, within: number): { seen: number | undefined; onPage: boolean } {
  if (found === undefined) return { seen: undefined, onPage: false };
  const across = found.brightness;
  const paper = across.toSorted()[Math.floor(across.length * 0.7)] ?? 0;
  let darkest = 0;
  for (let at = 1; at < across.length; at++) {
    // Of two lines as dark as each other the nearer one.
    if (cost(across, at, within) < cost(across, darkest, within)) darkest = at;
  }
  const contrast = paper - (across[darkest] ?? 0);
  if (contrast < LEAST_CONTRAST) return { seen: undefined, onPage: true };
  return { seen: found.middle + centre(across, darkest, paper - contrast / 2) - within, onPage: true };
}

const cost = (across: Float64Array, at: number, within: number): number => (across[at] ?? 255) + (8 * Math.abs(at - within)) / within;

/** The centre of gravity of what is darker than `level` around the darkest place. */
function centre(across: Float64Array, darkest: number, level: number): number {
  let mass = 0;
  let moment = 0;
  for (const step of [-1, 1]) {
    for (let at = step < 0 ? darkest : darkest + 1; (across[at] ?? 255) < level; at += step) {
      const darkness = level - (across[at] ?? 0);
      mass += darkness;
      moment += darkness * at;
    }
  }
  return mass === 0 ? darkest : moment / mass;
}
