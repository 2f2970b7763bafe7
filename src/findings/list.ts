import type { DetectionKind, DetectionSeverity, DetectionState } from '../domain/detection.js';
import { FindingReader, type FindingFilter, type StoredFinding } from '../store/finding-reader.js';
import { registrationsById, type StoredRegistration } from '../store/registration-repository.js';
import type { FindingContext } from './context.js';
import { shownRecord, type ShownRecord } from './shown-record.js';

/** Which findings; an entry that is absent means all. */
export interface ListRequest extends Omit<FindingFilter, 'codes'> {
  readonly limit: number;
}

/** Keys as printed by `--json`. */
export interface FindingListing {
  readonly finding: number;
  readonly kind: DetectionKind;
  readonly code: string;
  readonly severity: DetectionSeverity;
  readonly state: DetectionState;
  readonly score: number;
  /** Smallest registration id of its cluster; 0 for an anomaly. */
  readonly cluster: number;
  readonly gone: boolean;
  readonly stronger: boolean;
  /** What a decider hands back as seen: the number of the newest decision, 0 for none. */
  readonly decision: number;
  readonly first_found_at: string;
  readonly found_at: string;
  /** How many registrations it speaks of, and the first of them. */
  readonly record_count: number;
  readonly records: readonly ShownRecord[];
}

export interface FindingList {
  readonly findings: readonly FindingListing[];
  /** How many fit the filter, those beyond the limit too. */
  readonly total: number;
}

const RECORDS_LISTED = 2;

/** Findings of which a registration lies in the area, open ones first, the strongest of them first. */
export function listFindings(context: FindingContext, { limit, ...request }: ListRequest): FindingList {
  const reader = new FindingReader(context.registry.database);
  const filter = { ...request, ...visible(context, reader) };
  return { findings: listings(context, reader, reader.list(filter, limit)), total: reader.count(filter) };
}

export function countFindings(context: FindingContext, request: Omit<ListRequest, 'limit'>): number {
  const reader = new FindingReader(context.registry.database);
  return reader.count({ ...request, ...visible(context, reader) });
}

/** What a filter needs so that only findings of the area fit it. */
export function visible({ area }: FindingContext, reader: FindingReader): Pick<FindingFilter, 'codes'> {
  return area.isWhole ? {} : { codes: reader.officeCodes().filter((code) => area.holds(code)) };
}

export function listings(context: FindingContext, reader: FindingReader, findings: readonly StoredFinding[]): readonly FindingListing[] {
  const rows = reader.records(
    findings.map(({ id }) => id),
    RECORDS_LISTED,
  );
  const records = recordsById(
    context,
    rows.map(({ registrationId }) => registrationId),
  );
  const shown = new Map<number, ShownRecord[]>(findings.map(({ id }) => [id, []]));
  for (const { findingId, registrationId } of rows) {
    const record = records.get(registrationId);
    if (record !== undefined) shown.get(findingId)?.push(shownRecord(record, context.area));
  }
  return findings.map((finding) => listing(finding, shown.get(finding.id) ?? []));
}

export function recordsById({ registry }: FindingContext, ids: readonly number[]): ReadonlyMap<number, StoredRegistration> {
  return new Map(registrationsById(registry.database, ids).map((record) => [record.id, record]));
}

export function listing(finding: StoredFinding, records: readonly ShownRecord[]): FindingListing {
  const { id, kind, code, severity, state, score, groupId, isGone, isStronger, decision, firstFoundAt, foundAt, recordCount } = finding;
  return {
    finding: id,
    kind,
    code,
    severity,
    state,
    score,
    cluster: groupId,
    gone: isGone,
    stronger: isStronger,
    decision,
    first_found_at: firstFoundAt,
    found_at: foundAt,
    record_count: recordCount,
    records,
  };
}
