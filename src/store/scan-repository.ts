import type { FieldKey } from '../domain/fields.js';
import type { Box, Evidence, PageOutcome, ReadField, Standing, Straightening } from '../domain/scan.js';
import type { Registry, Sqlite } from './open.js';

/** A scanned file; its bytes are a file of the home (src/scans/scan-store.ts). */
export interface ScanRow {
  /** Lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** `pdf`, `tiff`, `png` or `jpeg`. */
  readonly type: string;
  /** 0 for a file that could not be opened. */
  readonly pages: number;
  readonly storedAt: string;
}

/** A page of a scan as an import read it. */
export interface ScanPage {
  readonly batchId: number;
  readonly fileNo: number;
  /** From 1. */
  readonly page: number;
  readonly sha256: string;
  /** The registration or quarantined row it became; 0 when it became none, or was read to check a keyed row. */
  readonly rowId: number;
  readonly outcome: PageOutcome;
  /** Why it failed, as the key of a message; '' otherwise. */
  readonly problem: string;
  readonly template: string;
  readonly templateVersion: number;
  readonly reader: string;
  readonly straightening: Straightening;
  readonly readAt: string;
}

/** What a person said a page says. */
export interface ScanKeying {
  readonly rowId: number;
  readonly username: string;
  /** One of two keyings that have to agree. */
  readonly twoPersons: boolean;
  /** With it the page is decided: its row waits to be loaded, or is. */
  readonly settles: boolean;
  /** Only the fields the person looked at. */
  readonly entries: Readonly<Partial<Record<FieldKey, string>>>;
  readonly at: string;
  readonly ledgerSeq: number;
}

export interface StoredScanKeying extends ScanKeying {
  readonly id: number;
  /** The ledger entry that took it back; 0 while it is in force. */
  readonly withdrawnSeq: number;
}

interface StoredPage {
  readonly batch_id: number;
  readonly file_no: number;
  readonly page: number;
  readonly sha256: string;
  readonly row_id: number;
  readonly outcome: PageOutcome;
  readonly problem: string;
  readonly template: string;
  readonly template_version: number;
  readonly reader: string;
  readonly straightening: string;
  readonly read_at: string;
}

interface StoredField {
  readonly key: FieldKey;
  readonly value: string;
  readonly written: string;
  readonly confidence: number;
  readonly standing: Standing;
  readonly evidence: string;
  readonly box: string;
}

interface StoredKeying {
  readonly id: number;
  readonly row_id: number;
  readonly username: string;
  readonly two_persons: number;
  readonly settles: number;
  readonly entries: string;
  readonly at: string;
  readonly ledger_seq: number;
  readonly withdrawn_seq: number;
}

/** Scans, their pages and fields, and what people said of them. Writing methods belong inside the caller's transaction, beside their ledger entry. */
export class ScanRepository {
  private readonly database: Sqlite;

  constructor(registry: Pick<Registry, 'database'>) {
    this.database = registry.database;
  }

  /** Known from before or not: the same bytes are one scan. A file that could not be opened then may be opened now. */
  addScan({ sha256, bytes, type, pages, storedAt }: ScanRow): void {
    this.database
      .prepare(
        `INSERT INTO scan(sha256, bytes, type, pages, stored_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT(sha256) DO UPDATE SET pages = excluded.pages WHERE excluded.pages > scan.pages`,
      )
      .run(sha256, bytes, type, pages, storedAt);
  }

  scan(sha256: string): ScanRow | undefined {
    return this.database
      .prepare<[string], ScanRow>('SELECT sha256, bytes, type, pages, stored_at AS storedAt FROM scan WHERE sha256 = ?')
      .get(sha256);
  }

  addPage(page: ScanPage): void {
    this.database
      .prepare(
        `INSERT INTO scan_page(batch_id, file_no, page, sha256, row_id, outcome, problem, template, template_version, reader, straightening, read_at)
         VALUES (@batchId, @fileNo, @page, @sha256, @rowId, @outcome, @problem, @template, @templateVersion, @reader, @straightening, @readAt)`,
      )
      .run({ ...page, straightening: JSON.stringify(page.straightening) });
  }

  /** The page a row came from. */
  pageOfRow(rowId: number): ScanPage | undefined {
    const row = this.database.prepare<[number], StoredPage>('SELECT * FROM scan_page WHERE row_id = ? AND row_id > 0').get(rowId);
    return row === undefined ? undefined : pageOf(row);
  }

  /** In the order of the files and of their pages. */
  pagesOfBatch(batchId: number): readonly ScanPage[] {
    const rows = this.database.prepare<[number], StoredPage>('SELECT * FROM scan_page WHERE batch_id = ? ORDER BY file_no, page');
    return rows.all(batchId).map(pageOf);
  }

  /** Pages of a batch by what became of them. */
  countOutcomes(batchId: number): Readonly<Record<PageOutcome, number>> {
    const counts = { read: 0, blank: 0, unrecognised: 0, failed: 0 };
    const rows = this.database.prepare<[number], { outcome: PageOutcome; count: number }>(
      'SELECT outcome, count(*) AS count FROM scan_page WHERE batch_id = ? GROUP BY outcome',
    );
    for (const { outcome, count } of rows.all(batchId)) counts[outcome] = count;
    return counts;
  }

  /** Fields of the forms of a batch by what their values rest on. */
  countStandings(batchId: number): Readonly<Record<Standing, number>> {
    const counts = { proved: 0, agreed: 0, doubtful: 0, blank: 0 };
    const rows = this.database.prepare<[number], { standing: Standing; count: number }>(
      `SELECT f.standing AS standing, count(*) AS count FROM scan_page p JOIN scan_field f ON f.row_id = p.row_id
       WHERE p.batch_id = ? AND p.row_id > 0 GROUP BY f.standing`,
    );
    for (const { standing, count } of rows.all(batchId)) counts[standing] = count;
    return counts;
  }

  /** The pages of a batch that became no row, in the order of the files and of their pages. */
  pagesWithoutRow(batchId: number): readonly ScanPage[] {
    const rows = this.database.prepare<[number], StoredPage>(
      'SELECT * FROM scan_page WHERE batch_id = ? AND row_id = 0 ORDER BY file_no, page',
    );
    return rows.all(batchId).map(pageOf);
  }

  addFields(rowId: number, fields: readonly ReadField[]): void {
    const insert = this.database.prepare(
      `INSERT INTO scan_field(row_id, key, ordinal, value, written, confidence, standing, evidence, box)
       VALUES (@rowId, @key, @ordinal, @value, @written, @confidence, @standing, @evidence, @box)`,
    );
    fields.forEach(({ key, value, written, confidence, standing, evidence, box }, ordinal) => {
      const read = { key, ordinal, value, written, confidence, standing };
      insert.run({ rowId, ...read, evidence: JSON.stringify(evidence), box: JSON.stringify(box) });
    });
  }

  /** In the order of the form; none for a row that came from no scan. */
  fieldsOf(rowId: number): readonly ReadField[] {
    const rows = this.database.prepare<[number], StoredField>('SELECT * FROM scan_field WHERE row_id = ? ORDER BY ordinal');
    return rows.all(rowId).map(fieldOf);
  }

  addKeying({ rowId, username, twoPersons, settles, entries, at, ledgerSeq }: ScanKeying): number {
    const insert = this.database.prepare(
      `INSERT INTO scan_keying(row_id, username, two_persons, settles, entries, at, ledger_seq, withdrawn_seq) VALUES (?, ?, ?, ?, ?, ?, ?, 0)`,
    );
    return Number(insert.run(rowId, username, twoPersons ? 1 : 0, settles ? 1 : 0, JSON.stringify(entries), at, ledgerSeq).lastInsertRowid);
  }

  /** Those in force, oldest first. */
  keyingsOf(rowId: number): readonly StoredScanKeying[] {
    const rows = this.database.prepare<[number], StoredKeying>(
      'SELECT * FROM scan_keying WHERE row_id = ? AND withdrawn_seq = 0 ORDER BY id',
    );
    return rows.all(rowId).map(keyingOf);
  }

  withdrawKeying(id: number, ledgerSeq: number): void {
    this.database.prepare('UPDATE scan_keying SET withdrawn_seq = ? WHERE id = ? AND withdrawn_seq = 0').run(ledgerSeq, id);
  }
}

function pageOf(row: StoredPage): ScanPage {
  return {
    batchId: row.batch_id,
    fileNo: row.file_no,
    page: row.page,
    sha256: row.sha256,
    rowId: row.row_id,
    outcome: row.outcome,
    problem: row.problem,
    template: row.template,
    templateVersion: row.template_version,
    reader: row.reader,
    straightening: JSON.parse(row.straightening) as Straightening,
    readAt: row.read_at,
  };
}

function fieldOf({ key, value, written, confidence, standing, evidence, box }: StoredField): ReadField {
  return { key, value, written, confidence, standing, evidence: JSON.parse(evidence) as Evidence[], box: JSON.parse(box) as Box };
}

function keyingOf(row: StoredKeying): StoredScanKeying {
  return {
    id: row.id,
    rowId: row.row_id,
    username: row.username,
    twoPersons: row.two_persons === 1,
    settles: row.settles === 1,
    entries: JSON.parse(row.entries) as StoredScanKeying['entries'],
    at: row.at,
    ledgerSeq: row.ledger_seq,
    withdrawnSeq: row.withdrawn_seq,
  };
}
