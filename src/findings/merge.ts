import { MregError } from '../domain/error.js';
import { appendEntry } from '../ledger/append.js';
import { FindingDecisionRepository, type StoredDecision } from '../store/finding-decision-repository.js';
import type { StoredFinding } from '../store/finding-reader.js';
import { MergeRepository, type StoredMerge } from '../store/merge-repository.js';
import { storeError } from '../store/open.js';
import { findingWithin, reasonFrom, type Decider, type FindingContext } from './context.js';
import { refuseState, refuseUnseen } from './decide.js';
import { recordsById } from './list.js';
import { planMerge, shownPlan, type MergePlan, type MergeRequest, type ShownMergePlan } from './merge-plan.js';

export interface MergeOrder extends MergeRequest {
  readonly reason: string;
  /** The digest of the plan that was looked at, when one was. */
  readonly digest?: string;
  /** The number of the newest decision that was seen. */
  readonly seen?: number;
}

export interface MergeSummary extends ShownMergePlan {
  readonly ledger_seq: number;
}

/**
 * Joins the registrations of a pair, or of its cluster: one stands, the others are `superseded` and point to it. No value of any
 * of them changes, and nothing is deleted. @throws MregError as `planMerge`, `busy` when the plan is no longer what was looked at
 */
export function mergeRecords(context: FindingContext, order: MergeOrder, by: Decider): MergeSummary {
  const { registry } = context;
  try {
    return registry.database.transaction(() => mergeInside(context, order, by)).immediate();
  } catch (cause) {
    throw storeError(cause, registry.path);
  }
}

function mergeInside(context: FindingContext, { reason, digest, seen, ...request }: MergeOrder, by: Decider): MergeSummary {
  const { database } = context.registry;
  const why = reasonFrom(reason, true);
  const decisions = new FindingDecisionRepository(database);
  refuseUnseen(decisions, findingWithin(context, request.finding), seen);
  const plan = planMerge(context, request);
  if (digest !== undefined && digest !== plan.digest)
    throw new MregError('busy', 'finding.merge.plan-differs', { finding: request.finding });
  const { seq } = appendEntry(database, { at: by.at, actor: by.actor, kind: 'finding.merge', body: entryOf(plan, why, by) });
  const merges = new MergeRepository(database);
  const change = { from: 'active', to: 'superseded', at: by.at, actor: by.actor, reason: why, ledgerSeq: seq };
  for (const { record, exchanged } of plan.superseded) {
    merges.changeState({ id: record.id, ...change });
    merges.add({
      findingId: plan.finding.id,
      survivorId: plan.survivor.id,
      supersededId: record.id,
      exchanged: exchanged ? 1 : 0,
      ledgerSeq: seq,
    });
  }
  for (const finding of plan.findings) decisions.decide(finding, { toState: 'merged', ...by, reason: why, ledgerSeq: seq });
  return { ...shownPlan(plan), ledger_seq: seq };
}

function entryOf({ finding, survivor, superseded, findings, digest }: MergePlan, reason: string, { way }: Decider) {
  return {
    finding: finding.id,
    survivor: survivor.id,
    superseded: superseded.map(({ record }) => record.id),
    findings: findings.map(({ id, state }) => ({ finding: id, from: state, to: 'merged' })),
    digest,
    reason,
    way,
  };
}

export interface UnmergeOrder {
  readonly finding: number;
  readonly reason: string;
  readonly seen?: number;
}

/** Keys as printed by `--json`. */
export interface UnmergeSummary {
  readonly finding: number;
  readonly survivor: number;
  /** Registrations that stand again. */
  readonly restored: readonly number[];
  readonly findings: readonly { readonly finding: number; readonly from: string; readonly to: string }[];
  readonly ledger_seq: number;
}

/**
 * Takes a merge back as a whole: its registrations stand again, its pairs are in the states they were in.
 * @throws MregError `input-refused` when the finding is not merged, or the survivor was merged into another one since
 */
export function unmergeRecords(context: FindingContext, order: UnmergeOrder, by: Decider): UnmergeSummary {
  const { registry } = context;
  try {
    return registry.database.transaction(() => unmergeInside(context, order, by)).immediate();
  } catch (cause) {
    throw storeError(cause, registry.path);
  }
}

function unmergeInside(context: FindingContext, { finding: id, reason, seen }: UnmergeOrder, by: Decider): UnmergeSummary {
  const { database } = context.registry;
  const why = reasonFrom(reason, true);
  const decisions = new FindingDecisionRepository(database);
  const finding = findingWithin(context, id);
  refuseUnseen(decisions, finding, seen);
  refuseState(decisions, finding, ['merged']);
  const { merges, settled, survivor } = mergeOf(context, finding);
  const restored = merges.map(({ supersededId }) => supersededId);
  const findings = settled.map(({ findingId, fromState }) => ({ finding: findingId, from: 'merged', to: fromState }));
  const body = { finding: id, merge_entry: merges[0]?.ledgerSeq ?? 0, survivor, restored, findings, reason: why, way: by.way };
  const { seq } = appendEntry(database, { at: by.at, actor: by.actor, kind: 'finding.unmerge', body });
  const repository = new MergeRepository(database);
  const change = { from: 'superseded', to: 'active', at: by.at, actor: by.actor, reason: why, ledgerSeq: seq };
  for (const merge of merges) {
    repository.changeState({ id: merge.supersededId, ...change });
    repository.undo(merge, seq);
  }
  for (const { findingId, fromState } of settled)
    decisions.decide(findingWithin(context, findingId), { toState: fromState, ...by, reason: why, ledgerSeq: seq });
  return { finding: id, survivor, restored, findings, ledger_seq: seq };
}

interface Merge {
  readonly merges: readonly StoredMerge[];
  readonly settled: readonly StoredDecision[];
  readonly survivor: number;
}

function mergeOf(context: FindingContext, { id }: StoredFinding): Merge {
  const { database } = context.registry;
  const decisions = new FindingDecisionRepository(database);
  const seq = decisions.newest(id)?.ledgerSeq ?? 0;
  const merges = new MergeRepository(database).ofEntry(seq);
  const survivor = merges[0]?.survivorId;
  if (survivor === undefined) throw new Error(`finding ${id} is merged, and no registration stands for another by entry ${seq}`);
  const records = [...recordsById(context, [survivor, ...merges.map(({ supersededId }) => supersededId)]).values()];
  if (records.some(({ dept_code: code }) => !context.area.holds(code)))
    throw new MregError('not-permitted', 'finding.merge.outside-area', { finding: id });
  if (records.find((record) => record.id === survivor)?.state !== 'active')
    throw new MregError('input-refused', 'finding.unmerge.later-merge', { finding: id, registration: survivor });
  return { merges, settled: decisions.ofEntry(seq), survivor };
}
