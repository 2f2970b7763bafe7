import { MregError } from '../../domain/error.js';
import { maskNumbersIn } from '../../domain/masking.js';
import type { RequestKind } from '../../domain/request.js';
import type { CanonicalObject } from '../../ledger/canonical-json.js';
import { RequestRepository, type RequestRow } from '../../store/request-repository.js';
import type { Desk } from './desk.js';
import type { Executors } from './executors.js';
import { REQUEST_FORMS, type AnyForm, type FormOf } from './forms.js';
import { afterAction, isLastStep, type Decision, type Standing } from './lifecycle.js';
import type { CarryOut, Executor, Handover } from './matter.js';
import { receiptOf, recordEvent, recordProgress, type RequestReceipt } from './record-event.js';
import { readScans, type Scan } from './scans.js';
import { refuseUnlessAllowed, requestNamed, standingOf } from './standing.js';
import { currentForm } from './stored-form.js';

export interface Opinion {
  readonly decision: Decision;
  /** What the level says; needed for a no. */
  readonly text: string;
  readonly scanPaths: readonly string[];
  readonly handover: Handover;
}

/** Keys as printed by `--json`. */
export interface DecisionReceipt extends RequestReceipt {
  /** What carrying out did; absent when there was nothing to carry out. */
  readonly carried_out?: CanonicalObject;
}

/**
 * Gives the opinion of one's level. The last approval carries the request out in the same transaction: if it cannot be carried
 * out, nothing was approved.
 * @throws MregError `not-permitted` when it is not this person's to decide, `usage` when the request does not wait for an
 * opinion, `busy` when somebody else was faster; what the executor throws
 */
export async function decideRequest(desk: Desk, number: string, opinion: Opinion, executors: Executors): Promise<DecisionReceipt> {
  const row = requestNamed(desk, number);
  const standing = standingOf(desk, row);
  refuseUnlessAllowed(row, standing, opinion.decision, desk.principal);
  refuseEarlyHandover(row, standing, opinion);
  const text = opinionText(opinion);
  const scans = readScans(opinion.scanPaths, desk.settings.mostScanBytes);
  if (opinion.decision === 'approve') refuseWithoutScan(row, standing, scans);
  const carryOut =
    opinion.decision === 'approve' && isLastStep(standing) ? await prepared(desk, row, opinion.handover, executors) : undefined;
  const decide = desk.registry.database.transaction(() => record(desk, row, { ...opinion, text, scans }, carryOut));
  return decide.immediate();
}

function opinionText({ decision, text }: Opinion): string {
  const trimmed = maskNumbersIn(text.trim());
  if (trimmed === '' && decision !== 'approve') throw new MregError('usage', 'request.opinion-missing', { decision });
  return trimmed;
}

/** What is handed over before it is needed would be dropped without a word. */
function refuseEarlyHandover({ number }: RequestRow, standing: Standing, { decision, handover }: Opinion): void {
  const given = handover.username ?? handover.initialPasswordPath ?? handover.signing;
  const isNeeded = decision === 'approve' && isLastStep(standing);
  if (given !== undefined && !isNeeded) throw new MregError('usage', 'request.handover-early', { request: number });
}

function refuseWithoutScan({ kind, number }: RequestRow, standing: Standing, scans: readonly Scan[]): void {
  if (REQUEST_FORMS[kind].scanWithOpinion && !isLastStep(standing) && scans.length === 0) {
    throw new MregError('usage', 'request.scan.with-opinion', { request: number });
  }
}

async function prepared(desk: Desk, request: RequestRow, handover: Handover, executors: Executors): Promise<CarryOut | undefined> {
  // The table pairs each kind with the executor of its form; a kind known only at run time cannot show that to the compiler.
  const executor = executors[request.kind] as Executor<RequestKind> | undefined;
  const form: AnyForm = currentForm(desk, request.number);
  return executor?.(desk, { request, form: form as FormOf<RequestKind>, handover });
}

interface CheckedOpinion {
  readonly decision: Decision;
  readonly text: string;
  readonly scans: readonly Scan[];
}

function record(desk: Desk, seen: RequestRow, opinion: CheckedOpinion, carryOut: CarryOut | undefined): DecisionReceipt {
  const row = unchanged(desk, seen);
  const { decision, text, scans } = opinion;
  const standing = standingOf(desk, row);
  const level = standing.steps[standing.step] ?? '';
  const after = afterAction(standing, decision, desk.principal);
  const body = { decision, level, opinion: text, state: after.state };
  const ledgerSeq = recordEvent(desk, row, row.revision + 1, { kind: decision, level, opinion: text, scans, body });
  if (carryOut === undefined) return receiptOf(recordProgress(desk, row, after, row.revision + 1), ledgerSeq);
  const facts = carryOut();
  recordEvent(desk, row, row.revision + 2, {
    kind: 'carried-out',
    level: '',
    opinion: '',
    scans: [],
    body: { kind: row.kind, ...facts },
    facts,
  });
  return { ...receiptOf(recordProgress(desk, row, after, row.revision + 2), ledgerSeq), carried_out: facts };
}

/** Two may have read the same request; what the second one judged is no longer what there is. */
function unchanged({ registry }: Desk, seen: RequestRow): RequestRow {
  const row = new RequestRepository(registry).find(seen.number);
  if (row?.revision !== seen.revision) throw new MregError('busy', 'request.changed', { request: seen.number });
  return row;
}
