import { parseCertificate } from '../../domain/certificate-number.js';
import type { Evidence } from '../../domain/scan.js';
import { parseDate } from '../../domain/partial-date.js';
import type { Reference } from '../../domain/reference.js';
import { evidenceOf, type FieldDraft } from './field-draft.js';

/** Addresses have capitals at most (A座): a small letter is a figure or a stroke misread. */
const SMALL_LETTER = /[a-z]/u;

/**
 * What is odd about a value that is sound by its shape: it may be all that is written, and it may be what is left after a character was
 * lost or misread. Losses look as sure as what they leave, so only a person can tell.
 */
export function oddity({ zone, value, features }: FieldDraft, reference: Reference): Evidence | undefined {
  if (value === '') return undefined;
  if (zone.kind === 'date') return isPartial(value) ? evidenceOf('partial-date') : undefined;
  if (zone.kind === 'certificate') return isOfNoPlace(value) ? evidenceOf('no-place') : undefined;
  if (zone.kind === 'address') return SMALL_LETTER.test(value) ? evidenceOf('odd-character') : undefined;
  if (zone.kind !== 'office' || features.checks >= 1) return undefined;
  return reference.tables.regions.some(({ name }) => value.startsWith(name)) ? undefined : evidenceOf('unknown-place');
}

function isPartial(value: string): boolean {
  return parseDate(value)?.precision !== 'day';
}

/** Old numbers name their place by a character or two: (89)浈结字第2349号. */
function isOfNoPlace(value: string): boolean {
  const certificate = parseCertificate(value);
  return certificate?.form === 'F3' && certificate.place === '';
}
