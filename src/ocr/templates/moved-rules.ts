import type { Explanation } from './explain-lines.js';
import type { PlacedRule } from './place-form.js';

/** A rule seen further off than this is not there. */
const LOST_MM = 0.8;
/** Shorter ones go missing under a thumb. */
const LEAST_LOST_MM = 18;
/** Worn and folded rules are seen in part; moved ones not at all. */
const WHOLLY = 0.8;
/** A line this long, against the rule that is missing, may be that rule elsewhere. */
const AS_LONG = 0.6;

/**
 * How many rules stand elsewhere than the form has them. Worn rules are missing without a line in their stead; where both are, a
 * row is higher or a column wider than in the template, and zones would be read from their neighbours' cells.
 */
export function countMoved(rules: readonly PlacedRule[], strayLinesMm: Explanation['strayLinesMm']): number {
  const lost = new Map<string, { lostMm: number; allMm: number; strayMm: number }>();
  for (const { isHorizontal, x, y, lengthMm, errorMm, onPage } of rules) {
    if (!onPage) continue;
    const key = isHorizontal ? `- ${y}` : `| ${x}`;
    const before = lost.get(key) ?? { lostMm: 0, allMm: 0, strayMm: isHorizontal ? strayLinesMm.horizontal : strayLinesMm.vertical };
    const isLost = errorMm === undefined || Math.abs(errorMm) > LOST_MM;
    lost.set(key, { ...before, allMm: before.allMm + lengthMm, lostMm: before.lostMm + (isLost ? lengthMm : 0) });
  }
  return [...lost.values()].filter(
    ({ lostMm, allMm, strayMm }) => lostMm >= LEAST_LOST_MM && lostMm > WHOLLY * allMm && strayMm >= AS_LONG * lostMm,
  ).length;
}
