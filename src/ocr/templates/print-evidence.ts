import type { LineReader } from '../engines/engine.js';
import type { GreyImage } from '../image.js';
import type { Candidate } from './candidates.js';
import { cropGrey } from './crop-grey.js';
import type { Anchor, Area } from './template.js';
import { likeness } from './text-likeness.js';
import { zoneBoxes } from './zone-box.js';

/** What is printed where a form would have its title and labels. */
export interface PrintEvidence {
  readonly title: string | undefined;
  /** 0 to 1; `undefined` when the title's place is not on the page. */
  readonly titleLikeness: number | undefined;
  readonly labelsRead: number;
  readonly labelsMatched: number;
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
  const titleLikeness = title === undefined ? undefined : likeness(title.read, title.anchor.text);
  if (titleLikeness === 1 && isPlain(candidate, rivals)) return { title: title?.read, titleLikeness, labelsRead: 0, labelsMatched: 0 };
  const labels = await readAnchors(page, candidate, chosenLabels(candidate, rivals), LABEL_MARGIN_MM, reader);
  const labelsMatched = labels.filter(({ read, anchor }) => likeness(read, anchor.text) >= LABEL_LIKENESS).length;
  return { title: title?.read, titleLikeness, labelsRead: labels.length, labelsMatched };
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
): Promise<readonly { readonly anchor: Anchor; readonly read: string }[]> {
  const boxOf = zoneBoxes(placement);
  const cut = anchors.flatMap((anchor) => {
    const image = cropGrey(page, boxOf(grown(anchor, marginMm)));
    return image === undefined ? [] : [{ anchor, image }];
  });
  const lines = await reader.read(cut.map(({ image }) => image));
  return cut.map(({ anchor }, index) => ({ anchor, read: lines[index]?.text ?? '' }));
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
