import type { FieldKey } from '../domain/fields.js';
import { CELL_SEPARATOR, ROW_SEPARATOR } from '../domain/row-text.js';
import type { Sqlite } from './open.js';

/** What record linkage reads of a registration, in this order, behind its id. */
export const LINKAGE_FIELDS = [
  'op_type',
  'op_date',
  'cert_no',
  'dept_code',
  'dept_name',
  'operator',
  'renew_flag',
  'remedy_flag',
  'name_man',
  'cert_num_man',
  'birth_man',
  'folk_man',
  'reg_detail_man',
  'name_woman',
  'cert_num_woman',
  'birth_woman',
  'folk_woman',
  'reg_detail_woman',
  'doc_code',
  'doc_year',
  'doc_no',
] as const satisfies readonly FieldKey[];

/** Ids from `first` to `last`, both included. */
export interface IdRange {
  readonly first: number;
  readonly last: number;
}

/** A range in which at most `rows` ids are registrations. */
export interface LoadedRange extends IdRange {
  readonly rows: number;
}

/** Where the ledger stood; what holds of the registry at an entry is named by its hash, which holds all before it. */
export interface LedgerPlace {
  readonly seq: number;
  /** Hex; '' before the first entry. */
  readonly hash: string;
}

/** The registrations as record linkage reads them, and what has changed of them. */
export class LinkageRows {
  private readonly database: Sqlite;
  private readonly active;
  private readonly anyone;
  private readonly entryHash;

  constructor(database: Sqlite) {
    this.database = database;
    // Values never hold the separators: rule `illegal-characters`. A scan of ids comes in their order, and the reader holds it to that.
    this.active = database
      .prepare<[number, number], Buffer | null>(
        `SELECT CAST(group_concat(concat_ws('${CELL_SEPARATOR}', id, ${LINKAGE_FIELDS.join(', ')}), '${ROW_SEPARATOR}') AS BLOB)
         FROM registration WHERE id BETWEEN ? AND ? AND state = 'active'`,
      )
      .pluck();
    this.anyone = database.prepare<[number, number], number>('SELECT 1 FROM registration WHERE id BETWEEN ? AND ? LIMIT 1').pluck();
    this.entryHash = database.prepare<[number], string>('SELECT lower(hex(hash)) FROM ledger_entry WHERE seq = ?').pluck();
  }

  /** Active registrations of a range: UTF-8, U+001F between the cells of a row, U+001E between rows; `null` when there is none. */
  read({ first, last }: IdRange): Buffer | null {
    return this.active.get(first, last) ?? null;
  }

  /** The last entry of the ledger. */
  ledgerEnd(): LedgerPlace {
    const seq = Number(this.database.prepare('SELECT coalesce(max(seq), 0) FROM ledger_entry').pluck().get());
    return { seq, hash: this.hashAt(seq) };
  }

  /** Hex; '' when there is no such entry. */
  hashAt(seq: number): string {
    return this.entryHash.get(seq) ?? '';
  }

  /** The ranges that loads have filled since an entry of the ledger, of batches that still stand, in the order of their ids. */
  loadedSince(seq: number): LoadedRange[] {
    return this.database
      .prepare<[number], LoadedRange>(
        `SELECT c.first_id AS first, c.last_id AS last, c.accepted AS rows FROM batch_chunk c JOIN batch b ON b.id = c.batch_id
         WHERE c.ledger_seq > ? AND c.accepted > 0 AND b.state <> 'undone' ORDER BY c.first_id`,
      )
      .all(seq);
  }

  /** The ranges whose state or content something has changed since. */
  changedSince(seq: number): IdRange[] {
    return this.database
      .prepare<[number], IdRange>(
        'SELECT first_id AS first, last_id AS last FROM registration_event WHERE ledger_seq > ? ORDER BY first_id',
      )
      .all(seq);
  }

  /** Smallest and largest id, of whatever state; `undefined` when there is no registration. */
  span(): IdRange | undefined {
    const end = (order: 'ASC' | 'DESC'): number | undefined =>
      this.database.prepare<[], number>(`SELECT id FROM registration ORDER BY id ${order} LIMIT 1`).pluck().get();
    const [first, last] = [end('ASC'), end('DESC')];
    return first === undefined || last === undefined ? undefined : { first, last };
  }

  holdsAny({ first, last }: IdRange): boolean {
    return first <= last && this.anyone.get(first, last) === 1;
  }
}
