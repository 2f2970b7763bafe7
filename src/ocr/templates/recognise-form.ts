import type { Box } from '../../domain/scan.js';
import type { LineReader } from '../engines/engine.js';
import type { GreyImage } from '../image.js';
import { findCandidates, type Candidate } from './candidates.js';
import { placedRules, type PlacedRule } from './place-form.js';
import { readPrints, type PrintEvidence } from './print-evidence.js';
import { halve } from './rule-map.js';
import type { Area, Template } from './template.js';
import { turnGrey, type Turn } from '../turn-grey.js';
import { zoneBoxes } from './zone-box.js';

/** A form found on a page. */
export interface RecognisedForm {
  readonly template: Template;
  /** Clockwise degrees by which the page has to be turned to be upright: boxes are of the page after that (`turnGrey`). */
  readonly turn: Turn;
  /** Where an area of the form is, in pixels of the turned page; it may reach beyond the picture. */
  readonly zoneBox: (area: Area) => Box;
  /** The probability that this is the form and that it lies there, 0 to 1; see `LEAST_CERTAINTY`. */
  readonly certainty: number;
  readonly evidence: FormEvidence;
  /** Every stretch of rule, seen or not. */
  readonly rules: readonly PlacedRule[];
}

/** What a recognition rests on. */
export interface FormEvidence {
  /** Share of the form's rules found where they should be, and of the page's lines that are rules of the form. */
  readonly rulesFound: number;
  readonly linesExplained: number;
  /** Share of the form's rules that is within the picture. */
  readonly within: number;
  readonly residualMm: number;
  /** Rules that stand elsewhere on the page: with any the page is another print of the form, and not taken for it. */
  readonly rulesMoved: number;
  /** What was read where the title should be; `undefined` when that is not on the page. */
  readonly title: string | undefined;
  readonly labelsRead: number;
  readonly labelsMatched: number;
}

/** The page as `preparePage` leaves it, about 300 dots an inch. */
export interface StraightPage {
  readonly grey: GreyImage;
}

/** A wrong form would put every value in a wrong place: below this a page counts as unrecognised. */
export const LEAST_CERTAINTY = 0.9;
/** Least shares of rules found and lines explained for a form to be looked at closer. */
const LEAST_FIT = { found: 0.72, explained: 0.6, within: 0.55, residualMm: 0.4 } as const;
const MOST_READ = 3;
/** A title less like the printed one than this is a stain or a seal. */
const LEAST_TITLE = 0.6;
const IMPOSSIBLE = -20;

/**
 * Which form a page is, and where its zones are. Rules decide where it lies and rule most forms out; what is printed,
 * above all the title, decides which it is.
 */
export async function recogniseForm(
  page: StraightPage,
  templates: readonly Template[],
  reader: LineReader,
): Promise<RecognisedForm | undefined> {
  const judged = await judgeForms(page, templates, reader);
  return judged[0] !== undefined && judged[0].certainty >= LEAST_CERTAINTY ? judged[0] : undefined;
}

/** The forms a page may be, the likeliest first, without the threshold: for showing why a page was not recognised. */
export async function judgeForms(
  page: StraightPage,
  templates: readonly Template[],
  reader: LineReader,
): Promise<readonly RecognisedForm[]> {
  const possible = findCandidates(halve(page.grey), templates).filter(isPossible).slice(0, MOST_READ);
  const turned = new Map(possible.map(({ turn }) => [turn, turnGrey(page.grey, turn)]));
  const prints: PrintEvidence[] = [];
  for (const candidate of possible) prints.push(await readPrints(turned.get(candidate.turn) ?? page.grey, candidate, possible, reader));
  const odds = possible.map((candidate, index) => Math.exp(logOdds(candidate, prints[index])));
  const all = 1 + odds.reduce((sum, each) => sum + each, 0);
  return possible
    .map((candidate, index) => formOf(candidate, prints[index], (odds[index] ?? 0) / all))
    .toSorted((one, other) => other.certainty - one.certainty);
}

/** Where the rules of one form fit a page best, whether it is that form or not: for showing how far a template is off. */
export function layForm({ grey }: StraightPage, template: Template): RecognisedForm | undefined {
  const [closest] = findCandidates(halve(grey), [template]);
  return closest === undefined ? undefined : formOf(closest, undefined, 0);
}

function isPossible({ placement }: Candidate): boolean {
  const { found, explained, within, residualMm, moved } = placement;
  return (
    found >= LEAST_FIT.found &&
    explained >= LEAST_FIT.explained &&
    within >= LEAST_FIT.within &&
    residualMm <= LEAST_FIT.residualMm &&
    moved === 0
  );
}

/**
 * For the form against everything else a page may be. Forms of one family have the same rules and differ in a character or two:
 * a title that clearly says something else settles it, and without a readable title so does a label. Without any print that
 * was read no form comes near the threshold.
 */
function logOdds({ fit }: Candidate, print: PrintEvidence | undefined): number {
  const rules = 12 * (fit - 0.8);
  if (print === undefined) return rules;
  const { titleComparison: title, labelsRead, labelsMatched, labelsContradicted } = print;
  const isReadable = title !== undefined && title.likeness >= LEAST_TITLE;
  if (title?.isContradicted === true || (!isReadable && labelsContradicted > 0)) return IMPOSSIBLE;
  const titleOdds = isReadable ? 4 * ((title.likeness - LEAST_TITLE) / (1 - LEAST_TITLE)) : 0;
  const labelOdds = labelsRead === 0 ? 0 : 5 * ((labelsMatched / labelsRead - 0.6) / 0.4) * Math.min(1, labelsRead / 4);
  return rules + titleOdds + labelOdds;
}

function formOf({ template, turn, placement }: Candidate, print: PrintEvidence | undefined, certainty: number): RecognisedForm {
  return {
    template,
    turn,
    zoneBox: zoneBoxes(placement),
    certainty,
    evidence: {
      rulesFound: placement.found,
      linesExplained: placement.explained,
      within: placement.within,
      residualMm: placement.residualMm,
      rulesMoved: placement.moved,
      title: print?.title,
      labelsRead: print?.labelsRead ?? 0,
      labelsMatched: print?.labelsMatched ?? 0,
    },
    rules: placedRules(placement.sightings, placement.transform),
  };
}
