import type { Sqlite } from './open.js';

export type StoredChoice = 'same' | 'different' | 'unsure';

export interface StoredOpinion {
  readonly id: number;
  readonly findingId: number;
  readonly username: string;
  readonly choice: StoredChoice;
  /** It counts only together with that of a second person. */
  readonly twoPersons: boolean;
  readonly reason: string;
  readonly at: string;
  readonly ledgerSeq: number;
}

export type NewOpinion = Omit<StoredOpinion, 'id'>;

/** Choices of one person since a moment. */
export interface OpinionCounts {
  /** Settled by the person's choice, alone or with another. */
  readonly decided: number;
  readonly unsure: number;
  /** Waiting for a second person. */
  readonly waiting: number;
  /** When the first of them was made; '' for none. */
  readonly firstAt: string;
}

type Row = Omit<StoredOpinion, 'twoPersons'> & { readonly twoPersons: number };

const COLUMNS =
  'o.id, o.finding_id AS findingId, o.username, o.choice, o.two_persons AS twoPersons, o.reason, o.at, o.ledger_seq AS ledgerSeq';

/**
 * In force: neither withdrawn nor older than a decision of the command line that opened the finding again. Opened again by an undo in
 * the page it stays: who withdraws takes back his own choice and nobody else's.
 */
const IN_FORCE = `o.withdrawn_seq = 0 AND NOT EXISTS (
  SELECT 1 FROM finding_decision d WHERE d.finding_id = o.finding_id AND d.to_state = 'open' AND d.way = 'command' AND d.ledger_seq > o.ledger_seq)`;

/** What reviewers chose. Writing methods belong inside the caller's transaction. */
export class OpinionRepository {
  private readonly database: Sqlite;

  constructor(database: Sqlite) {
    this.database = database;
  }

  /** Those in force, oldest first. */
  ofFinding(findingId: number): readonly StoredOpinion[] {
    return this.opinions(`o.finding_id = @findingId AND ${IN_FORCE} ORDER BY o.id`, { findingId });
  }

  /** The newest in force of a person, not older than a moment. */
  lastOf(username: string, since: string): StoredOpinion | undefined {
    return this.opinions(`o.username = @username AND o.at >= @since AND ${IN_FORCE} ORDER BY o.id DESC LIMIT 1`, { username, since })[0];
  }

  private opinions(condition: string, bound: Readonly<Record<string, string | number>>): readonly StoredOpinion[] {
    return this.database
      .prepare<[typeof bound], Row>(`SELECT ${COLUMNS} FROM review_opinion o WHERE ${condition}`)
      .all(bound)
      .map((row) => ({ ...row, twoPersons: row.twoPersons === 1 }));
  }

  /** Puts a choice in the place of an earlier one of the same person about the same finding. */
  add({ findingId, username, choice, twoPersons, reason, at, ledgerSeq }: NewOpinion): void {
    this.database
      .prepare('UPDATE review_opinion SET withdrawn_seq = ? WHERE finding_id = ? AND username = ? AND withdrawn_seq = 0')
      .run(ledgerSeq, findingId, username);
    this.database
      .prepare(
        `INSERT INTO review_opinion(finding_id, username, choice, two_persons, reason, at, ledger_seq, withdrawn_seq)
         VALUES (?, ?, ?, ?, ?, ?, ?, 0)`,
      )
      .run(findingId, username, choice, twoPersons ? 1 : 0, reason, at, ledgerSeq);
  }

  withdraw(id: number, ledgerSeq: number): void {
    this.database.prepare('UPDATE review_opinion SET withdrawn_seq = ? WHERE id = ?').run(ledgerSeq, id);
  }

  countsOf(username: string, since: string): OpinionCounts {
    const row = this.database
      .prepare<[string, string], OpinionCounts>(
        `SELECT coalesce(sum(o.choice <> 'unsure' AND f.state <> 'open'), 0) AS decided, coalesce(sum(o.choice = 'unsure'), 0) AS unsure,
           coalesce(sum(o.choice <> 'unsure' AND f.state = 'open'), 0) AS waiting, coalesce(min(o.at), '') AS firstAt
         FROM review_opinion o JOIN finding f ON f.id = o.finding_id WHERE o.username = ? AND o.at >= ? AND ${IN_FORCE}`,
      )
      .get(username, since);
    return row ?? { decided: 0, unsure: 0, waiting: 0, firstAt: '' };
  }

  /** Open findings about which two persons chose differently. */
  disputed(): readonly number[] {
    return this.database
      .prepare<[], number>(
        `SELECT o.finding_id FROM review_opinion o JOIN finding f ON f.id = o.finding_id
         WHERE f.state = 'open' AND o.choice <> 'unsure' AND ${IN_FORCE} GROUP BY o.finding_id HAVING count(DISTINCT o.choice) > 1 ORDER BY o.finding_id`,
      )
      .pluck()
      .all();
  }

  /** What a person has chosen about open findings: those settled for him, and those he was unsure about, oldest first. */
  chosenBy(username: string): { readonly settled: ReadonlySet<number>; readonly unsure: readonly number[] } {
    const chosen = this.database
      .prepare<[string], { readonly findingId: number; readonly choice: StoredChoice }>(
        `SELECT o.finding_id AS findingId, o.choice FROM review_opinion o JOIN finding f ON f.id = o.finding_id
         WHERE o.username = ? AND f.state = 'open' AND ${IN_FORCE} ORDER BY o.id`,
      )
      .all(username);
    return {
      settled: new Set(chosen.filter(({ choice }) => choice !== 'unsure').map(({ findingId }) => findingId)),
      unsure: chosen.filter(({ choice }) => choice === 'unsure').map(({ findingId }) => findingId),
    };
  }
}
