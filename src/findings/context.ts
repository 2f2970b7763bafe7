import type { DecisionWay } from '../domain/detection.js';
import { MregError } from '../domain/error.js';
import { maskNumbersIn } from '../domain/masking.js';
import { FindingReader, type StoredFinding } from '../store/finding-reader.js';
import type { Registry } from '../store/open.js';
import type { FindingArea } from './area.js';

/** The registry and what of it somebody may see. */
export interface FindingContext {
  readonly registry: Registry;
  readonly area: FindingArea;
}

/** Who changes a finding, when, and how. */
export interface Decider {
  /** Asia/Shanghai time. */
  readonly at: string;
  readonly actor: string;
  readonly way: DecisionWay;
}

/** @throws MregError `usage` when there is no such finding, `not-permitted` when none of its registrations lies in the area */
export function findingWithin({ registry, area }: FindingContext, id: number): StoredFinding {
  const reader = new FindingReader(registry.database);
  const finding = reader.find(id);
  if (finding === undefined) throw new MregError('usage', 'finding.unknown', { finding: id });
  const isVisible = area.isWhole || reader.records([id], finding.recordCount).some(({ deptCode }) => area.holds(deptCode));
  if (!isVisible) throw new MregError('not-permitted', 'finding.outside-area', { finding: id });
  return finding;
}

/** @throws MregError `usage` for a reason of no words where there must be one */
export function reasonFrom(text: string, isRequired: boolean): string {
  const reason = maskNumbersIn(text.trim());
  if (reason === '' && isRequired) throw new MregError('usage', 'finding.reason-missing');
  return reason;
}
