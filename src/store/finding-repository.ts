import type { Statement } from 'better-sqlite3';
import type { DetectedRecord, Detection, DetectionKind } from '../domain/detection.js';
import type { Sqlite } from './open.js';

export interface NewDetectionRun {
  readonly kind: DetectionKind;
  readonly isFull: boolean;
  readonly options: Readonly<Record<string, unknown>>;
  readonly at: string;
  readonly actor: string;
  readonly ledgerSeq: number;
}

export interface RecordedRun {
  readonly run: number;
  readonly found: number;
  /** Those that no earlier run had found. */
  readonly added: number;
}

/** Findings and the runs that found them. Writing methods belong inside the caller's transaction. */
export class FindingRepository {
  private readonly database: Sqlite;

  constructor(database: Sqlite) {
    this.database = database;
  }

  /**
   * Stores what a run found. What an earlier run had found keeps its number and what was decided about it; score, evidence and
   * group become those of this run.
   */
  recordRun(run: NewDetectionRun, detections: Iterable<Detection>): RecordedRun {
    const id = this.insertRun(run);
    const { found, added } = this.storeAll(id, detections);
    this.database.prepare('UPDATE detection_run SET found = ?, added = ? WHERE id = ?').run(found, added, id);
    return { run: id, found, added };
  }

  private storeAll(run: number, detections: Iterable<Detection>): { readonly found: number; readonly added: number } {
    const store = this.findingWriter(run);
    let found = 0;
    let added = 0;
    for (const detection of detections) {
      found += 1;
      if (store(detection)) added += 1;
    }
    return { found, added };
  }

  private insertRun({ kind, isFull, options, at, actor, ledgerSeq }: NewDetectionRun): number {
    return Number(
      this.database
        .prepare('INSERT INTO detection_run(kind, is_full, options, at, actor, found, added, ledger_seq) VALUES (?, ?, ?, ?, ?, 0, 0, ?)')
        .run(kind, isFull ? 1 : 0, JSON.stringify(options), at, actor, ledgerSeq).lastInsertRowid,
    );
  }

  /**
   * @returns a function that stores one finding and says whether it is new. Most are, and an insert that has nothing to give back takes
   * half the time of one that would update what is there and tell its number.
   */
  private findingWriter(run: number): (detection: Detection) => boolean {
    const insert = this.database.prepare<(string | number)[]>(
      `INSERT INTO finding(kind, code, subject, severity, state, score, group_id, evidence, first_run_id, run_id)
       VALUES (?, ?, ?, ?, 'open', ?, ?, ?, ?, ?) ON CONFLICT (kind, code, subject) DO NOTHING`,
    );
    const update = this.database
      .prepare<(string | number)[], number>(
        `UPDATE finding SET severity = ?, score = ?, group_id = ?, evidence = ?, run_id = ?
         WHERE kind = ? AND code = ? AND subject = ? RETURNING id`,
      )
      .pluck();
    const addRecords = this.recordWriter();
    return ({ kind, code, subject, severity, score, groupId, evidence: reasons, records }) => {
      const evidence = JSON.stringify(reasons);
      const { changes, lastInsertRowid } = insert.run(kind, code, subject, severity, score, groupId, evidence, run, run);
      const isNew = changes === 1;
      const id = isNew ? Number(lastInsertRowid) : update.get(severity, score, groupId, evidence, run, kind, code, subject);
      if (id === undefined) throw new Error('a finding that could not be inserted is there');
      addRecords(id, records);
      return isNew;
    };
  }

  /** Two records, as every pair has them, go in by one statement. */
  private recordWriter(): (finding: number, records: readonly DetectedRecord[]) => void {
    const adding = (rows: number): Statement<(string | number)[]> =>
      this.database.prepare(
        `INSERT INTO finding_record(finding_id, registration_id, place, dept_code) VALUES ${new Array(rows).fill('(?, ?, ?, ?)').join(', ')}
         ON CONFLICT (finding_id, registration_id) DO UPDATE SET place = excluded.place WHERE place <> excluded.place`,
      );
    const addOne = adding(1);
    const addTwo = adding(2);
    return (finding, records) => {
      const [first, second] = records;
      if (records.length === 2 && first !== undefined && second !== undefined) {
        addTwo.run(finding, first.id, 0, first.deptCode, finding, second.id, 1, second.deptCode);
        return;
      }
      for (const [place, { id, deptCode }] of records.entries()) addOne.run(finding, id, place, deptCode);
    };
  }
}
