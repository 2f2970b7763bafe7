import type { GreyImage } from '../image.js';
import { axisProfile, reversed, searchAxis, type AxisFit, type AxisProfile } from './axis-search.js';
import { placeForm, type Placement } from './place-form.js';
import { findRules, ruleProfile, type RuleMap } from './rule-map.js';
import { gridOf, type Grid } from './template-grid.js';
import type { Template } from './template.js';
import { transformOf, type Transform } from './transform.js';
import { turnGrey, type Turn } from '../turn-grey.js';

/** A form that may be on the page, laid where its rules fit best. */
export interface Candidate {
  readonly template: Template;
  /** Clockwise, to bring the page upright; the placement is of the turned page. */
  readonly turn: Turn;
  readonly placement: Placement;
  /** How well rules meet lines, 0 to 1. */
  readonly fit: number;
}

const UPRIGHT_OR_NOT: readonly Turn[] = [0, 180];
const SIDEWAYS: readonly Turn[] = [90, 270];
/** With lines and rules meeting like this nobody looks whether the page lies on its side. */
const CONVINCING = 0.7;
/** Starts this far behind the best lead to worse placements. */
const WORTH_PLACING = 0.7;
const FITS_AN_AXIS = 2;
const MOST_PLACED = 6;
/** A form is stretched differently in width and height by no more than this. */
const STRETCH = 0.06;

/** The forms whose rules meet the lines of the page, best first. */
export function findCandidates(half: GreyImage, templates: readonly Template[]): readonly Candidate[] {
  const page = pageOf(half);
  const upright = startsAt(page, templates, UPRIGHT_OR_NOT);
  const starts =
    (upright[0]?.score ?? 0) >= CONVINCING ? upright : best([...upright, ...startsAt(page, templates, SIDEWAYS)], ({ score }) => score);
  const least = WORTH_PLACING * (starts[0]?.score ?? 0);
  const tried = starts.filter(({ score }) => score >= least).slice(0, MOST_PLACED);
  return onePerForm(
    best(
      tried.map((start) => placed(page, start)),
      ({ fit }) => fit,
    ),
  );
}

function best<Each>(some: readonly Each[], worth: (each: Each) => number): readonly Each[] {
  return some.toSorted((one, other) => worth(other) - worth(one));
}

interface Page {
  readonly rows: AxisProfile;
  readonly columns: AxisProfile;
  /** The page as it is after a turn; made once. */
  turned(turn: Turn): { readonly half: GreyImage; readonly map: RuleMap };
}

function pageOf(half: GreyImage): Page {
  const map = findRules(half);
  const turned = new Map<Turn, { readonly half: GreyImage; readonly map: RuleMap }>([[0, { half, map }]]);
  return {
    rows: axisProfile(ruleProfile(map.horizontal, map.width, map.height)),
    columns: axisProfile(ruleProfile(map.vertical, map.height, map.width)),
    turned(turn) {
      const known = turned.get(turn);
      if (known !== undefined) return known;
      const image = turnGrey(half, turn);
      const made = { half: image, map: findRules(image) };
      turned.set(turn, made);
      return made;
    },
  };
}

interface Start {
  readonly template: Template;
  readonly grid: Grid;
  readonly turn: Turn;
  readonly transform: Transform;
  readonly score: number;
}

function startsAt(page: Page, templates: readonly Template[], turns: readonly Turn[]): readonly Start[] {
  return best(
    templates.flatMap((template) => turns.flatMap((turn) => startsOf(page, template, turn))),
    ({ score }) => score,
  );
}

function startsOf(page: Page, template: Template, turn: Turn): readonly Start[] {
  const grid = gridOf(template);
  const { rows, columns } = profilesAt(page, turn);
  const down = searchAxis(rows, grid.horizontal, FITS_AN_AXIS);
  const across = searchAxis(columns, grid.vertical, FITS_AN_AXIS);
  return across.flatMap((x) => down.flatMap((y) => (alike(x, y) ? [startOf(template, grid, turn, x, y)] : [])));
}

const alike = (x: AxisFit, y: AxisFit): boolean => Math.abs(x.pixelsPerMm / y.pixelsPerMm - 1) <= STRETCH;

function startOf(template: Template, grid: Grid, turn: Turn, across: AxisFit, down: AxisFit): Start {
  return { template, grid, turn, transform: transformOf(across, down), score: Math.sqrt(across.score * down.score) };
}

/** What rows and columns are after a turn follows from what they are before it. */
function profilesAt({ rows, columns }: Page, turn: Turn): { readonly rows: AxisProfile; readonly columns: AxisProfile } {
  if (turn === 0) return { rows, columns };
  if (turn === 180) return { rows: reversed(rows), columns: reversed(columns) };
  return turn === 90 ? { rows: columns, columns: reversed(rows) } : { rows: reversed(columns), columns: rows };
}

function placed(page: Page, { template, grid, turn, transform }: Start): Candidate {
  const { half, map } = page.turned(turn);
  const placement = placeForm(half, map, grid, transform);
  return { template, turn, placement, fit: fitOf(placement) };
}

function fitOf({ found, explained }: Placement): number {
  return found + explained === 0 ? 0 : (2 * found * explained) / (found + explained);
}

/** The best for each form and turn. */
function onePerForm(candidates: readonly Candidate[]): readonly Candidate[] {
  const kept = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const key = `${candidate.template.id} ${candidate.turn}`;
    if (!kept.has(key)) kept.set(key, candidate);
  }
  return [...kept.values()];
}
