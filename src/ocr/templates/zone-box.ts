import type { Box } from '../../domain/scan.js';
import { placedRules, type PlacedRule, type Placement } from './place-form.js';
import type { Area } from './template.js';
import { leftOf, topOf } from './transform.js';

/** Paper bends over this distance; rules within it tell how far. */
const REACH_MM = 18;
/** A rule further off than this is another line. */
const BELIEVED_MM = 0.8;
/** As much rule as this must be near for its error to be taken over by half. */
const DOUBT_MM = 6;
/** The halved page, on which forms are placed, to the page itself. */
const PAGE_SCALE = 2;

interface Seen {
  readonly x: number;
  readonly y: number;
  readonly weight: number;
  readonly errorMm: number;
}

/**
 * The box of an area in pixels of the page. Beyond what holds for the whole page, each side follows the rules seen near it,
 * since paper is never quite flat under the glass.
 */
export function zoneBoxes({ sightings, transform }: Placement): (area: Area) => Box {
  const seen = placedRules(sightings, transform);
  const across = believed(seen.filter(({ isHorizontal }) => !isHorizontal));
  const down = believed(seen.filter(({ isHorizontal }) => isHorizontal));
  const left = (x: number, y: number): number => leftOf(transform, x, y) + bend(across, x, y) * transform.xx;
  const top = (x: number, y: number): number => topOf(transform, x, y) + bend(down, x, y) * transform.yy;
  return (area) => {
    const middleX = area.left + area.width / 2;
    const middleY = area.top + area.height / 2;
    const from = [left(area.left, middleY), top(middleX, area.top)] as const;
    const to = [left(area.left + area.width, middleY), top(middleX, area.top + area.height)] as const;
    return {
      left: Math.round(from[0] * PAGE_SCALE),
      top: Math.round(from[1] * PAGE_SCALE),
      width: Math.round((to[0] - from[0]) * PAGE_SCALE),
      height: Math.round((to[1] - from[1]) * PAGE_SCALE),
    };
  };
}

function believed(rules: readonly PlacedRule[]): readonly Seen[] {
  return rules.flatMap(({ x, y, lengthMm, errorMm }) =>
    errorMm === undefined || Math.abs(errorMm) > BELIEVED_MM ? [] : [{ x, y, weight: lengthMm, errorMm }],
  );
}

/** The errors of the rules around a place, the nearer the more. */
function bend(seen: readonly Seen[], x: number, y: number): number {
  let weights = DOUBT_MM;
  let sum = 0;
  for (const { x: seenX, y: seenY, weight, errorMm } of seen) {
    const squared = ((seenX - x) ** 2 + (seenY - y) ** 2) / REACH_MM ** 2;
    const near = weight * Math.exp(-squared);
    weights += near;
    sum += near * errorMm;
  }
  return sum / weights;
}
