import type { FieldKey } from '../../domain/fields.js';
import type { Finding } from '../../domain/finding.js';
import { normaliseRow } from '../../domain/normalise.js';
import { readRegistration } from '../../domain/read-registration.js';
import type { Reference } from '../../domain/reference.js';
import { checkRow } from '../../validators/index.js';

/**
 * Findings that say what the archive lacks or how old its papers are, not that something was misread: they are for the import
 * to report.
 */
const NO_SIGN_OF_MISREADING: ReadonlySet<string> = new Set([
  'document-fifteen-late',
  'document-not-yet-issued',
  'scan-missing',
  'first-of-january',
  'office-missing',
  'office-unknown',
  'office-name-differs',
  'office-outside-area',
  'jurisdiction',
  'certificate-serial-short',
  'minimum-age',
  'effective-under-age',
  'no-mainland-party',
  'marital-status-differs',
  'renewal-needs-divorced',
]);

/** What the rules of the import say about the values of a page, as far as it may come from a misreading. */
export function suspicions(values: Readonly<Partial<Record<FieldKey, string>>>, reference: Reference, today: number): readonly Finding[] {
  const registration = readRegistration(normaliseRow(values, reference), {});
  const findings = checkRow({ registration, reference, settings: { ageReached: 'day-after' }, today, scansPresent: undefined, area: '' });
  return findings.filter(({ code }) => !NO_SIGN_OF_MISREADING.has(code));
}
