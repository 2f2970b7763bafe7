import type { RuleMap } from './rule-map.js';
import type { Grid, GridRule } from './template-grid.js';
import { leftOf, topOf, type Transform } from './transform.js';

/** How the lines of a page are those of a form. */
export interface Explanation {
  /** Of the lines within the form's bounds, the share that are its rules. */
  readonly share: number;
  /** The longest line that is far from every rule of the form, in or a little beyond its bounds, in millimetres: horizontal and vertical. */
  readonly strayLinesMm: { readonly horizontal: number; readonly vertical: number };
}

/** A form that was printed larger ends beyond the bounds. */
const BEYOND_MM = 14;
/** Nearer to where a rule should be a line is that rule on bent paper. */
const STRAY_MM = 2;
/** Every so many pixels along a line it is looked at. */
const STEP_PIXELS = 4;

export function explainLines(map: RuleMap, grid: Grid, transform: Transform, toleranceMm: number): Explanation {
  const { xx, xy, x0, yx, yy, y0 } = transform;
  const turned: Transform = { xx: yy, xy: yx, x0: y0, yx: xy, yy: xx, y0: x0 };
  const bounds = boundsOf(grid);
  const sideways = { from: bounds.top, to: bounds.bottom, top: bounds.from, bottom: bounds.to };
  const rows = countLines(map.horizontal, map.width, map.height, { rules: grid.horizontal, transform, bounds, toleranceMm });
  const columns = countLines(map.vertical, map.height, map.width, {
    rules: grid.vertical,
    transform: turned,
    bounds: sideways,
    toleranceMm,
  });
  return {
    share: (rows.explained + columns.explained) / Math.max(1, rows.all + columns.all),
    strayLinesMm: { horizontal: longest(rows.stray) / xx, vertical: longest(columns.stray) / yy },
  };
}

interface Bounds {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
}

function boundsOf({ horizontal, vertical }: Grid): Bounds {
  const across = vertical.map(({ at }) => at);
  const down = horizontal.map(({ at }) => at);
  return { from: Math.min(...across), to: Math.max(...across), top: Math.min(...down), bottom: Math.max(...down) };
}

interface Explaining {
  readonly rules: readonly GridRule[];
  readonly transform: Transform;
  readonly bounds: Bounds;
  readonly toleranceMm: number;
}

interface Counts {
  all: number;
  explained: number;
  /** Pixels of stray line in each millimetre across, from `BEYOND_MM` before the bounds. */
  readonly stray: Float64Array;
}

/** Counts a line once at each place along it, as `ruleProfile` does. */
function countLines(map: Uint8Array, width: number, height: number, { rules, transform, bounds, toleranceMm }: Explaining): Counts {
  const counts = { all: 0, explained: 0, stray: new Float64Array(Math.ceil(bounds.bottom - bounds.top + 2 * BEYOND_MM) + 2) };
  const left = Math.max(0, Math.ceil(leftOf(transform, bounds.from, bounds.top)));
  const right = Math.min(width - 1, Math.floor(leftOf(transform, bounds.to, bounds.bottom)));
  const slack = toleranceMm * transform.yy + 2;
  for (let x = left; x <= right; x += STEP_PIXELS) {
    const mm = (x - transform.x0) / transform.xx;
    const expected = rules.filter(({ from, to }) => mm >= from - 1 && mm <= to + 1).map(({ at }) => topOf(transform, mm, at));
    const origin = topOf(transform, mm, bounds.top);
    const [first, last] = [origin - slack, topOf(transform, mm, bounds.bottom) + slack];
    const top = Math.max(1, Math.ceil(origin - BEYOND_MM * transform.yy));
    const bottom = Math.min(height - 1, Math.floor(last + BEYOND_MM * transform.yy - slack));
    for (let y = top; y <= bottom; y++) {
      if (map[y * width + x] !== 1 || map[(y - 1) * width + x] === 1) continue;
      const away = expected.reduce((least, place) => Math.min(least, Math.abs(place - y)), Infinity);
      if (y >= first && y <= last) {
        counts.all += 1;
        if (away <= slack) counts.explained += 1;
      }
      const bin = Math.max(0, Math.floor((y - origin) / transform.yy + BEYOND_MM));
      if (away > STRAY_MM * transform.yy) counts.stray[bin] = (counts.stray[bin] ?? 0) + STEP_PIXELS;
    }
  }
  return counts;
}

/** A line may lie on the border of two millimetres. */
function longest(stray: Float64Array): number {
  return stray.reduce((most, pixels, at) => Math.max(most, pixels + (stray[at + 1] ?? 0)), 0);
}
