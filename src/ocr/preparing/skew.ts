import type { GreyImage } from '../image.js';

/** How far a page may lean; more is no accident of the feeder. */
const WIDEST_DEGREES = 15;
const COARSE_STEP_DEGREES = 0.25;
const FINE_STEP_DEGREES = 0.05;
/** Points of ink looked at: more do not move the peak. */
const COARSE_POINTS = 12_000;
const FINE_POINTS = 60_000;
/** A page that lines up no better at one angle than at the others has no lines to go by. */
const LEAST_PEAK = 1.04;

interface Points {
  readonly count: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly reach: number;
}

/**
 * By how many degrees a page leans clockwise: at the right angle rules and lines of text fall into few rows and columns of the
 * projection. 0 where nothing lines up. `ink` holds 1 where there is ink.
 */
export function skewOf({ width, height, pixels: ink }: GreyImage): number {
  const coarse = pointsOf(ink, width, height, COARSE_POINTS);
  if (coarse.count < 50) return 0;
  const steps = Math.round(WIDEST_DEGREES / COARSE_STEP_DEGREES);
  const scores = Array.from({ length: 2 * steps + 1 }, (_, at) => concentration(coarse, (at - steps) * COARSE_STEP_DEGREES, 2));
  const best = scores.indexOf(Math.max(...scores));
  const middle = scores.toSorted((one, other) => one - other)[steps] ?? 0;
  if ((scores[best] ?? 0) < middle * LEAST_PEAK) return 0;
  return refined(pointsOf(ink, width, height, FINE_POINTS), (best - steps) * COARSE_STEP_DEGREES);
}

function refined(points: Points, about: number): number {
  const steps = Math.ceil(COARSE_STEP_DEGREES / FINE_STEP_DEGREES) + 1;
  const scores = Array.from({ length: 2 * steps + 1 }, (_, at) => concentration(points, about + (at - steps) * FINE_STEP_DEGREES, 1));
  const best = scores.indexOf(Math.max(...scores));
  const [before = 0, peak = 0, after = 0] = [scores[best - 1], scores[best], scores[best + 1]];
  const curve = before - 2 * peak + after;
  const between = best > 0 && best < scores.length - 1 && curve < 0 ? (before - after) / (2 * curve) : 0;
  return about + (best - steps + between) * FINE_STEP_DEGREES;
}

/** Evenly thinned out, measured from the middle of the page. */
function pointsOf(ink: Uint8Array, width: number, height: number, most: number): Points {
  let all = 0;
  for (const value of ink) all += value;
  const kept = Math.min(all, most);
  const points = { count: kept, x: new Float32Array(kept), y: new Float32Array(kept), reach: Math.hypot(width, height) / 2 };
  let seen = 0;
  let taken = 0;
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      if (ink[at] !== 1) continue;
      // Every all/kept-th, without gathering in stripes.
      if (taken < kept && seen * kept >= taken * all) {
        points.x[taken] = x - width / 2;
        points.y[taken] = y - height / 2;
        taken++;
      }
      seen++;
    }
  return points;
}

/** Sum of squares of the projections on both axes turned by the angle; ink that falls into few rows makes it large. */
function concentration({ count, x, y, reach }: Points, degrees: number, binPixels: number): number {
  const radians = (degrees * Math.PI) / 180;
  const [sine, cosine] = [Math.sin(radians) / binPixels, Math.cos(radians) / binPixels];
  const middle = Math.ceil(reach / binPixels) + 2;
  const rows = new Int32Array(2 * middle + 1);
  const columns = new Int32Array(2 * middle + 1);
  for (let at = 0; at < count; at++) {
    const px = x[at] ?? 0;
    const py = y[at] ?? 0;
    const row = (middle + py * cosine - px * sine + 0.5) | 0;
    const column = (middle + px * cosine + py * sine + 0.5) | 0;
    rows[row] = (rows[row] ?? 0) + 1;
    columns[column] = (columns[column] ?? 0) + 1;
  }
  let sum = 0;
  for (const value of rows) sum += value * value;
  for (const value of columns) sum += value * value;
  return sum;
}
