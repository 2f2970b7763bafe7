import type { Registry } from './open.js';

export interface GroupCount {
  readonly key: string;
  readonly name: string;
  readonly count: number;
}

export interface StoredQuarantineRow {
  readonly id: number;
  readonly file: string;
  readonly line: number;
  readonly cells: string;
  readonly findings: string;
}

const IN_BATCH = `JOIN batch_file f ON f.batch_id = ? AND r.id BETWEEN f.first_id AND f.last_id`;

/** Registrations of a batch by year of registration; the key is '' where the date is unknown. */
export function countByYear({ database }: Registry, batchId: number): GroupCount[] {
  return database
    .prepare<[number], GroupCount>(
      `SELECT substr(r.op_date, 1, 4) AS key, '' AS name, count(*) AS count FROM registration r ${IN_BATCH} GROUP BY 1 ORDER BY 1`,
    )
    .all(batchId);
}

/** Registrations of a batch by office code, or by name where the row has no code. */
export function countByOffice({ database }: Registry, batchId: number): GroupCount[] {
  return database
    .prepare<[number], GroupCount>(
      `SELECT r.dept_code AS key, max(r.dept_name) AS name, count(*) AS count FROM registration r ${IN_BATCH}
       GROUP BY r.dept_code, CASE r.dept_code WHEN '' THEN r.dept_name END ORDER BY 3 DESC, 1`,
    )
    .all(batchId);
}

/** The quarantined rows of a batch in file order, whatever became of them since. */
export function* quarantinedOf({ database }: Registry, batchId: number): Generator<StoredQuarantineRow> {
  const rows = database.prepare<[number], StoredQuarantineRow>(
    `SELECT q.id, f.name || CASE f.sheet WHEN '' THEN '' ELSE '#' || f.sheet END AS file, q.line, q.cells, q.findings
     FROM quarantine q JOIN batch_file f USING (batch_id, file_no) WHERE q.batch_id = ? ORDER BY q.id`,
  );
  yield* rows.iterate(batchId);
}
