import type { DetectionState } from '../../domain/detection.js';
import type { StoredPair } from '../../store/duplicate-repository.js';
import type { PairLabel } from './estimate-model.js';
import type { LinkedRecords } from './linked-records.js';
import type { PairColumns } from './pair-list.js';

/** What a decision says of a pair for the estimate; a report to the authorities decides nothing yet. */
const SAYS: Readonly<Partial<Record<DetectionState, boolean>>> = { confirmed: true, merged: true, dismissed: false };

export function subjectOf(one: number, other: number): string {
  return `${Math.min(one, other)}-${Math.max(one, other)}`;
}

/** Ids of a subject. */
export function idsOf(subject: string): readonly [left: number, right: number] {
  const [left = '', right = ''] = subject.split('-');
  return [Number(left), Number(right)];
}

/** Those of the pairs that a person has decided. */
export function labelsOf(pairs: PairColumns, records: LinkedRecords, stored: readonly StoredPair[]): readonly PairLabel[] {
  const decided = new Map(stored.flatMap(({ subject, state }) => (SAYS[state] === undefined ? [] : [[subject, SAYS[state]] as const])));
  if (decided.size === 0) return [];
  const labels: PairLabel[] = [];
  for (let pair = 0; pair < pairs.count; pair += 1) {
    const isSame = decided.get(subjectOf(records.idOf(pairs.left[pair] ?? 0), records.idOf(pairs.right[pair] ?? 0)));
    if (isSame !== undefined) labels.push({ pair, isSame });
  }
  return labels;
}
