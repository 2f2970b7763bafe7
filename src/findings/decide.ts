import type { DetectionState } from '../domain/detection.js';
import { MregError } from '../domain/error.js';
import { appendEntry } from '../ledger/append.js';
import { FindingDecisionRepository } from '../store/finding-decision-repository.js';
import type { StoredFinding } from '../store/finding-reader.js';
import { storeError } from '../store/open.js';
import { findingWithin, reasonFrom, type Decider, type FindingContext } from './context.js';

/** What can be decided about a finding without touching a registration. */
export type Verdict = 'confirm' | 'dismiss' | 'reopen';

interface Transition {
  readonly from: readonly DetectionState[];
  readonly to: DetectionState;
  readonly needsReason: boolean;
}

/** What was reported is taken back like any decision; the notice stays listed. */
export const TRANSITIONS: Readonly<Record<Verdict, Transition>> = {
  confirm: { from: ['open'], to: 'confirmed', needsReason: false },
  dismiss: { from: ['open'], to: 'dismissed', needsReason: true },
  reopen: { from: ['confirmed', 'dismissed', 'reported'], to: 'open', needsReason: true },
};

export interface DecisionRequest {
  readonly verdict: Verdict;
  readonly ids: readonly number[];
  readonly reason: string;
  /** Of findings that were on a screen: the number of the newest decision seen there (`decision` of a listing). */
  readonly seen?: ReadonlyMap<number, number>;
}

/** Keys as printed by `--json`. */
export interface DecisionSummary {
  readonly findings: readonly { readonly finding: number; readonly from: DetectionState; readonly to: DetectionState }[];
  readonly ledger_seq: number;
}

/**
 * Decides about findings, all or none, in one transaction with one ledger entry; inside the caller's transaction when there is one.
 * @throws MregError `busy` when somebody decided since the decider looked, `input-refused` when the state does not allow it
 */
export function decideFindings(context: FindingContext, request: DecisionRequest, by: Decider): DecisionSummary {
  const { registry } = context;
  try {
    return registry.database.transaction(() => decideInside(context, request, by)).immediate();
  } catch (cause) {
    throw storeError(cause, registry.path);
  }
}

function decideInside(context: FindingContext, { verdict, ids, reason, seen }: DecisionRequest, by: Decider): DecisionSummary {
  const { database } = context.registry;
  const { from, to, needsReason } = TRANSITIONS[verdict];
  const why = reasonFrom(reason, needsReason);
  const decisions = new FindingDecisionRepository(database);
  const findings = [...new Set(ids)].map((id) => findingWithin(context, id));
  if (findings.length === 0) throw new MregError('usage', 'finding.none-named');
  for (const finding of findings) {
    refuseUnseen(decisions, finding, seen?.get(finding.id));
    refuseState(decisions, finding, from);
  }
  const { at, actor, way } = by;
  const changes = findings.map(({ id, state }) => ({ finding: id, from: state, to }));
  const { seq } = appendEntry(database, { at, actor, kind: `finding.${verdict}`, body: { findings: changes, reason: why, way } });
  for (const finding of findings) decisions.decide(finding, { toState: to, at, actor, reason: why, way, ledgerSeq: seq });
  return { findings: changes, ledger_seq: seq };
}

/** @throws MregError `busy`: what the decider saw is no longer so */
export function refuseUnseen(decisions: FindingDecisionRepository, { id, decision, state }: StoredFinding, seen: number | undefined): void {
  if (seen === undefined || seen === decision) return;
  const newest = decisions.newest(id);
  throw new MregError('busy', 'finding.decided-meanwhile', { finding: id, state, actor: newest?.actor ?? '', at: newest?.at ?? '' });
}

/** @throws MregError `input-refused` naming who brought it into its state */
export function refuseState(decisions: FindingDecisionRepository, { id, state }: StoredFinding, allowed: readonly DetectionState[]): void {
  if (allowed.includes(state)) return;
  const newest = decisions.newest(id);
  if (newest === undefined) throw new MregError('input-refused', 'finding.still-open', { finding: id });
  throw new MregError('input-refused', `finding.is-${state}`, { finding: id, actor: newest.actor, at: newest.at });
}
