import type { FieldKey } from '../domain/fields.js';
import type { Box } from '../domain/scan.js';
import type { Sqlite } from './open.js';

export type ScanVerdict = 'keyed' | 'scan';

/** A field of a keyed row that its scan says otherwise. */
export interface ScanCheck {
  /** The registration, or the quarantined row. */
  readonly rowId: number;
  readonly key: FieldKey;
  /** Both as the registry would hold them. */
  readonly keyed: string;
  readonly read: string;
  readonly confidence: number;
  /** The page that was read (`scan_page`), and where on it. */
  readonly batchId: number;
  readonly fileNo: number;
  readonly page: number;
  readonly box: Box;
}

export interface StoredScanCheck extends ScanCheck {
  readonly state: 'open' | ScanVerdict;
  readonly decidedBy: string;
  readonly decidedAt: string;
  readonly ledgerSeq: number;
}

/** What one person decided since a moment, by rows. */
export interface ScanCheckCounts {
  readonly rows: number;
  /** '' for none. */
  readonly firstAt: string;
}

type Row = Omit<StoredScanCheck, 'box'> & { readonly box: string };

const COLUMNS = `c.row_id AS rowId, c.key, c.keyed, c.read, c.confidence, c.batch_id AS batchId, c.file_no AS fileNo, c.page, c.box, c.state,
  c.decided_by AS decidedBy, c.decided_at AS decidedAt, c.ledger_seq AS ledgerSeq`;

/** A keyed row belongs to the area whose batch brought it. */
const WITHIN_REACH =
  "(@reach = '' OR EXISTS (SELECT 1 FROM batch b WHERE b.id = c.batch_id AND substr(b.area, 1, length(@reach)) = @reach))";

/** Keyed rows and their scans, where they differ. Writing methods belong inside the caller's transaction, beside their ledger entry. */
export class ScanCheckRepository {
  private readonly database: Sqlite;

  constructor(database: Sqlite) {
    this.database = database;
  }

  /** Known from before, it is kept with what was decided about it. */
  add({ rowId, key, keyed, read, confidence, batchId, fileNo, page, box }: ScanCheck): void {
    this.database
      .prepare(
        `INSERT INTO scan_check(row_id, key, keyed, read, confidence, batch_id, file_no, page, box, state, decided_by, decided_at, ledger_seq)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', '', '', 0) ON CONFLICT(row_id, key) DO NOTHING`,
      )
      .run(rowId, key, keyed, read, confidence, batchId, fileNo, page, JSON.stringify(box));
  }

  ofRow(rowId: number): readonly StoredScanCheck[] {
    return this.database
      .prepare<[number], Row>(`SELECT ${COLUMNS} FROM scan_check c WHERE c.row_id = ? ORDER BY c.key`)
      .all(rowId)
      .map((row) => ({ ...row, box: JSON.parse(row.box) as Box }));
  }

  /** Rows with something open, of batches whose area begins with `reach`. */
  openRows(reach: string, limit: number): readonly number[] {
    return this.database
      .prepare<[{ reach: string; limit: number }], number>(
        `SELECT DISTINCT c.row_id FROM scan_check c WHERE c.state = 'open' AND ${WITHIN_REACH} ORDER BY c.row_id LIMIT @limit`,
      )
      .pluck()
      .all({ reach, limit });
  }

  /** Sets open fields of a row. @returns how many were open */
  decide(rowId: number, verdicts: ReadonlyMap<FieldKey, ScanVerdict>, by: { username: string; at: string; ledgerSeq: number }): number {
    const update = this.database.prepare(
      `UPDATE scan_check SET state = ?, decided_by = ?, decided_at = ?, ledger_seq = ? WHERE row_id = ? AND key = ? AND state = 'open'`,
    );
    return [...verdicts].reduce(
      (changed, [key, verdict]) => changed + update.run(verdict, by.username, by.at, by.ledgerSeq, rowId, key).changes,
      0,
    );
  }

  /** Opens again what one entry decided. */
  reopen(ledgerSeq: number): void {
    this.database
      .prepare(
        `UPDATE scan_check SET state = 'open', decided_by = '', decided_at = '', ledger_seq = 0 WHERE ledger_seq = ? AND state <> 'open'`,
      )
      .run(ledgerSeq);
  }

  /** The newest decision of a person, not older than a moment. */
  lastOf(username: string, since: string): { readonly rowId: number; readonly ledgerSeq: number } | undefined {
    return this.database
      .prepare<[string, string], { rowId: number; ledgerSeq: number }>(
        `SELECT row_id AS rowId, ledger_seq AS ledgerSeq FROM scan_check WHERE state <> 'open' AND decided_by = ? AND decided_at >= ?
         ORDER BY ledger_seq DESC LIMIT 1`,
      )
      .get(username, since);
  }

  countsOf(username: string, since: string): ScanCheckCounts {
    const row = this.database
      .prepare<[string, string], ScanCheckCounts>(
        `SELECT count(DISTINCT row_id) AS rows, coalesce(min(decided_at), '') AS firstAt FROM scan_check
         WHERE state <> 'open' AND decided_by = ? AND decided_at >= ?`,
      )
      .get(username, since);
    return row ?? { rows: 0, firstAt: '' };
  }
}
