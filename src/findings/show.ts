import type { AnomalyEvidence, DetectionState, PairEvidence } from '../domain/detection.js';
import { explainPair, type PairExplanation } from '../domain/linkage-model.js';
import { verdictChanges, type VerdictChange } from '../domain/verdict-change.js';
import { maskNumber } from '../domain/masking.js';
import { FindingDecisionRepository, type StoredDecision } from '../store/finding-decision-repository.js';
import { FindingReader, type StoredFinding } from '../store/finding-reader.js';
import { evidenceModel } from '../store/evidence-model.js';
import { MergeRepository } from '../store/merge-repository.js';
import { NoticeRepository, type StoredNotice } from '../store/notice-repository.js';
import type { StoredRegistration } from '../store/registration-repository.js';
import { findingWithin, type FindingContext } from './context.js';
import { listing, recordsById, type FindingListing } from './list.js';
import { shownRecord } from './shown-record.js';
import { compareFields, type ComparedField } from './side-by-side.js';

/** A pair's waterfall with the threshold of its model, and what would put it on the other side of that. */
export interface ExplainedPair extends PairExplanation {
  readonly threshold: number;
  readonly changes: readonly VerdictChange[];
}

/** Keys as printed by `--json`. */
export interface FindingDetail extends FindingListing {
  /** Of a pair: all fields side by side, in the order of `records`; empty when one of the two lies outside the area. */
  readonly fields: readonly ComparedField[];
  /** Of a pair: the waterfall of its weights; `null` when its model is not kept. */
  readonly explanation: ExplainedPair | null;
  /** Of an anomaly: what its texts are filled with, masked. */
  readonly values: Readonly<Record<string, string | number>>;
  readonly history: readonly FindingEvent[];
  readonly notices: readonly Pick<StoredNotice, 'number' | 'at'>[];
  /** Which registration stands for which, since merges in force. */
  readonly merged: readonly { readonly survivor: number; readonly superseded: number }[];
  /** Other open pairs of its cluster. */
  readonly cluster_findings: readonly number[];
}

export type FindingEvent = Pick<StoredDecision, 'at' | 'actor' | 'reason' | 'way'> & {
  readonly from: DetectionState;
  readonly to: DetectionState;
  readonly ledger_seq: number;
};

/**
 * Everything about a finding: records side by side or in the order of their days, why it was found, and what was decided about it.
 * @throws MregError `usage` when there is no such finding, `not-permitted` when none of its registrations lies in the area
 */
export function showFinding(context: FindingContext, id: number): FindingDetail {
  const { database } = context.registry;
  const finding = findingWithin(context, id);
  const records = recordsOf(context, finding);
  const own = records.filter(({ dept_code: code }) => context.area.holds(code));
  const shown = records.map((record) => shownRecord(record, context.area));
  const ids = own.map((record) => record.id);
  return {
    ...listing(finding, shown),
    fields: finding.kind === 'duplicate' && own.length === records.length ? compareFields(records) : [],
    explanation: explanationOf(context, finding),
    values: finding.kind === 'anomaly' ? maskedValues(JSON.parse(finding.evidence) as AnomalyEvidence) : {},
    history: new FindingDecisionRepository(database).ofFinding(id).map(event),
    notices: new NoticeRepository(database).ofFinding(id).map(({ number, at }) => ({ number, at })),
    merged: new MergeRepository(database)
      .involving(ids)
      .map(({ survivorId, supersededId }) => ({ survivor: survivorId, superseded: supersededId })),
    cluster_findings: clusterOf(context, finding),
  };
}

/** A pair as its finding names it; the records of an anomaly in the order of their days. */
export function recordsOf(context: FindingContext, finding: StoredFinding): readonly StoredRegistration[] {
  const rows = new FindingReader(context.registry.database).records([finding.id], finding.recordCount);
  const known = recordsById(
    context,
    rows.map(({ registrationId }) => registrationId),
  );
  const records = rows.flatMap(({ registrationId }) => known.get(registrationId) ?? []);
  if (finding.kind === 'duplicate') return records;
  return records.toSorted((left, right) => (left.op_date === right.op_date ? left.id - right.id : left.op_date < right.op_date ? -1 : 1));
}

function explanationOf({ registry }: FindingContext, { kind, evidence }: StoredFinding): ExplainedPair | null {
  if (kind !== 'duplicate') return null;
  const pair = JSON.parse(evidence) as PairEvidence;
  const model = evidenceModel(registry.database, pair.model);
  if (model === undefined) return null;
  return { ...explainPair(model, pair), threshold: model.threshold, changes: verdictChanges(model, pair) };
}

function maskedValues({ values }: AnomalyEvidence): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, name.endsWith('Number') ? maskNumber(String(value)) : value]),
  );
}

function event({ at, actor, reason, way, fromState, toState, ledgerSeq }: StoredDecision): FindingEvent {
  return { at, actor, reason, way, from: fromState, to: toState, ledger_seq: ledgerSeq };
}

const CLUSTER_FINDINGS_SHOWN = 100;

function clusterOf({ registry }: FindingContext, { id, groupId }: StoredFinding): readonly number[] {
  if (groupId === 0) return [];
  const others = new FindingReader(registry.database).list({ groupId, states: ['open'] }, CLUSTER_FINDINGS_SHOWN);
  return others.map((other) => other.id).filter((other) => other !== id);
}
