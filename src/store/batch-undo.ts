import type { Registry, Sqlite } from './open.js';

/** Work that would lose its ground: rows another batch left out because they were here, repaired rows, changed rows. */
export interface Dependant {
  readonly kind: 'already-present' | 'retry' | 'event' | 'merge';
  /** The batch that depends, the ledger entry of the event, or the finding that was merged. */
  readonly batch: number;
  readonly rows: number;
}

const idInBatch = (id: string): string =>
  `EXISTS (SELECT 1 FROM batch_file f WHERE f.batch_id = @batch AND ${id} BETWEEN f.first_id AND f.last_id)`;
const IN_BATCH = idInBatch('x.id');
const RANGES = 'SELECT first_id, last_id FROM batch_file WHERE batch_id = ?';

/** The changes of undoing one batch, inside the caller's transaction. */
export class BatchUndo {
  private readonly database: Sqlite;
  private readonly batchId: number;

  constructor(registry: Registry, batchId: number) {
    this.database = registry.database;
    this.batchId = batchId;
  }

  dependants(): Dependant[] {
    return [...this.presentElsewhere(), ...this.repairedFrom(), ...this.merged(), ...this.changedSince()];
  }

  /** Rows of other files that were not loaded because a row of this batch says the same. */
  private presentElsewhere(): Dependant[] {
    return this.database
      .prepare<{ batch: number }, Dependant>(
        `SELECT 'already-present' AS kind, own.batch_id AS batch, count(*) AS rows
         FROM batch_file f JOIN present_row p ON p.existing_id BETWEEN f.first_id AND f.last_id
         JOIN batch_file own ON p.id BETWEEN own.first_id AND own.last_id
         JOIN batch b ON b.id = own.batch_id AND b.state <> 'undone'
         WHERE f.batch_id = @batch AND own.batch_id <> @batch GROUP BY own.batch_id`,
      )
      .all({ batch: this.batchId });
  }

  /**
   * Rows of this batch's quarantine that a retry has loaded. A repaired row that merely was in another batch already is
   * no work of that batch, which can do without this one.
   */
  private repairedFrom(): Dependant[] {
    return this.database
      .prepare<{ batch: number }, Dependant>(
        `SELECT 'retry' AS kind, b.id AS batch, count(*) AS rows FROM quarantine q
         JOIN batch_file f ON q.repaired_as BETWEEN f.first_id AND f.last_id
         JOIN batch b ON b.id = f.batch_id AND b.state <> 'undone' AND b.parent_batch_id = @batch
         WHERE q.batch_id = @batch AND q.state = 'repaired' GROUP BY b.id`,
      )
      .all({ batch: this.batchId });
  }

  /** Merges in force with a row of this batch on either side: `findings unmerge` comes first. */
  private merged(): Dependant[] {
    return this.database
      .prepare<{ batch: number }, Dependant>(
        `SELECT 'merge' AS kind, m.finding_id AS batch, count(*) AS rows FROM registration_merge m
         WHERE m.undone_seq = 0 AND (${idInBatch('m.survivor_id')} OR ${idInBatch('m.superseded_id')}) GROUP BY m.finding_id`,
      )
      .all({ batch: this.batchId });
  }

  /** Rows of this batch whose state something else has changed; a merge counts by itself as long as it is in force. */
  private changedSince(): Dependant[] {
    return this.database
      .prepare<{ batch: number }, Dependant>(
        `SELECT 'event' AS kind, e.ledger_seq AS batch, e.last_id - e.first_id + 1 AS rows FROM registration_event e
         JOIN batch_file f ON f.batch_id = @batch AND e.first_id <= f.last_id AND e.last_id >= f.first_id
         WHERE NOT EXISTS (SELECT 1 FROM registration_merge m WHERE m.superseded_id = e.first_id AND e.ledger_seq IN (m.ledger_seq, m.undone_seq))`,
      )
      .all({ batch: this.batchId });
  }

  activeRows(): number {
    const count = `SELECT count(*) FROM registration x WHERE x.state = 'active' AND ${IN_BATCH}`;
    return Number(this.database.prepare(count).pluck().get({ batch: this.batchId }));
  }

  /** @returns how many quarantined rows were closed. */
  apply(by: { readonly at: string; readonly actor: string; readonly reason: string; readonly ledgerSeq: number }): number {
    const ranges = this.database.prepare<[number], { first_id: number; last_id: number }>(RANGES).all(this.batchId);
    for (const { first_id: firstId, last_id: lastId } of ranges) this.deleteRange({ firstId, lastId, ...by });
    this.reopenRepaired();
    return this.closeQuarantine(by);
  }

  private deleteRange(range: {
    readonly firstId: number;
    readonly lastId: number;
    readonly at: string;
    readonly actor: string;
    readonly reason: string;
    readonly ledgerSeq: number;
  }): void {
    const { firstId, lastId } = range;
    const between = 'id BETWEEN @firstId AND @lastId';
    this.run(`DELETE FROM registration_key WHERE (record_key, id) IN (SELECT record_key, id FROM registration WHERE ${between})`, {
      firstId,
      lastId,
    });
    this.run(`DELETE FROM registration_person WHERE ${between}`, { firstId, lastId });
    this.run(`UPDATE registration SET state = 'deleted' WHERE ${between} AND state = 'active'`, { firstId, lastId });
    this.run(`DELETE FROM present_row WHERE ${between}`, { firstId, lastId });
    this.run(
      `INSERT INTO registration_event(first_id, last_id, from_state, to_state, at, actor, reason, ledger_seq)
       VALUES (@firstId, @lastId, 'active', 'deleted', @at, @actor, @reason, @ledgerSeq)`,
      range,
    );
  }

  /** Rows whose repair is gone are waiting again, unless their own batch is undone. */
  private reopenRepaired(): void {
    this.run(
      `UPDATE quarantine AS q SET state = iif((SELECT state FROM batch WHERE id = q.batch_id) = 'undone', 'undone', 'open'), repaired_as = NULL, resolved_at = NULL, resolved_by = NULL, ledger_seq = NULL
       WHERE q.state = 'repaired' AND EXISTS (
         SELECT 1 FROM batch_file f WHERE f.batch_id = @batch AND q.repaired_as BETWEEN f.first_id AND f.last_id)`,
      { batch: this.batchId },
    );
  }

  private closeQuarantine({
    at,
    actor,
    reason,
    ledgerSeq,
  }: {
    readonly at: string;
    readonly actor: string;
    readonly reason: string;
    readonly ledgerSeq: number;
  }): number {
    const sql = `UPDATE quarantine SET state = 'undone', resolved_at = @at, resolved_by = @actor, reason = @reason, ledger_seq = @ledgerSeq
                 WHERE batch_id = @batch AND state = 'open'`;
    return this.run(sql, { at, actor, reason, ledgerSeq, batch: this.batchId });
  }

  private run(sql: string, values: object): number {
    return this.database.prepare(sql).run(values).changes;
  }
}
