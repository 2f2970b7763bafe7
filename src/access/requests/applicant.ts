import { maskNumbersIn } from '../../domain/masking.js';
import type { RequestRow } from '../../store/request-repository.js';
import type { Desk } from './desk.js';
import { REQUEST_FORMS, type AnyForm } from './forms.js';
import { afterAction, type Action, type Standing } from './lifecycle.js';
import { readForm } from './read-form.js';
import { receiptOf, recordEvent, recordForm, recordProgress, type NewEvent, type RequestReceipt } from './record-event.js';
import { readScans } from './scans.js';
import { refuseUnlessAllowed, requestNamed, standingOf } from './standing.js';
import { currentForm, formDigest } from './stored-form.js';
import { executorOf, knowledgeOf } from './submit.js';

/** Adds scans to a request that is not over. @throws MregError as `readScans`; `not-permitted` for another's request */
export function attachScansTo(desk: Desk, number: string, scanPaths: readonly string[]): RequestReceipt {
  const scans = readScans(scanPaths, desk.settings.mostScanBytes);
  return act(desk, number, 'attach', () => ({ ...BY_APPLICANT, kind: 'attach', scans }));
}

/** Takes a request back before it is decided. @throws MregError `not-permitted` for another's request */
export function withdrawRequest(desk: Desk, number: string, reason: string): RequestReceipt {
  const opinion = maskNumbersIn(reason.trim());
  return act(desk, number, 'withdraw', () => ({ ...BY_APPLICANT, kind: 'withdraw', opinion, body: { reason: opinion } }));
}

/**
 * Hands a returned request in again: the blanks given replace those of the last version, an empty one is cleared; the rest stays.
 * @throws MregError as `submitRequest`
 */
export function resubmitRequest(desk: Desk, number: string, given: AnyForm, scanPaths: readonly string[]): RequestReceipt {
  const scans = readScans(scanPaths, desk.settings.mostScanBytes);
  return act(desk, number, 'resubmit', (row, standing) => {
    const form = changedForm(desk, row, given);
    recordForm(desk, number, standing.version, form);
    return { ...BY_APPLICANT, kind: 'resubmit', scans, form, body: { form_sha256: formDigest(form) } };
  });
}

const BY_APPLICANT = { level: '', opinion: '', scans: [], body: {} } as const;

interface ApplicantsEvent extends NewEvent {
  /** A new version of the form. */
  readonly form?: AnyForm;
}

/** One action of the applicant, whole: refused, or recorded with what it changes. */
function act(
  desk: Desk,
  number: string,
  action: Exclude<Action, 'approve' | 'reject' | 'return'>,
  eventOf: (row: RequestRow, after: Standing) => ApplicantsEvent,
): RequestReceipt {
  const change = desk.registry.database.transaction((): RequestReceipt => {
    const row = requestNamed(desk, number);
    const standing = standingOf(desk, row);
    refuseUnlessAllowed(row, standing, action, desk.principal);
    const after = afterAction(standing, action, desk.principal);
    const { form, ...event } = eventOf(row, after);
    const executor = form === undefined ? row.executor : executorOf(form);
    const revision = row.revision + 1;
    const ledgerSeq = recordEvent(desk, { number, version: after.version }, revision, event);
    return receiptOf(recordProgress(desk, row, { ...after, executor }, revision), ledgerSeq);
  });
  return change.immediate();
}

function changedForm(desk: Desk, { number, kind }: RequestRow, given: AnyForm): AnyForm {
  const before: AnyForm = currentForm(desk, number);
  // Who holds an account is stored as a digest that cannot be read again from text; the other blanks are held to today's tables anew.
  const digests = REQUEST_FORMS[kind].fields.filter(({ key, value }) => value === 'holder' && given[key] === undefined && key in before);
  const kept = Object.fromEntries(digests.map(({ key }) => [key, before[key]]));
  const typed = Object.fromEntries(Object.entries(before).filter(([key]) => !(key in kept)));
  return { ...readForm(kind, { ...typed, ...given }, knowledgeOf(desk)), ...kept };
}
