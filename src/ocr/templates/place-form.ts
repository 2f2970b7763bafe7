import type { GreyImage } from '../image.js';
import { explainLines } from './explain-lines.js';
import { countMoved } from './moved-rules.js';
import type { RuleMap } from './rule-map.js';
import { seenOf, sightRules, type RuleSighting, type Sightings } from './sight-rules.js';
import type { Grid } from './template-grid.js';
import { fitPlane, leftOf, topOf, type Transform } from './transform.js';

/** A form laid on the halved page by its rules, and how well they meet. */
export interface Placement {
  readonly transform: Transform;
  readonly sightings: Sightings;
  /** The share of the form's rules, by length, that is on the page where it should be; of those within the picture. */
  readonly found: number;
  /** The share of all the form's rules that is within the picture. */
  readonly within: number;
  /** The share of the page's lines inside the form's bounds that are rules of the form. */
  readonly explained: number;
  /** Rules that are not where they should be while a line as long stands elsewhere: this is another print of the form. */
  readonly moved: number;
  /** Root of the mean square distance between rules found and where the form has them. */
  readonly residualMm: number;
}

/** How far from where it is expected a rule is looked for, round by round. */
const SEARCH_MM = [2.4, 1.4, 0.9] as const;
/** Paper, print and scanners are straight to about this. */
const TOLERANCE_MM = 0.5;

export function placeForm(half: GreyImage, map: RuleMap, grid: Grid, start: Transform): Placement {
  let transform = start;
  for (const mm of SEARCH_MM) transform = fitTransform(sightRules(half, grid, transform, mm), transform);
  const sightings = sightRules(half, grid, transform, SEARCH_MM[2]);
  const { share, strayLinesMm } = explainLines(map, grid, transform, TOLERANCE_MM);
  const moved = countMoved(placedRules(sightings, transform), strayLinesMm);
  return { transform, sightings, explained: share, moved, ...measured(sightings, transform) };
}

function fitTransform({ horizontal, vertical }: Sightings, before: Transform): Transform {
  const [xx, xy, x0] = fitPlane(seenOf(vertical), [before.xx, before.xy, before.x0]);
  const [yx, yy, y0] = fitPlane(seenOf(horizontal), [before.yx, before.yy, before.y0]);
  return { xx, xy, x0, yx, yy, y0 };
}

/** A stretch of rule with its error. */
export interface PlacedRule extends RuleSighting {
  readonly isHorizontal: boolean;
  /** How far it was seen from where the form has it, downwards or to the right; `undefined` where it was not seen. */
  readonly errorMm: number | undefined;
}

export function placedRules({ horizontal, vertical }: Sightings, transform: Transform): readonly PlacedRule[] {
  return [
    ...horizontal.map((each) => ({ ...each, isHorizontal: true, errorMm: off(each, topOf(transform, each.x, each.y), transform.yy) })),
    ...vertical.map((each) => ({ ...each, isHorizontal: false, errorMm: off(each, leftOf(transform, each.x, each.y), transform.xx) })),
  ];
}

/** Whether a stretch is on the page where the form has it. */
export function isMet({ errorMm }: PlacedRule): boolean {
  return errorMm !== undefined && Math.abs(errorMm) <= TOLERANCE_MM;
}

function off({ seen }: RuleSighting, expected: number, pixelsPerMm: number): number | undefined {
  return seen === undefined ? undefined : (seen - expected) / pixelsPerMm;
}

function measured(sightings: Sightings, transform: Transform): Pick<Placement, 'found' | 'within' | 'residualMm'> {
  const sums = { all: 0, onPage: 0, found: 0, squares: 0 };
  for (const rule of placedRules(sightings, transform)) {
    sums.all += rule.lengthMm;
    if (!rule.onPage) continue;
    sums.onPage += rule.lengthMm;
    if (!isMet(rule)) continue;
    sums.found += rule.lengthMm;
    sums.squares += rule.lengthMm * (rule.errorMm ?? 0) ** 2;
  }
  return {
    found: sums.onPage === 0 ? 0 : sums.found / sums.onPage,
    within: sums.all === 0 ? 0 : sums.onPage / sums.all,
    residualMm: sums.found === 0 ? Number.POSITIVE_INFINITY : Math.sqrt(sums.squares / sums.found),
  };
}
