import { MregError } from '../../domain/error.js';
import type { RequestKind } from '../../domain/request.js';
import { RequestRepository, type RequestRow } from '../../store/request-repository.js';
import { deadlineFor, todayAt, type Desk } from './desk.js';
import type { FormKnowledge } from './form-knowledge.js';
import { REQUEST_FORMS, type AnyForm } from './forms.js';
import { awaited, stepsFor, type Standing } from './lifecycle.js';
import { readForm } from './read-form.js';
import { receiptOf, recordEvent, recordForm, type RequestReceipt } from './record-event.js';
import { readScans } from './scans.js';
import { formDigest } from './stored-form.js';

/**
 * Hands in a request: the form and the scans are checked, then everything is written at once or not at all.
 * @throws MregError as `readForm` and `readScans`; `usage` when a scan is missing
 */
export function submitRequest(desk: Desk, kind: RequestKind, given: AnyForm, scanPaths: readonly string[]): RequestReceipt {
  const form: AnyForm = readForm(kind, given, knowledgeOf(desk));
  const scans = readScans(scanPaths, desk.settings.mostScanBytes);
  const { least } = REQUEST_FORMS[kind].scans;
  if (scans.length < least) throw new MregError('usage', 'request.scan.missing', { kind, least });
  const submit = desk.registry.database.transaction((): RequestReceipt => {
    const row = newRow(desk, kind, form);
    new RequestRepository(desk.registry).create(row);
    recordForm(desk, row.number, row.version, form);
    const { applicant, region } = row;
    const body = { kind, applicant, region, form_sha256: formDigest(form) };
    return receiptOf(row, recordEvent(desk, row, row.revision, { kind: 'submit', level: '', opinion: '', scans, body }));
  });
  return submit.immediate();
}

export function knowledgeOf(desk: Desk): FormKnowledge {
  const { reference, offices, principal, holder, registry } = desk;
  const repository = new RequestRepository(registry);
  return {
    reference,
    offices,
    today: todayAt(desk),
    applicant: principal,
    holder,
    account: (username) => desk.accounts().find((account) => account.username === username),
    officeOfRecord: (id) => repository.officeOfRecord(id),
  };
}

/** Who is to carry it out, for the forms that name somebody. */
export function executorOf(form: AnyForm): string {
  const { officer } = form;
  return typeof officer === 'string' ? officer : '';
}

function newRow(desk: Desk, kind: RequestKind, form: AnyForm): RequestRow {
  const { username: applicant, name, region } = desk.principal;
  const steps = stepsFor(desk.principal);
  const standing: Standing = { kind, state: 'submitted', applicant, region, version: 1, steps, step: 0, deciders: [] };
  return {
    number: nextNumber(desk, region),
    kind,
    region,
    applicant,
    applicant_name: name,
    state: standing.state,
    version: standing.version,
    steps: JSON.stringify(steps),
    step: standing.step,
    executor: executorOf(form),
    ...deadlineFor(desk, awaited(standing)?.level),
    submitted_at: desk.at,
    revision: 1,
  };
}

/** `440104-20261125-001`, counted for each region and day. */
function nextNumber(desk: Desk, region: string): string {
  const prefix = `${region}-${todayAt(desk)}-`;
  const serial = new RequestRepository(desk.registry).lastSerial(prefix) + 1;
  return prefix + String(serial).padStart(3, '0');
}
