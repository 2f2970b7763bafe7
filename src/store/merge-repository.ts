import type { Sqlite } from './open.js';

export interface StoredMerge {
  readonly id: number;
  readonly findingId: number;
  readonly survivorId: number;
  readonly supersededId: number;
  /** 1 when the man of one is in the columns of the woman of the other. */
  readonly exchanged: number;
  readonly ledgerSeq: number;
}

export interface RecordChange {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly at: string;
  readonly actor: string;
  readonly reason: string;
  readonly ledgerSeq: number;
}

const COLUMNS = 'id, finding_id AS findingId, survivor_id AS survivorId, superseded_id AS supersededId, exchanged, ledger_seq AS ledgerSeq';

/** Registrations that stand for others. Writing methods belong inside the caller's transaction. */
export class MergeRepository {
  private readonly database: Sqlite;

  constructor(database: Sqlite) {
    this.database = database;
  }

  /** The merges in force that one ledger entry made. */
  ofEntry(ledgerSeq: number): readonly StoredMerge[] {
    return this.database
      .prepare<[number], StoredMerge>(`SELECT ${COLUMNS} FROM registration_merge WHERE ledger_seq = ? AND undone_seq = 0 ORDER BY id`)
      .all(ledgerSeq);
  }

  /** Those in force in which one of these registrations takes part, on either side. */
  involving(registrationIds: readonly number[]): readonly StoredMerge[] {
    const ids = JSON.stringify(registrationIds);
    return this.database
      .prepare<[string, string], StoredMerge>(
        `SELECT ${COLUMNS} FROM registration_merge WHERE undone_seq = 0
           AND (survivor_id IN (SELECT value FROM json_each(?)) OR superseded_id IN (SELECT value FROM json_each(?))) ORDER BY id`,
      )
      .all(ids, ids);
  }

  add({ findingId, survivorId, supersededId, exchanged, ledgerSeq }: Omit<StoredMerge, 'id'>): void {
    this.database
      .prepare(
        `INSERT INTO registration_merge(finding_id, survivor_id, superseded_id, exchanged, ledger_seq, undone_seq)
         VALUES (?, ?, ?, ?, ?, 0)`,
      )
      .run(findingId, survivorId, supersededId, exchanged, ledgerSeq);
  }

  undo({ id }: StoredMerge, undoneSeq: number): void {
    this.database.prepare('UPDATE registration_merge SET undone_seq = ? WHERE id = ?').run(undoneSeq, id);
  }

  /** Gives a registration another state; indexes keep it, so that its archive is recognised and its persons are found. @throws Error when it has another state than `from` */
  changeState({ id, from, to, at, actor, reason, ledgerSeq }: RecordChange): void {
    const { changes } = this.database.prepare('UPDATE registration SET state = ? WHERE id = ? AND state = ?').run(to, id, from);
    if (changes !== 1) throw new Error(`registration ${id} is not ${from}`);
    this.database
      .prepare(
        `INSERT INTO registration_event(first_id, last_id, from_state, to_state, at, actor, reason, ledger_seq)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(id, id, from, to, at, actor, reason, ledgerSeq);
  }
}
