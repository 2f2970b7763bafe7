import { appendEntry } from '../../ledger/append.js';
import { canonicalJson, type CanonicalObject } from '../../ledger/canonical-json.js';
import { AttachmentRepository } from '../../store/attachment-repository.js';
import { RequestRepository, type RequestEventKind, type RequestRow } from '../../store/request-repository.js';
import { deadlineFor, type Desk } from './desk.js';
import type { AnyForm } from './forms.js';
import { awaited, type Standing } from './lifecycle.js';
import { storeScans, type Scan } from './scans.js';
import { formDigest } from './stored-form.js';

/** Something that happens to a request. */
export interface NewEvent {
  readonly kind: RequestEventKind;
  /** '' for what the applicant does. */
  readonly level: string;
  readonly opinion: string;
  readonly scans: readonly Scan[];
  /** What the entry in the ledger says besides: digests and facts, no names of citizens. */
  readonly body: CanonicalObject;
  /** What carrying out did. */
  readonly facts?: CanonicalObject;
}

/** Opinions of every kind are one kind of entry, so that they are found together. */
const LEDGER_KINDS: Readonly<Record<RequestEventKind, string>> = {
  submit: 'request.submit',
  attach: 'request.attach',
  approve: 'request.opinion',
  reject: 'request.opinion',
  return: 'request.return',
  resubmit: 'request.resubmit',
  withdraw: 'request.withdraw',
  'carried-out': 'request.carried-out',
};

/** Writes an event with its scans and its entry, inside the caller's transaction. @returns the entry's number */
export function recordEvent(desk: Desk, { number, version }: Pick<RequestRow, 'number' | 'version'>, seq: number, event: NewEvent): number {
  const { registry, principal, actor, at } = desk;
  const { kind, level, opinion, scans, body, facts = {} } = event;
  const hashes = scans.map(({ sha256 }) => sha256);
  const entry = { request: number, version, ...(hashes.length === 0 ? {} : { scans: hashes }), ...body };
  const { seq: ledgerSeq } = appendEntry(registry.database, { at, actor, kind: LEDGER_KINDS[kind], body: entry });
  const { username, name } = principal;
  const row = { request: number, seq, kind, version, level, username, name, at, opinion, facts: canonicalJson(facts) };
  new RequestRepository(registry).addEvent({ ...row, ledger_seq: ledgerSeq });
  attachScans(desk, number, seq, scans);
  return ledgerSeq;
}

function attachScans({ registry, scansPath }: Desk, request: string, eventSeq: number, scans: readonly Scan[]): void {
  storeScans(scansPath, scans);
  const repository = new AttachmentRepository(registry);
  for (const { sha256, name, type, content } of scans) {
    repository.add({ sha256, type, bytes: content.length });
    repository.link(request, { sha256, name, event_seq: eventSeq });
  }
}

/** Stores a version of the form; the ledger holds its digest. */
export function recordForm({ registry }: Desk, request: string, version: number, form: AnyForm): void {
  new RequestRepository(registry).addVersion({ request, version, form: canonicalJson(form), form_sha256: formDigest(form) });
}

/** Moves the request to where the event has brought it; the next opinion's time begins. */
export function recordProgress(desk: Desk, row: RequestRow, standing: Standing, revision: number): RequestRow {
  const { state, version, step, executor = '' } = standing;
  const isWaitingAnew = state !== row.state || step !== row.step || version !== row.version;
  const deadline = isWaitingAnew
    ? deadlineFor(desk, awaited(standing)?.level)
    : { due_on: row.due_on, due_provisional: row.due_provisional };
  const progressed = { ...row, state, version, step, executor, revision, ...deadline };
  new RequestRepository(desk.registry).progress(pickProgress(progressed));
  return progressed;
}

function pickProgress({ number, state, version, step, executor, due_on, due_provisional, revision }: RequestRow) {
  return { number, state, version, step, executor, due_on, due_provisional, revision };
}

/** Keys as printed by `--json`. */
export interface RequestReceipt {
  readonly request: string;
  readonly kind: RequestRow['kind'];
  readonly state: RequestRow['state'];
  readonly version: number;
  readonly due_on: string;
  readonly ledger_seq: number;
}

export function receiptOf({ number, kind, state, version, due_on: due }: RequestRow, ledgerSeq: number): RequestReceipt {
  return { request: number, kind, state, version, due_on: due, ledger_seq: ledgerSeq };
}
