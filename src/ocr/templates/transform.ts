import type { AxisFit } from './axis-search.js';

/** Millimetres from the frame's corner to pixels of the page: `left = xx·x + xy·y + x0`, `top = yx·x + yy·y + y0`. */
export interface Transform {
  readonly xx: number;
  readonly xy: number;
  readonly x0: number;
  readonly yx: number;
  readonly yy: number;
  readonly y0: number;
}

export function transformOf(across: AxisFit, down: AxisFit): Transform {
  return { xx: across.pixelsPerMm, xy: 0, x0: across.offset, yx: 0, yy: down.pixelsPerMm, y0: down.offset };
}

export const leftOf = ({ xx, xy, x0 }: Transform, x: number, y: number): number => xx * x + xy * y + x0;
export const topOf = ({ yx, yy, y0 }: Transform, x: number, y: number): number => yx * x + yy * y + y0;

/** One measured coordinate at a place of the form, and how much it counts. */
export interface Sighting {
  readonly x: number;
  readonly y: number;
  readonly seen: number;
  readonly weight: number;
}

/** Sightings further from the fit than this count little, whatever their number: they are something else. */
const LIKELY_ERROR_PIXELS = 1;
const ROUNDS = 6;
/** Holds what the sightings do not show to what was assumed before; a centimetre of rule weighs a thousand times as much. */
const PRIOR_WEIGHT = 0.01;

/** The plane `a·x + b·y + c` through most of the sightings, by least squares that trust outliers less and less. */
export function fitPlane(sightings: readonly Sighting[], prior: readonly [number, number, number]): readonly [number, number, number] {
  let plane = prior;
  for (let round = 0; round < ROUNDS; round++) plane = weightedPlane(sightings, plane, prior);
  return plane;
}

type Plane = readonly [number, number, number];

function weightedPlane(sightings: readonly Sighting[], current: Plane, prior: Plane): Plane {
  // The corners of the form stand in for the prior, so that it weighs the same whatever the units.
  const anchored = PRIOR_PLACES.map(([x, y]) => ({ x, y, seen: prior[0] * x + prior[1] * y + prior[2], weight: PRIOR_WEIGHT }));
  const system = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (const { x, y, seen, weight } of [...anchored, ...sightings.map((each) => trusted(each, current))]) {
    add(system, [x, y, 1], seen, weight);
  }
  return solve(system);
}

const PRIOR_PLACES = [
  [0, 0],
  [200, 0],
  [0, 200],
] as const;

function trusted(sighting: Sighting, [a, b, c]: Plane): Sighting {
  const error = (sighting.seen - (a * sighting.x + b * sighting.y + c)) / LIKELY_ERROR_PIXELS;
  return { ...sighting, weight: sighting.weight / (1 + error * error) };
}

/** The normal equations, of which the upper triangle and the right side are kept: xx, xy, x1, yy, y1, 11, xs, ys, 1s. */
function add(system: number[], [x, y, one]: readonly [number, number, number], seen: number, weight: number): void {
  [x * x, x * y, x * one, y * y, y * one, one, x * seen, y * seen, seen].forEach((product, at) => {
    system[at] = (system[at] ?? 0) + weight * product;
  });
}

/** Cramer's rule. */
function solve(system: readonly number[]): Plane {
  const [xx = 0, xy = 0, x1 = 0, yy = 0, y1 = 0, n = 0, xs = 0, ys = 0, s = 0] = system;
  const whole = determinant(xx, xy, x1, xy, yy, y1, x1, y1, n);
  return [
    determinant(xs, xy, x1, ys, yy, y1, s, y1, n) / whole,
    determinant(xx, xs, x1, xy, ys, y1, x1, s, n) / whole,
    determinant(xx, xy, xs, xy, yy, ys, x1, y1, s) / whole,
  ];
}

function determinant(a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number): number {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}
