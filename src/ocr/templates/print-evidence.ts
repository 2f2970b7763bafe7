import type { LineReader, LineReading } from '../engines/engine.js';
import type { GreyImage } from '../image.js';
import type { Candidate } from './candidates.js';
import { cropGrey } from './crop-grey.js';
import type { Anchor, Area } from './template.js';
import { compareReading, type Comparison } from './text-likeness.js';
import { zoneBoxes } from './zone-box.js';

/** What is printed where a form would have its title and labels. */
export interface PrintEvidence {
  readonly title: string | undefined;
  /** `undefined` when the title's place is not on the page. */
  readonly titleComparison: Comparison | undefined;
  readonly labelsRead: number;
  readonly labelsMatched: number;
  /** Labels in whose place something else was clearly read. */
  readonly labelsContradicted: number;
}

const TITLE_MARGIN_MM = 1.6;
const LABEL_MARGIN_MM = 0.7;
const MOST_LABELS = 8;
/** A label read so is that label: two characters of three, three of four. */
const LABEL_LIKENESS = 0.6;
/** With the title read letter by letter, rules that fit this well and no rival, nothing more is needed. */
const PLAIN_FIT = 0.9;
const PLAIN_LEAD = 0.15;

/** Reads the title of a candidate, and some of its labels unless the title alone is plain. */
export async function readPrints(
  page: GreyImage,
  candidate: Candidate,
  rivals: readonly Candidate[],
  reader: LineReader,
): Promise<PrintEvidence> {
  const titles = candidate.template.anchors.filter(({ role }) => role === 'title');
  const title = (await readAnchors(page, candidate, titles.slice(0, 1), TITLE_MARGIN_MM, reader))[0];
  const titleComparison = title === undefined ? undefined : compareReading(title.line, title.anchor.text);
  const evidence = { title: title?.line.text, titleComparison, labelsRead: 0, labelsMatched: 0, labelsContradicted: 0 };
  if (titleComparison?.isContradicted === true) return evidence;
  if (titleComparison?.likeness === 1 && isPlain(candidate, rivals)) return evidence;
  const labels = await readAnchors(page, candidate, chosenLabels(candidate, rivals), LABEL_MARGIN_MM, reader);
  const comparisons = labels.map(({ line, anchor }) => compareReading(line, anchor.text));
  return {
    ...evidence,
    labelsRead: labels.length,
    labelsMatched: comparisons.filter(({ likeness, isContradicted }) => likeness >= LABEL_LIKENESS && !isContradicted).length,
    labelsContradicted: comparisons.filter(({ isContradicted }) => isContradicted).length,
  };
}

function isPlain(candidate: Candidate, rivals: readonly Candidate[]): boolean {
  const ahead = rivals.every((rival) => rival === candidate || candidate.fit - rival.fit > PLAIN_LEAD);
  return candidate.fit >= PLAIN_FIT && ahead;
}

async function readAnchors(
  page: GreyImage,
  { placement }: Candidate,
  anchors: readonly Anchor[],
  marginMm: number,
  reader: LineReader,
): Promise<readonly { readonly anchor: Anchor; readonly line: LineReading }[]> {
  const boxOf = zoneBoxes(placement);
  const cut = anchors.flatMap((anchor) => {
    const image = cropGrey(page, boxOf(grown(anchor, marginMm)));
    return image === undefined ? [] : [{ anchor, image }];
  });
  const lines = await reader.read(cut.map(({ image }) => image));
  return cut.flatMap(({ anchor }, index) => {
    const line = lines[index];
    return line === undefined ? [] : [{ anchor, line }];
  });
}

function grown({ left, top, width, height }: Area, mm: number): Area {
  return { left: left - 2 * mm, top: top - mm, width: width + 4 * mm, height: height + 2 * mm };
}

/** Labels that rivals do not have at the same place come first, long ones before short ones. */
function chosenLabels({ template }: Candidate, rivals: readonly Candidate[]): readonly Anchor[] {
  const others = rivals.filter((rival) => rival.template.id !== template.id).flatMap((rival) => rival.template.anchors);
  const isOwn = (anchor: Anchor): boolean => !others.some((other) => other.text === anchor.text && near(anchor, other));
  const worth = (anchor: Anchor): number => (isOwn(anchor) ? 10 : 0) + Math.min(9, [...anchor.text].length);
  const labels = template.anchors.filter(({ role, text }) => role === 'label' && [...text].length > 1);
  return labels.toSorted((one, other) => worth(other) - worth(one)).slice(0, MOST_LABELS);
}

const near = (one: Area, other: Area): boolean => Math.abs(one.left - other.left) < 8 && Math.abs(one.top - other.top) < 4;
