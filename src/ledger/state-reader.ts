import { FIELD_KEYS } from '../domain/fields.js';
import type { Sqlite } from '../store/open.js';

/** A registration without its content. */
export interface RowHead {
  readonly id: number;
  readonly line: number;
  readonly state: string;
}

/** A registration as its digest sees it. */
export interface PresentRow extends RowHead {
  /** Id, the 42 values, raw, flags, with U+001F between them. */
  readonly text: string;
}

/** Up to a thousand rows as one blob: fetching them one by one costs more than hashing them. */
export interface RowBulk {
  /** Texts in id order, U+001E between them. */
  readonly texts: Buffer;
  readonly count: number;
  readonly lastId: number;
  /** Least and greatest state, so that equal ones prove all. */
  readonly lowState: string;
  readonly highState: string;
}

export interface StoredChunk {
  readonly batch: number;
  readonly fileNo: number;
  readonly seq: number;
  readonly firstId: number;
  readonly lastId: number;
  readonly accepted: number;
  readonly ledgerSeq: number;
  readonly fileName: string;
}

export type StateReader = ReturnType<typeof prepareStateReader>;

const ROWS_AT_ONCE = 1000;
/** What a row's digest is taken over. Values never hold U+001E or U+001F: rule `illegal-characters`. */
const ROW_TEXT = `concat_ws(char(31), id, ${[...FIELD_KEYS, 'raw', 'flags'].join(', ')})`;

export function prepareStateReader(database: Sqlite) {
  const bulk = database.prepare<[number, number], RowBulk>(`
    SELECT CAST(group_concat(text, char(30)) AS BLOB) AS texts, count(*) AS count, max(id) AS lastId, min(state) AS lowState, max(state) AS highState
    FROM (SELECT id, state, ${ROW_TEXT} AS text FROM registration WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ${ROWS_AT_ONCE})`);
  const rows = database.prepare<[number, number], PresentRow>(
    `SELECT id, line, state, ${ROW_TEXT} AS text FROM registration WHERE id BETWEEN ? AND ? ORDER BY id`,
  );
  const heads = database.prepare<[number, number], RowHead>(
    'SELECT id, line, state FROM registration WHERE id BETWEEN ? AND ? ORDER BY id',
  );
  return {
    ...prepareChunks(database),
    /** The first rows of a range; `undefined` when it has none. */
    bulk: (firstId: number, lastId: number): RowBulk | undefined => {
      const found = bulk.get(firstId, lastId);
      return found === undefined || found.count === 0 ? undefined : found;
    },
    rows: (firstId: number, lastId: number): IterableIterator<PresentRow> => rows.iterate(firstId, lastId),
    heads: (firstId: number, lastId: number): IterableIterator<RowHead> => heads.iterate(firstId, lastId),
  };
}

function prepareChunks(database: Sqlite) {
  const columns = `c.batch_id AS batch, c.file_no AS fileNo, c.seq, c.first_id AS firstId, c.last_id AS lastId, c.accepted, c.ledger_seq AS ledgerSeq,
    coalesce(f.name, '') AS fileName`;
  const chunks = database.prepare<[], StoredChunk>(
    `SELECT ${columns} FROM batch_chunk c LEFT JOIN batch_file f ON f.batch_id = c.batch_id AND f.file_no = c.file_no`,
  );
  const digests = database
    .prepare<[number, number, number], Buffer>('SELECT digests FROM batch_chunk WHERE batch_id = ? AND file_no = ? AND seq = ?')
    .pluck();
  const count = database.prepare<[], number>('SELECT count(*) FROM registration').pluck();
  return {
    chunks: (): readonly StoredChunk[] => chunks.all(),
    digests: ({ batch, fileNo, seq }: StoredChunk): Buffer => digests.get(batch, fileNo, seq) ?? Buffer.alloc(0),
    countRows: (): number => count.get() ?? 0,
  };
}
