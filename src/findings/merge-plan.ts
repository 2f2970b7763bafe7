import { hash } from 'node:crypto';
import { MregError } from '../domain/error.js';
import { FIELD_KEYS, type FieldKey } from '../domain/fields.js';
import type { DetectionState } from '../domain/detection.js';
import { FindingDecisionRepository } from '../store/finding-decision-repository.js';
import { FindingReader, type StoredFinding } from '../store/finding-reader.js';
import type { StoredRegistration } from '../store/registration-repository.js';
import { findingWithin, type FindingContext } from './context.js';
import { refuseState } from './decide.js';
import { recordsById } from './list.js';
import { contradictionOf, isExchanged } from './same-couple.js';
import { compareFields } from './side-by-side.js';
import { recordsOf } from './show.js';

export interface MergeRequest {
  readonly finding: number;
  /** All registrations of the finding's cluster instead of its two. */
  readonly wholeCluster: boolean;
  /** The registration that shall stand; absent for the rule. */
  readonly keep?: number;
}

/** What a merge would do, read and judged; nothing is changed by making one. */
export interface MergePlan {
  readonly finding: StoredFinding;
  readonly survivor: StoredRegistration;
  readonly superseded: readonly { readonly record: StoredRegistration; readonly exchanged: boolean }[];
  /** The pairs that are settled by it. */
  readonly findings: readonly StoredFinding[];
  /** SHA-256 over the registrations' values and which of them stands: the same plan as long as it is the same. */
  readonly digest: string;
}

/** Keys as printed by `--json`. */
export interface ShownMergePlan {
  readonly finding: number;
  readonly survivor: number;
  readonly superseded: readonly number[];
  readonly findings: readonly number[];
  /** Values that differ, the survivor's first, masked. */
  readonly differences: readonly MergeDifference[];
  readonly digest: string;
}

interface MergeDifference {
  readonly field: FieldKey;
  readonly values: readonly string[];
  /** The survivor has nothing there: what stays readable in the superseded registration only. */
  readonly only_superseded: boolean;
}

const MERGEABLE: readonly DetectionState[] = ['open', 'confirmed', 'reported'];
const MOST_OF_A_CLUSTER = 1_000;

/**
 * @throws MregError `usage` for what is no pair or a `keep` that is not of it, `not-permitted` when a registration lies outside the
 *   area, `input-refused` when the registrations cannot be one event, one no longer stands, or somebody dismissed a pair of them
 */
export function planMerge(context: FindingContext, { finding: id, wholeCluster, keep }: MergeRequest): MergePlan {
  const finding = findingWithin(context, id);
  if (finding.kind !== 'duplicate') throw new MregError('usage', 'finding.merge.no-pair', { finding: id });
  refuseState(new FindingDecisionRepository(context.registry.database), finding, MERGEABLE);
  const records = wholeCluster ? clusterRecords(context, finding) : recordsOf(context, finding);
  const findings = new FindingReader(context.registry.database).pairsAmong(records.map((record) => record.id));
  refuseRecords(context, finding, records, findings);
  const survivor = survivorOf(records, keep);
  const superseded = records
    .filter((record) => record.id !== survivor.id)
    .map((record) => ({ record, exchanged: isExchanged(survivor, record) }));
  for (const { record, exchanged } of superseded) {
    const contradiction = contradictionOf(survivor, record, exchanged);
    if (contradiction !== undefined)
      throw new MregError('input-refused', `finding.merge.contradiction-${contradiction}`, { left: survivor.id, right: record.id });
  }
  const settled = findings.filter(({ state }) => MERGEABLE.includes(state));
  return { finding, survivor, superseded, findings: settled, digest: digestOf(survivor, records) };
}

/** The registrations of all pairs of the cluster that nobody dismissed and that still stand. */
function clusterRecords(context: FindingContext, { id, groupId }: StoredFinding): readonly StoredRegistration[] {
  const reader = new FindingReader(context.registry.database);
  const pairs = reader.list({ groupId, kind: 'duplicate', states: MERGEABLE, isGone: false }, MOST_OF_A_CLUSTER);
  if (pairs.length === MOST_OF_A_CLUSTER) throw new MregError('input-refused', 'finding.merge.too-large', { finding: id });
  const ids = reader
    .records(
      pairs.map((pair) => pair.id),
      2,
    )
    .map(({ registrationId }) => registrationId);
  return [...recordsById(context, ids).values()];
}

function refuseRecords(
  { area }: FindingContext,
  { id }: StoredFinding,
  records: readonly StoredRegistration[],
  pairs: readonly StoredFinding[],
): void {
  if (records.length < 2) throw new MregError('input-refused', 'finding.merge.alone', { finding: id });
  if (records.some(({ dept_code: code }) => !area.holds(code)))
    throw new MregError('not-permitted', 'finding.merge.outside-area', { finding: id });
  const fallen = records.find(({ state }) => state !== 'active');
  if (fallen !== undefined) throw new MregError('input-refused', 'finding.merge.not-standing', { registration: fallen.id });
  const dismissed = pairs.find(({ state }) => state === 'dismissed');
  if (dismissed !== undefined) throw new MregError('input-refused', 'finding.merge.dismissed-pair', { finding: dismissed.id });
}

function survivorOf(records: readonly StoredRegistration[], keep: number | undefined): StoredRegistration {
  const [first] = keep === undefined ? records.toSorted(byClaimToStand) : records.filter((record) => record.id === keep);
  if (first === undefined) throw new MregError('usage', 'finding.merge.keep-unknown', { registration: keep ?? 0 });
  return first;
}

/** What was registered live before what was keyed afterwards from paper; then the more complete one; then the older number. */
function byClaimToStand(left: StoredRegistration, right: StoredRegistration): number {
  return Number(right.source === 'live') - Number(left.source === 'live') || filled(right) - filled(left) || left.id - right.id;
}

function filled(record: StoredRegistration): number {
  return FIELD_KEYS.filter((key) => record[key] !== '').length;
}

function digestOf(survivor: StoredRegistration, records: readonly StoredRegistration[]): string {
  const rows = records
    .toSorted((left, right) => left.id - right.id)
    .map((record) => [record.id, record.state, ...FIELD_KEYS.map((key) => record[key])]);
  return hash('sha256', JSON.stringify([survivor.id, rows]), 'hex');
}

export function shownPlan({ finding, survivor, superseded, findings, digest }: MergePlan): ShownMergePlan {
  const compared = compareFields([survivor, ...superseded.map(({ record }) => record)]);
  return {
    finding: finding.id,
    survivor: survivor.id,
    superseded: superseded.map(({ record }) => record.id),
    findings: findings.map(({ id }) => id),
    differences: compared
      .filter(({ differs }) => differs)
      .map(({ field, values }) => ({ field, values, only_superseded: values[0] === '' })),
    digest,
  };
}
