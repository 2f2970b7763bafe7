import { DUPLICATE_CODE, type DetectionState } from '../domain/detection.js';
import type { Sqlite } from './open.js';

/** A pair that an earlier run stored. */
export interface StoredPair {
  /** `12-98`, smaller id first. */
  readonly subject: string;
  readonly score: number;
  readonly state: DetectionState;
  readonly group_id: number;
}

/** What the search for duplicates needs to know of a registration, and nothing of its persons. */
export interface PairedRecord {
  readonly id: number;
  readonly dept_code: string;
  readonly doc_no: string;
}

/** A range of registration ids that came in together. */
export interface IdRange {
  readonly first_id: number;
  readonly last_id: number;
}

/** Registrations asked for in one statement. */
const IDS_AT_ONCE = 10_000;

/** Reads what pairs are made of, and keeps their clusters true. Writing belongs inside the caller's transaction. */
export class DuplicateRepository {
  private readonly database: Sqlite;
  private readonly pairsOf;

  constructor(database: Sqlite) {
    this.database = database;
    this.pairsOf = database.prepare<[string, number], StoredPair>(
      // CROSS keeps the order: SQLite, which knows nothing of how many pairs there are, would begin with all findings of the code.
      `SELECT f.subject, f.score, f.state, f.group_id FROM finding_record r CROSS JOIN finding f ON f.id = r.finding_id
       WHERE f.kind = 'duplicate' AND f.code = ? AND r.registration_id = ?`,
    );
  }

  /** Those that a person has decided. */
  decidedPairs(): readonly StoredPair[] {
    return this.database
      .prepare<[string], StoredPair>(
        `SELECT subject, score, state, group_id FROM finding WHERE kind = 'duplicate' AND state <> 'open' AND code = ?`,
      )
      .all(DUPLICATE_CODE);
  }

  /** Of one registration. */
  storedPairsOf(id: number): readonly StoredPair[] {
    return this.pairsOf.all(DUPLICATE_CODE, id);
  }

  dismissedPairs(): readonly string[] {
    return this.database
      .prepare<[string], string>(`SELECT subject FROM finding WHERE kind = 'duplicate' AND state = 'dismissed' AND code = ?`)
      .pluck()
      .all(DUPLICATE_CODE);
  }

  /** Writes the clusters of pairs that an earlier run stored and this one did not score. */
  regroup(groups: Iterable<readonly [subject: string, groupId: number]>): void {
    const update = this.database.prepare(`UPDATE finding SET group_id = ? WHERE kind = 'duplicate' AND code = ? AND subject = ?`);
    for (const [subject, groupId] of groups) update.run(groupId, DUPLICATE_CODE, subject);
  }

  /** Of registrations that are active; the others are left out. */
  activeRecords(ids: Iterable<number>): ReadonlyMap<number, PairedRecord> {
    const select = this.database.prepare<[string], PairedRecord>(
      `SELECT r.id, r.dept_code, r.doc_no FROM json_each(?) asked JOIN registration r ON r.id = asked.value WHERE r.state = 'active'`,
    );
    const records = new Map<number, PairedRecord>();
    const sorted = Float64Array.from(new Set(ids)).toSorted();
    for (let at = 0; at < sorted.length; at += IDS_AT_ONCE) {
      for (const record of select.all(JSON.stringify([...sorted.subarray(at, at + IDS_AT_ONCE)]))) records.set(record.id, record);
    }
    return records;
  }

  /** Where the registrations of a batch lie, the repaired rows of its quarantine among them not: those are a batch of their own. */
  rangesOfBatch(batch: number): readonly IdRange[] {
    return this.database
      .prepare<[number], IdRange>('SELECT first_id, last_id FROM batch_file WHERE batch_id = ? ORDER BY first_id')
      .all(batch);
  }

  /** Of the batches that ended on this day (`2026-11-26`) or later, or have not ended, and of what became active again since. */
  rangesSince(day: string): readonly IdRange[] {
    return this.database
      .prepare<[string, string], IdRange>(
        `SELECT f.first_id, f.last_id FROM batch b JOIN batch_file f ON f.batch_id = b.id
         WHERE b.state <> 'undone' AND (b.ended_at IS NULL OR substr(b.ended_at, 1, 10) >= ?)
         UNION SELECT first_id, last_id FROM registration_event WHERE to_state = 'active' AND substr(at, 1, 10) >= ? ORDER BY 1`,
      )
      .all(day, day);
  }

  hasBatch(batch: number): boolean {
    return this.database.prepare<[number], number>('SELECT 1 FROM batch WHERE id = ?').pluck().get(batch) !== undefined;
  }
}
