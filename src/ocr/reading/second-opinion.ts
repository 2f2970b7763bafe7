import type { Reference } from '../../domain/reference.js';
import type { LineReader } from '../engines/engine.js';
import type { Calibration } from './calibration.js';
import { evidenceOf, revised, type FieldDraft } from './field-draft.js';
import { lacksOnlyCertainty } from './grade.js';
import type { DraftedForm } from './page-drafts.js';
import { cleaned, lettersIn, storedForm } from './written-text.js';

/** Who else is asked: Tesseract, which has nothing in common with the first engine, or nobody. */
export const SECOND_OPINIONS = ['tesseract', 'none'] as const;
export type SecondOpinion = (typeof SECOND_OPINIONS)[number];

export interface OpinionFacts {
  readonly second: LineReader;
  readonly calibration: Calibration;
  readonly reference: Reference;
}

/**
 * Asks another engine about the fields that lack nothing but certainty. Whether it agrees settles only those: it errs more often than
 * the first, so that its dissent says little, and it takes the longer by far.
 */
export async function askedAgain(page: DraftedForm, facts: OpinionFacts): Promise<DraftedForm['drafts']> {
  const drafts = new Map(page.drafts);
  for (const [key, draft] of page.drafts) {
    if (lacksOnlyCertainty(draft, { ...facts, handwritten: page.handwritten })) drafts.set(key, await heard(draft, page, facts));
  }
  return drafts;
}

async function heard(draft: FieldDraft, { lines }: DraftedForm, { second, reference }: OpinionFacts): Promise<FieldDraft> {
  const { zone } = draft;
  const wish = zone.alphabet === undefined ? {} : { alphabet: zone.alphabet };
  const readings = await second.read(lines.get(zone.key) ?? [], wish);
  const confirmed = storedForm(zone.key, cleaned(zone.kind, lettersIn(readings, zone)), reference) === draft.value;
  return revised(draft, { confirmed, evidence: [evidenceOf(confirmed ? 'engines-agree' : 'engines-differ')] });
}
