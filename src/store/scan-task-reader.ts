import type { Sqlite } from './open.js';

/** Whose rows come: of batches of an area, and of a source the person may load. */
export interface ScanTaskReach {
  /** What the codes begin with; '' is everything. */
  readonly prefix: string;
  /** Only rows that were brought to fill in old records (Art. 16: temporary accounts load no others). */
  readonly onlyBackfill: boolean;
}

/** What one person keyed since a moment. */
export interface KeyingCounts {
  readonly pages: number;
  /** Of them those that wait for a second person. */
  readonly waiting: number;
  /** '' for none. */
  readonly firstAt: string;
}

export interface LastKeying {
  readonly id: number;
  readonly rowId: number;
  readonly ledgerSeq: number;
}

/** Rows that two persons keyed differently, and who. */
export interface DisputedRow {
  readonly rowId: number;
  readonly usernames: readonly string[];
}

type Bound = Readonly<Record<string, string | number>>;

const WITHIN = "substr(b.area, 1, length(@prefix)) = @prefix AND (@onlyBackfill = 0 OR b.source = 'backfill')";
const OPEN_PAGE = `scan_page p JOIN quarantine q ON q.id = p.row_id AND q.state = 'open' JOIN batch b ON b.id = q.batch_id
  WHERE p.row_id > 0 AND p.outcome = 'read' AND ${WITHIN} AND NOT EXISTS (
    SELECT 1 FROM scan_keying s WHERE s.row_id = p.row_id AND s.settles = 1 AND s.withdrawn_seq = 0)`;
const DISPUTED = 'SELECT row_id FROM scan_keying WHERE settles = 0 AND withdrawn_seq = 0 GROUP BY row_id HAVING count(*) >= 2';
const NOT_KEYED_BY_SELF =
  'NOT EXISTS (SELECT 1 FROM scan_keying k WHERE k.row_id = p.row_id AND k.withdrawn_seq = 0 AND k.username = @username)';

/** Which pages of scans and which differences between rows and scans wait for a person, and who did what about them. */
export class ScanTaskReader {
  private readonly database: Sqlite;

  constructor(database: Sqlite) {
    this.database = database;
  }

  /** Pages that wait in quarantine and that this person has not keyed: those on which two others differ, then as they were scanned. */
  openPages(username: string, reach: ScanTaskReach, limit: number): readonly number[] {
    const own = `${OPEN_PAGE} AND ${NOT_KEYED_BY_SELF}`;
    const values = { username, ...bound(reach), limit };
    const disputed = this.numbers(`SELECT p.row_id FROM ${own} AND p.row_id IN (${DISPUTED}) ORDER BY p.row_id LIMIT @limit`, values);
    const others = this.numbers(`SELECT p.row_id FROM ${own} ORDER BY p.row_id LIMIT @limit`, values);
    return [...new Set([...disputed, ...others])];
  }

  countOpenPages(username: string, reach: ScanTaskReach, most: number): number {
    const query = `SELECT count(*) FROM (SELECT 1 FROM ${OPEN_PAGE} AND ${NOT_KEYED_BY_SELF} LIMIT @most)`;
    return this.numbers(query, { username, ...bound(reach), most })[0] ?? 0;
  }

  /** Pages on which two persons do not agree; who keyed them, oldest first. */
  disputedPages(reach: ScanTaskReach): readonly DisputedRow[] {
    const rows = this.numbers(`SELECT p.row_id FROM ${OPEN_PAGE} AND p.row_id IN (${DISPUTED}) ORDER BY p.row_id`, bound(reach));
    return rows.map((rowId) => ({ rowId, usernames: this.keyedBy(rowId) }));
  }

  private keyedBy(rowId: number): readonly string[] {
    return this.database
      .prepare<[number], string>('SELECT username FROM scan_keying WHERE row_id = ? AND withdrawn_seq = 0 ORDER BY id')
      .pluck()
      .all(rowId);
  }

  /** The newest keying of a person that is in force and not older than a moment. */
  lastKeying(username: string, since: string): LastKeying | undefined {
    return this.database
      .prepare<[string, string], LastKeying>(
        `SELECT id, row_id AS rowId, ledger_seq AS ledgerSeq FROM scan_keying
         WHERE username = ? AND at >= ? AND withdrawn_seq = 0 ORDER BY id DESC LIMIT 1`,
      )
      .get(username, since);
  }

  /**
   * Rows that a person's keying settled and that are not loaded yet, in the order of the keyings; and those of others that were settled
   * before a moment.
   */
  rowsToLoad(username: string, othersBefore: string, reach: ScanTaskReach): readonly number[] {
    return this.numbers(
      `SELECT k.row_id FROM scan_keying k JOIN quarantine q ON q.id = k.row_id AND q.state = 'open' JOIN batch b ON b.id = q.batch_id
       WHERE k.settles = 1 AND k.withdrawn_seq = 0 AND (k.username = @username OR k.at < @othersBefore) AND ${WITHIN} ORDER BY k.id`,
      { username, othersBefore, ...bound(reach) },
    );
  }

  keyingCounts(username: string, since: string): KeyingCounts {
    const row = this.database
      .prepare<[string, string], KeyingCounts>(
        `SELECT count(*) AS pages, coalesce(sum(q.state = 'open' AND k.settles = 0), 0) AS waiting, coalesce(min(k.at), '') AS firstAt
         FROM scan_keying k JOIN quarantine q ON q.id = k.row_id WHERE k.username = ? AND k.at >= ? AND k.withdrawn_seq = 0`,
      )
      .get(username, since);
    return row ?? { pages: 0, waiting: 0, firstAt: '' };
  }

  /** Keyed rows that differ from their scans somewhere and about which nobody has decided; they belong to the area of their batch. */
  openChecks(reach: ScanTaskReach, limit: number): readonly number[] {
    return this.numbers(
      `SELECT DISTINCT c.row_id FROM scan_check c JOIN batch_file f ON c.row_id BETWEEN f.first_id AND f.last_id JOIN batch b ON b.id = f.batch_id
       WHERE c.state = 'open' AND ${WITHIN} ORDER BY c.row_id LIMIT @limit`,
      { ...bound(reach), limit },
    );
  }

  /** Whether a keyed row is of a batch within reach. */
  isCheckWithin(rowId: number, reach: ScanTaskReach): boolean {
    const query = `SELECT 1 FROM batch_file f JOIN batch b ON b.id = f.batch_id WHERE @rowId BETWEEN f.first_id AND f.last_id AND ${WITHIN} LIMIT 1`;
    return this.numbers(query, { ...bound(reach), rowId }).length > 0;
  }

  /** The newest decision of a person between a row and its scan: the row, and the entry that says so. */
  lastCheck(username: string, since: string): { readonly rowId: number; readonly ledgerSeq: number } | undefined {
    return this.database
      .prepare<[string, string], { readonly rowId: number; readonly ledgerSeq: number }>(
        `SELECT row_id AS rowId, ledger_seq AS ledgerSeq FROM scan_check
         WHERE state <> 'open' AND decided_by = ? AND decided_at >= ? ORDER BY ledger_seq DESC LIMIT 1`,
      )
      .get(username, since);
  }

  checkCounts(username: string, since: string): { readonly rows: number; readonly firstAt: string } {
    const row = this.database
      .prepare<[string, string], { readonly rows: number; readonly firstAt: string }>(
        `SELECT count(DISTINCT row_id) AS rows, coalesce(min(decided_at), '') AS firstAt FROM scan_check
         WHERE state <> 'open' AND decided_by = ? AND decided_at >= ?`,
      )
      .get(username, since);
    return row ?? { rows: 0, firstAt: '' };
  }

  /** Opens again what one entry decided, inside the caller's transaction. @param ledgerSeq the entry that says so */
  reopenChecks(decidedSeq: number, ledgerSeq: number): void {
    this.database
      .prepare(
        `UPDATE scan_check SET state = 'open', decided_by = '', decided_at = '', ledger_seq = ? WHERE ledger_seq = ? AND state <> 'open'`,
      )
      .run(ledgerSeq, decidedSeq);
  }

  private numbers(query: string, values: Bound): readonly number[] {
    return this.database.prepare<[Bound], number>(query).pluck().all(values);
  }
}

function bound({ prefix, onlyBackfill }: ScanTaskReach) {
  return { prefix, onlyBackfill: onlyBackfill ? 1 : 0 };
}
