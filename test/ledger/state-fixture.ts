import { hash } from 'node:crypto';
import { FIELD_KEYS, type FieldKey } from '../../src/domain/fields.js';
import { appendEntry } from '../../src/ledger/append.js';
import type { Sqlite } from '../../src/store/open.js';
import { REGISTRATION_COLUMNS } from '../../src/store/migrations/0001-registry.js';
import { aDatabase, append, aDraft, AT } from './ledger-fixture.js';

export interface SampleRow {
  readonly id: number;
  readonly values: readonly string[];
  readonly raw: string;
  readonly flags: string;
}

/** A row of an office that cannot exist, with values that tell rows apart. */
export function aRow(id: number, over: Partial<Record<FieldKey, string>> = {}): SampleRow {
  const given: Partial<Record<FieldKey, string>> = {
    op_type: 'IA',
    op_date: '1986-05-04',
    cert_no: `J999901-1986-${String(id).padStart(6, '0')}`,
    dept_code: '999901',
    name_man: `甲${id}`,
    cert_num_man: `99990119640101${String(id % 1000).padStart(3, '0')}X`,
    name_woman: '乙',
    ...over,
  };
  return { id, values: FIELD_KEYS.map((key) => given[key] ?? ''), raw: id % 3 === 0 ? '{"op_date":"一九八六年五月四日"}' : '', flags: '' };
}

export function rowText({ id, values, raw, flags }: SampleRow): string {
  return [id, ...values, raw, flags].join('\u001f');
}

/** Loads rows as an import would: rows, chunk, entry in one transaction. The chunk's range is wider than its rows. */
export function loadChunk(
  database: Sqlite,
  batch: number,
  rows: readonly SampleRow[],
  range: readonly [firstId: number, lastId: number],
): void {
  const insert = database.prepare(
    `INSERT INTO registration(id, ${REGISTRATION_COLUMNS.join(', ')}) VALUES (${Array.from({ length: REGISTRATION_COLUMNS.length + 1 }, () => '?').join(', ')})`,
  );
  const digests = Buffer.concat(rows.map((row) => hash('sha256', rowText(row), 'buffer')));
  const [firstId, lastId] = range;
  database.transaction(() => {
    for (const { id, values, raw, flags } of rows) insert.run(id, 'active', id * 7, id + 1, ...values, raw, flags);
    const body = {
      batch,
      file: 0,
      chunk: firstId,
      first_id: firstId,
      last_id: lastId,
      accepted: rows.length,
      content_sha256: hash('sha256', digests, 'hex'),
    };
    const { seq } = appendEntry(database, { at: AT, actor: 'operator', kind: 'import.chunk', body });
    database
      .prepare(`INSERT INTO batch_chunk(batch_id, file_no, seq, end_offset, end_line, first_id, last_id, rows, accepted, flagged, quarantined, already_present, tally, ledger_seq, digests)
        VALUES (?, 0, ?, 0, 0, ?, ?, ?, ?, 0, 0, 0, '{}', ?, ?)`)
      .run(batch, firstId, firstId, lastId, rows.length, rows.length, seq, digests);
  })();
}

/** Two batches: rows 1–2500 in one chunk of 3000 ids, rows 3001–3010 and 3021–3030 in two more. */
export function aRegistry(): Sqlite {
  const database = aDatabase();
  database.pragma('foreign_keys = OFF');
  loadChunk(
    database,
    1,
    ids(1, 2500).map((id) => aRow(id)),
    [1, 3000],
  );
  loadChunk(
    database,
    2,
    ids(3001, 3010).map((id) => aRow(id)),
    [3001, 3010],
  );
  loadChunk(
    database,
    2,
    ids(3021, 3030).map((id) => aRow(id)),
    [3021, 3030],
  );
  return database;
}

export function ids(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

export function undo(database: Sqlite, batch: number): void {
  append(database, aDraft({ kind: 'batch.undo', body: { batch, reason: '移交单位要求重报' } }));
}
