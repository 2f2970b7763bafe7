import type { FieldKey } from '../domain/fields.js';
import type { Box, PageOutcome, Straightening } from '../domain/scan.js';
import type { Registry, Sqlite } from './open.js';

/** A keyed row was compared with a page of its scan. */
export interface ScanComparison {
  readonly rowId: number;
  readonly sha256: string;
  readonly page: number;
  readonly outcome: PageOutcome;
  readonly problem: string;
  /** How many fields were compared. */
  readonly fields: number;
  /** How the page was straightened: boxes of its checks are on that picture. */
  readonly straightening: Straightening;
  readonly at: string;
}

/** A keyed row that came with its scan, where the two differ. */
export interface ScanCheck {
  readonly rowId: number;
  readonly key: FieldKey;
  readonly keyed: string;
  readonly read: string;
  readonly confidence: number;
  readonly sha256: string;
  readonly page: number;
  /** Where it stands on the straightened page. */
  readonly box: Box;
}

export type ScanCheckState = 'open' | 'keyed' | 'scan';

export interface StoredScanCheck extends ScanCheck {
  /** `keyed`: the row is right · `scan`: the scan is. */
  readonly state: ScanCheckState;
  readonly decidedBy: string;
  readonly decidedAt: string;
  readonly ledgerSeq: number;
}

interface StoredCheck {
  readonly row_id: number;
  readonly key: FieldKey;
  readonly keyed: string;
  readonly read: string;
  readonly confidence: number;
  readonly sha256: string;
  readonly page: number;
  readonly box: string;
  readonly state: ScanCheckState;
  readonly decided_by: string;
  readonly decided_at: string;
  readonly ledger_seq: number;
}

/** Keyed rows against their scans: what was compared, where they differ. Writing methods belong inside the caller's transaction, beside their ledger entry. */
export class ScanCheckRepository {
  private readonly database: Sqlite;

  constructor(registry: Pick<Registry, 'database'>) {
    this.database = registry.database;
  }

  addComparison({ rowId, sha256, page, outcome, problem, fields, straightening, at }: ScanComparison): void {
    this.database
      .prepare(
        'INSERT OR IGNORE INTO scan_comparison(row_id, sha256, page, outcome, problem, fields, straightening, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(rowId, sha256, page, outcome, problem, fields, JSON.stringify(straightening), at);
  }

  /** The pages of its scans that a keyed row was compared with. */
  comparisonsOf(rowId: number): readonly ScanComparison[] {
    return this.database
      .prepare<[number], Omit<ScanComparison, 'straightening'> & { readonly straightening: string }>(
        'SELECT row_id AS rowId, sha256, page, outcome, problem, fields, straightening, at FROM scan_comparison WHERE row_id = ? ORDER BY sha256, page',
      )
      .all(rowId)
      .map((row) => ({ ...row, straightening: JSON.parse(row.straightening) as Straightening }));
  }

  /** A row is compared with its scan once; what was decided about it stays. */
  addCheck(check: ScanCheck, ledgerSeq: number): void {
    this.database
      .prepare(
        `INSERT OR IGNORE INTO scan_check(row_id, key, keyed, read, confidence, sha256, page, box, state, decided_by, decided_at, ledger_seq)
         VALUES (@rowId, @key, @keyed, @read, @confidence, @sha256, @page, @box, 'open', '', '', @ledgerSeq)`,
      )
      .run({ ...check, box: JSON.stringify(check.box), ledgerSeq });
  }

  checksOf(rowId: number): readonly StoredScanCheck[] {
    return this.database.prepare<[number], StoredCheck>('SELECT * FROM scan_check WHERE row_id = ? ORDER BY key').all(rowId).map(checkOf);
  }

  /** Disagreements of the rows of a batch, in the order of the rows. */
  checksOfBatch(batchId: number): readonly StoredScanCheck[] {
    const rows = this.database.prepare<[number], StoredCheck>(
      `SELECT c.* FROM batch_file f JOIN scan_check c ON c.row_id BETWEEN f.first_id AND f.last_id WHERE f.batch_id = ? ORDER BY c.row_id, c.key`,
    );
    return rows.all(batchId).map(checkOf);
  }

  /** @returns whether it was still open. */
  decideCheck(
    { rowId, key }: Pick<ScanCheck, 'rowId' | 'key'>,
    decision: { readonly state: 'keyed' | 'scan'; readonly by: string; readonly at: string; readonly ledgerSeq: number },
  ): boolean {
    const update = this.database.prepare(
      `UPDATE scan_check SET state = @state, decided_by = @by, decided_at = @at, ledger_seq = @ledgerSeq
       WHERE row_id = @rowId AND key = @key AND state = 'open'`,
    );
    return update.run({ rowId, key, ...decision }).changes > 0;
  }
}

function checkOf(row: StoredCheck): StoredScanCheck {
  return {
    rowId: row.row_id,
    key: row.key,
    keyed: row.keyed,
    read: row.read,
    confidence: row.confidence,
    sha256: row.sha256,
    page: row.page,
    box: JSON.parse(row.box) as Box,
    state: row.state,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    ledgerSeq: row.ledger_seq,
  };
}
