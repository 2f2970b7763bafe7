import type { DecisionWay, DetectionState } from '../domain/detection.js';
import type { StoredFinding } from './finding-reader.js';
import type { Sqlite } from './open.js';

export interface StoredDecision {
  readonly id: number;
  readonly findingId: number;
  readonly fromState: DetectionState;
  readonly toState: DetectionState;
  readonly at: string;
  readonly actor: string;
  readonly reason: string;
  readonly way: DecisionWay;
  readonly ledgerSeq: number;
}

export type NewDecision = Pick<StoredDecision, 'toState' | 'at' | 'actor' | 'reason' | 'way' | 'ledgerSeq'>;

const COLUMNS =
  'id, finding_id AS findingId, from_state AS fromState, to_state AS toState, at, actor, reason, way, ledger_seq AS ledgerSeq';

/** What was decided about findings. Writing methods belong inside the caller's transaction. */
export class FindingDecisionRepository {
  private readonly database: Sqlite;

  constructor(database: Sqlite) {
    this.database = database;
  }

  /** Oldest first. */
  ofFinding(id: number): readonly StoredDecision[] {
    return this.database
      .prepare<[number], StoredDecision>(`SELECT ${COLUMNS} FROM finding_decision WHERE finding_id = ? ORDER BY id`)
      .all(id);
  }

  newest(id: number): StoredDecision | undefined {
    return this.ofFinding(id).at(-1);
  }

  /** Gives a finding another state and keeps why, with what the decider had before him. */
  decide(finding: StoredFinding, { toState, at, actor, reason, way, ledgerSeq }: NewDecision): void {
    const { id, state, severity, score, recordCount } = finding;
    this.database.prepare('UPDATE finding SET state = ? WHERE id = ?').run(toState, id);
    this.database
      .prepare(
        `INSERT INTO finding_decision(finding_id, from_state, to_state, at, actor, reason, way, severity, score, records, ledger_seq)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(id, state, toState, at, actor, reason, way, severity, score, recordCount, ledgerSeq);
  }

  /** The decisions of one ledger entry. */
  ofEntry(ledgerSeq: number): readonly StoredDecision[] {
    return this.database
      .prepare<[number], StoredDecision>(`SELECT ${COLUMNS} FROM finding_decision WHERE ledger_seq = ? ORDER BY id`)
      .all(ledgerSeq);
  }
}
