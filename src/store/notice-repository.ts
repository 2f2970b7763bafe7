import type { Sqlite } from './open.js';

export interface NoticeFile {
  readonly name: string;
  readonly sha256: string;
}

/** A notice to the bureau above and to the province. */
export interface StoredNotice {
  readonly id: number;
  /** `440104-2026-001` */
  readonly number: string;
  /** Six digits: whose notice it is. */
  readonly region: string;
  readonly addressees: readonly string[];
  readonly files: readonly NoticeFile[];
  readonly at: string;
  readonly actor: string;
  readonly ledgerSeq: number;
  readonly findings: number;
}

type Row = Omit<StoredNotice, 'addressees' | 'files'> & { readonly addressees: string; readonly files: string };

const SELECT = `SELECT n.id, n.number, n.region, n.addressees, n.files, n.at, n.actor, n.ledger_seq AS ledgerSeq,
  (SELECT count(*) FROM finding_notice_item WHERE notice_id = n.id) AS findings FROM finding_notice n`;

/** Notices about findings. Writing methods belong inside the caller's transaction. */
export class NoticeRepository {
  private readonly database: Sqlite;

  constructor(database: Sqlite) {
    this.database = database;
  }

  /** @param prefix what the regions begin with; '' for all */
  list(prefix: string): readonly StoredNotice[] {
    const select = this.database.prepare<[string, string], Row>(`${SELECT} WHERE substr(n.region, 1, length(?)) = ? ORDER BY n.id`);
    return select.all(prefix, prefix).map(noticeOf);
  }

  ofFinding(id: number): readonly StoredNotice[] {
    const select = this.database.prepare<[number], Row>(
      `${SELECT} WHERE n.id IN (SELECT notice_id FROM finding_notice_item WHERE finding_id = ?) ORDER BY n.id`,
    );
    return select.all(id).map(noticeOf);
  }

  /** Findings of a notice, in their order. */
  findingsOf(noticeId: number): readonly number[] {
    return this.database
      .prepare<[number], number>('SELECT finding_id FROM finding_notice_item WHERE notice_id = ? ORDER BY finding_id')
      .pluck()
      .all(noticeId);
  }

  /** How many numbers that begin like this are taken. */
  count(numberPrefix: string): number {
    return Number(
      this.database.prepare<[string]>('SELECT count(*) FROM finding_notice WHERE number GLOB ?').pluck().get(`${numberPrefix}*`) ?? 0,
    );
  }

  add(notice: Omit<StoredNotice, 'id' | 'findings'>, findingIds: readonly number[]): void {
    const { number, region, addressees, files, at, actor, ledgerSeq } = notice;
    const { lastInsertRowid } = this.database
      .prepare('INSERT INTO finding_notice(number, region, addressees, files, at, actor, ledger_seq) VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(number, region, JSON.stringify(addressees), JSON.stringify(files), at, actor, ledgerSeq);
    const addItem = this.database.prepare('INSERT INTO finding_notice_item(notice_id, finding_id) VALUES (?, ?)');
    for (const id of findingIds) addItem.run(lastInsertRowid, id);
  }
}

function noticeOf(row: Row): StoredNotice {
  return {
    ...row,
    addressees: JSON.parse(row.addressees) as readonly string[],
    files: JSON.parse(row.files) as readonly NoticeFile[],
  };
}
