import { FIELD_KEYS, type FieldKey } from '../domain/fields.js';
import type { RowValues } from '../domain/registration.js';
import type { Sqlite } from './open.js';

export interface StoredAcceptance {
  readonly id: number;
  readonly batchId: number;
  readonly population: number;
  /** SHA-256, hex. */
  readonly populationDigest: string;
  readonly maxFailingPpm: number;
  readonly confidencePpm: number;
  readonly allowed: number;
  readonly sample: number;
  /** Hex. */
  readonly seed: string;
  readonly reason: string;
  readonly state: 'open' | 'accepted' | 'refused';
  readonly drawnAt: string;
  readonly drawnBy: string;
  readonly drawnSeq: number;
  /** '' while it is open. */
  readonly endedAt: string;
  readonly endedSeq: number;
}

export type NewAcceptance = Omit<StoredAcceptance, 'id' | 'state' | 'endedAt' | 'endedSeq'>;

export interface StoredAcceptanceItem {
  readonly id: number;
  readonly acceptanceId: number;
  /** From 1, in the order of the drawing. */
  readonly ordinal: number;
  readonly rowId: number;
  readonly contentSha256: string;
  readonly outcome: '' | 'right' | 'wrong';
  readonly wrong: readonly FieldKey[];
  readonly username: string;
  readonly actor: string;
  readonly checkedAt: string;
  readonly ledgerSeq: number;
}

export type ItemCheck = Pick<StoredAcceptanceItem, 'outcome' | 'wrong' | 'username' | 'actor' | 'checkedAt' | 'ledgerSeq'>;

export interface AcceptanceTally {
  readonly checked: number;
  readonly failing: number;
}

const COLUMNS = `a.id, a.batch_id AS batchId, a.population, a.population_digest AS populationDigest, a.max_failing_ppm AS maxFailingPpm,
  a.confidence_ppm AS confidencePpm, a.allowed, a.sample, a.seed, a.reason, a.state, a.drawn_at AS drawnAt, a.drawn_by AS drawnBy,
  a.drawn_seq AS drawnSeq, a.ended_at AS endedAt, a.ended_seq AS endedSeq`;
const ITEM_COLUMNS = `i.id, i.acceptance_id AS acceptanceId, i.ordinal, i.row_id AS rowId, i.content_sha256 AS contentSha256, i.outcome, i.wrong,
  i.username, i.actor, i.checked_at AS checkedAt, i.ledger_seq AS ledgerSeq`;

type ItemRow = Omit<StoredAcceptanceItem, 'wrong'> & { readonly wrong: string };

/** Samples of batches and what was found in them. Writing methods belong inside the caller's transaction. */
export class AcceptanceRepository {
  private readonly database: Sqlite;

  constructor(database: Sqlite) {
    this.database = database;
  }

  /** Oldest first; of batches whose areas begin with `reach`. */
  list(reach: string): readonly StoredAcceptance[] {
    return this.database
      .prepare<[string, string], StoredAcceptance>(
        `SELECT ${COLUMNS} FROM acceptance a JOIN batch b ON b.id = a.batch_id WHERE substr(b.area, 1, length(?)) = ? ORDER BY a.id`,
      )
      .all(reach, reach);
  }

  find(id: number): StoredAcceptance | undefined {
    return this.database.prepare<[number], StoredAcceptance>(`SELECT ${COLUMNS} FROM acceptance a WHERE a.id = ?`).get(id);
  }

  ofBatch(batchId: number): readonly StoredAcceptance[] {
    return this.database
      .prepare<[number], StoredAcceptance>(`SELECT ${COLUMNS} FROM acceptance a WHERE a.batch_id = ? ORDER BY a.id`)
      .all(batchId);
  }

  /** The records a batch brought that stand, by their ids. */
  *population(batchId: number): Generator<number> {
    yield* this.database
      .prepare<[number], number>(
        `SELECT r.id FROM batch_file f JOIN registration r ON r.id BETWEEN f.first_id AND f.last_id
         WHERE f.batch_id = ? AND r.state <> 'deleted' ORDER BY r.id`,
      )
      .pluck()
      .iterate(batchId);
  }

  values(rowId: number): (RowValues & { readonly state: string }) | undefined {
    return this.database
      .prepare<[number], RowValues & { readonly state: string }>(`SELECT state, ${FIELD_KEYS.join(', ')} FROM registration WHERE id = ?`)
      .get(rowId);
  }

  add(acceptance: NewAcceptance, items: readonly Pick<StoredAcceptanceItem, 'rowId' | 'contentSha256'>[]): number {
    const id = Number(
      this.database
        .prepare(
          `INSERT INTO acceptance(batch_id, population, population_digest, max_failing_ppm, confidence_ppm, allowed, sample, seed, reason, state,
             drawn_at, drawn_by, drawn_seq, ended_at, ended_seq)
           VALUES (@batchId, @population, @populationDigest, @maxFailingPpm, @confidencePpm, @allowed, @sample, @seed, @reason, 'open',
             @drawnAt, @drawnBy, @drawnSeq, '', 0)`,
        )
        .run(acceptance).lastInsertRowid,
    );
    const insert = this.database.prepare(
      `INSERT INTO acceptance_item(acceptance_id, ordinal, row_id, content_sha256, outcome, wrong, username, actor, checked_at, ledger_seq)
       VALUES (?, ?, ?, ?, '', '[]', '', '', '', 0)`,
    );
    for (const [at, { rowId, contentSha256 }] of items.entries()) insert.run(id, at + 1, rowId, contentSha256);
    return id;
  }

  end(id: number, ended: { readonly state: 'accepted' | 'refused'; readonly at: string; readonly ledgerSeq: number }): void {
    this.database
      .prepare('UPDATE acceptance SET state = @state, ended_at = @at, ended_seq = @ledgerSeq WHERE id = @id')
      .run({ ...ended, id });
  }

  /** In the order of the drawing. */
  items(acceptanceId: number): readonly StoredAcceptanceItem[] {
    return this.itemsWhere('i.acceptance_id = @acceptanceId ORDER BY i.ordinal', { acceptanceId });
  }

  item(id: number): StoredAcceptanceItem | undefined {
    return this.itemsWhere('i.id = @id', { id })[0];
  }

  /** Records of open samples that nobody looked at, of batches whose areas begin with `reach`. */
  waiting(reach: string): readonly StoredAcceptanceItem[] {
    return this.itemsWhere(
      `i.outcome = '' AND i.acceptance_id IN (SELECT a.id FROM acceptance a JOIN batch b ON b.id = a.batch_id
         WHERE a.state = 'open' AND b.state = 'done' AND substr(b.area, 1, length(@reach)) = @reach) ORDER BY i.acceptance_id, i.ordinal`,
      { reach },
    );
  }

  /** What a person checked since a moment, newest first. */
  checkedBy(username: string, since: string): readonly StoredAcceptanceItem[] {
    return this.itemsWhere('i.username = @username AND i.checked_at >= @since ORDER BY i.ledger_seq DESC', { username, since });
  }

  private itemsWhere(condition: string, bound: Readonly<Record<string, string | number>>): readonly StoredAcceptanceItem[] {
    return this.database
      .prepare<[typeof bound], ItemRow>(`SELECT ${ITEM_COLUMNS} FROM acceptance_item i WHERE ${condition}`)
      .all(bound)
      .map((row) => ({ ...row, wrong: JSON.parse(row.wrong) as readonly FieldKey[] }));
  }

  check(id: number, check: ItemCheck): void {
    this.database
      .prepare(
        `UPDATE acceptance_item SET outcome = @outcome, wrong = @wrong, username = @username, actor = @actor, checked_at = @checkedAt,
           ledger_seq = @ledgerSeq WHERE id = @id`,
      )
      .run({ ...check, wrong: JSON.stringify(check.wrong), id });
  }

  tally(acceptanceId: number): AcceptanceTally {
    return this.database
      .prepare<[number], AcceptanceTally>(
        `SELECT coalesce(sum(outcome <> ''), 0) AS checked, coalesce(sum(outcome = 'wrong'), 0) AS failing FROM acceptance_item WHERE acceptance_id = ?`,
      )
      .get(acceptanceId) as AcceptanceTally;
  }

  /** Rows of a batch that wait in quarantine: no part of what is taken over. */
  waitingRows(batchId: number): number {
    const count = this.database.prepare<[number], number>("SELECT count(*) FROM quarantine WHERE batch_id = ? AND state = 'open'");
    return count.pluck().get(batchId) ?? 0;
  }

  /**
   * Who had a hand in a record: who loaded its batch or repaired rows of it, by the names the ledger writes; who keyed it from its scan, or
   * decided between the two, by user name.
   */
  handsOn(batchId: number, rowId: number): { readonly actors: readonly string[]; readonly usernames: readonly string[] } {
    const actors = this.database
      .prepare<[number, number, number], string>(
        `SELECT actor FROM batch WHERE id = ? OR parent_batch_id = ?
         UNION SELECT resolved_by FROM quarantine WHERE id = ? AND state = 'repaired' AND resolved_by IS NOT NULL`,
      )
      .pluck()
      .all(batchId, batchId, rowId);
    const usernames = this.database
      .prepare<[number, number], string>(
        `SELECT username FROM scan_keying WHERE row_id = ? AND withdrawn_seq = 0
         UNION SELECT decided_by FROM scan_check WHERE row_id = ? AND state <> 'open'`,
      )
      .pluck()
      .all(rowId, rowId);
    return { actors, usernames };
  }
}
