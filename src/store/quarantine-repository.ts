import type { Finding } from '../domain/finding.js';
import type { Registry, Sqlite } from './open.js';

/** `undone` is a row whose batch was undone. */
export const QUARANTINE_STATES = ['open', 'repaired', 'discarded', 'undone'] as const;
export type QuarantineState = (typeof QUARANTINE_STATES)[number];

export interface QuarantinedRecord {
  readonly id: number;
  readonly batchId: number;
  readonly fileNo: number;
  readonly fileName: string;
  readonly sheet: string;
  /** Line of the file, row of the sheet, or page of the scan. */
  readonly line: number;
  /** Read from a page of a scan. */
  readonly isPage: boolean;
  /** What the file said, by field key, or by header for columns that were not mapped. */
  readonly cells: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
  readonly state: QuarantineState;
  /** The registration this row became, when it was repaired. */
  readonly repairedAs: number | undefined;
  readonly resolvedAt: string | undefined;
  readonly resolvedBy: string | undefined;
  /** Why it was discarded. */
  readonly reason: string | undefined;
  readonly ledgerSeq: number | undefined;
}

export interface QuarantineFilter {
  readonly batch?: number;
  /** Rows with a finding of this rule. */
  readonly code?: string;
  readonly state?: QuarantineState;
  /** Rows of batches whose area begins so; absent is all. */
  readonly reach?: string;
}

export interface ReasonCount {
  readonly code: string;
  /** Rows with at least one finding of this rule. */
  readonly count: number;
}

/** Who settled rows, when, and the ledger entry that says so. */
export interface Resolution {
  readonly at: string;
  readonly actor: string;
  readonly ledgerSeq: number;
}

interface StoredRow {
  readonly id: number;
  readonly batch_id: number;
  readonly file_no: number;
  readonly name: string | null;
  readonly sheet: string | null;
  readonly line: number;
  readonly is_page: number | null;
  readonly cells: string;
  readonly findings: string;
  readonly state: QuarantineState;
  readonly repaired_as: number | null;
  readonly resolved_at: string | null;
  readonly resolved_by: string | null;
  readonly reason: string | null;
  readonly ledger_seq: number | null;
}

type Parameters = Record<string, string | number | null>;

const SELECT = `SELECT q.*, f.name, f.sheet, f.encoding IN ('pdf', 'tiff', 'png', 'jpeg') AS is_page FROM quarantine q LEFT JOIN batch_file f ON f.batch_id = q.batch_id AND f.file_no = q.file_no`;
const HAS_CODE = "EXISTS (SELECT 1 FROM json_each(q.findings) WHERE json_each.value ->> '$.code' = @code)";
const WITHIN_REACH = 'q.batch_id IN (SELECT id FROM batch WHERE substr(area, 1, length(@reach)) = @reach)';
const WHERE = `(@reach = '' OR ${WITHIN_REACH}) AND (@batch IS NULL OR q.batch_id = @batch) AND (@state IS NULL OR q.state = @state) AND (@code IS NULL OR ${HAS_CODE})`;

/** Quarantined rows. Writing methods belong inside the caller's transaction, beside their ledger entry. */
export class QuarantineRepository {
  private readonly database: Sqlite;
  private readonly one;

  constructor(registry: Registry) {
    this.database = registry.database;
    this.one = this.database.prepare<[number], StoredRow>(`${SELECT} WHERE q.id = ?`);
  }

  find(id: number): QuarantinedRecord | undefined {
    const row = this.one.get(id);
    return row === undefined ? undefined : recordOf(row);
  }

  list(filter: QuarantineFilter, page: { readonly limit: number; readonly offset: number }): readonly QuarantinedRecord[] {
    const rows = this.database.prepare<[Parameters], StoredRow>(`${SELECT} WHERE ${WHERE} ORDER BY q.id LIMIT @limit OFFSET @offset`);
    return rows.all({ ...parametersOf(filter), ...page }).map(recordOf);
  }

  /** The rows after an id, in id order: pages of a walk that holds no read lock between them. */
  after(filter: QuarantineFilter, id: number, limit: number): readonly QuarantinedRecord[] {
    const rows = this.database.prepare<[Parameters], StoredRow>(`${SELECT} WHERE q.id > @after AND ${WHERE} ORDER BY q.id LIMIT @limit`);
    return rows.all({ ...parametersOf(filter), after: id, limit }).map(recordOf);
  }

  count(filter: QuarantineFilter): number {
    return (
      this.database.prepare<[Parameters], number>(`SELECT count(*) FROM quarantine q WHERE ${WHERE}`).pluck().get(parametersOf(filter)) ?? 0
    );
  }

  /** Rows for each rule, most frequent first. A row with three reasons counts under each. */
  countByReason(filter: QuarantineFilter): readonly ReasonCount[] {
    const counts = this.database.prepare<[Parameters], ReasonCount>(`
      SELECT code, count(*) AS count FROM (
        SELECT DISTINCT q.id, f.value ->> '$.code' AS code FROM quarantine q, json_each(q.findings) f WHERE ${WHERE}
      ) GROUP BY code ORDER BY count DESC, code`);
    return counts.all(parametersOf(filter));
  }

  /** Links open rows to the registrations they became. @returns how many were open. */
  markRepaired(links: readonly { readonly id: number; readonly registrationId: number }[], resolution: Resolution): number {
    const update = this.database.prepare<[Parameters]>(`
      UPDATE quarantine SET state = 'repaired', repaired_as = @registrationId, resolved_at = @at, resolved_by = @actor, ledger_seq = @ledgerSeq
      WHERE id = @id AND state = 'open'`);
    return links.reduce((changed, link) => changed + update.run({ ...resolution, ...link }).changes, 0);
  }

  /** Gives open rows up and keeps them. @returns how many were open. */
  markDiscarded(ids: readonly number[], reason: string, resolution: Resolution): number {
    const update = this.database.prepare<[Parameters]>(`
      UPDATE quarantine SET state = 'discarded', reason = @reason, resolved_at = @at, resolved_by = @actor, ledger_seq = @ledgerSeq
      WHERE id = @id AND state = 'open'`);
    return ids.reduce((changed, id) => changed + update.run({ ...resolution, reason, id }).changes, 0);
  }
}

function parametersOf({ batch, code, state, reach }: QuarantineFilter): Parameters {
  return { batch: batch ?? null, code: code ?? null, state: state ?? null, reach: reach ?? '' };
}

function recordOf(row: StoredRow): QuarantinedRecord {
  return {
    id: row.id,
    batchId: row.batch_id,
    fileNo: row.file_no,
    fileName: row.name ?? '',
    sheet: row.sheet ?? '',
    line: row.line,
    isPage: row.is_page === 1,
    cells: JSON.parse(row.cells) as Record<string, string>,
    findings: JSON.parse(row.findings) as Finding[],
    state: row.state,
    repairedAs: row.repaired_as ?? undefined,
    resolvedAt: row.resolved_at ?? undefined,
    resolvedBy: row.resolved_by ?? undefined,
    reason: row.reason ?? undefined,
    ledgerSeq: row.ledger_seq ?? undefined,
  };
}
