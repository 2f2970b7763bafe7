import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { FIELD_COUNT } from '../../../src/domain/fields.js';
import { MAX_ROW_BYTES, RowBuffer } from '../../../src/import/rows/row-buffer.js';
import { ShardWriter } from '../../../src/import/shard/shard-writer.js';
import { CREATE_REGISTRATION, REGISTRATION_COLUMNS } from '../../../src/store/migrations/0001-registry.js';

const folder = mkdtempSync(join(tmpdir(), 'mreg-shard-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Row {
  readonly id: number;
  readonly key: number;
  readonly line: number;
  /** 42 values, raw, flags. */
  readonly values: readonly string[];
}

const writer = new ShardWriter(CREATE_REGISTRATION);
const buffer = new RowBuffer();

function write(rows: readonly Row[]): string {
  const path = join(folder, 'rows.shard');
  writer.reset();
  for (const { id, key, line, values } of rows) {
    if (!buffer.fill(id, values)) throw new Error('the row is too long');
    writer.append(id, key, line, buffer);
  }
  writer.writeTo(path);
  return path;
}

/** What SQLite itself makes of the file. */
function read(path: string): { readonly check: unknown; readonly rows: readonly Row[] } {
  const database = new Database(path, { readonly: true });
  try {
    const check = database.pragma('integrity_check', { simple: true });
    const rows = database.prepare<[], unknown[]>('SELECT * FROM registration ORDER BY id').raw().all();
    return { check, rows: rows.map(([id, _state, key, line, ...values]) => ({ id, key, line, values }) as Row) };
  } finally {
    database.close();
  }
}

function aRow(id: number, over: Partial<Row> = {}): Row {
  return { id, key: id * 7, line: id + 1, values: valuesWith({ 1: '2019-05-20', 12: '陈样本' }), ...over };
}

function valuesWith(given: Readonly<Record<number, string>>): string[] {
  return Array.from({ length: FIELD_COUNT + 2 }, (_, index) => given[index] ?? '');
}

const rowsUpTo = (count: number): Row[] => Array.from({ length: count }, (_, index) => aRow(index + 1));

describe('a shard as SQLite reads it', () => {
  it.each([
    ['no row', []],
    ['one row', rowsUpTo(1)],
    ['one full leaf', rowsUpTo(400)],
    ['many leaves', rowsUpTo(20_000)],
    [
      'more leaves than the first buffer holds',
      Array.from({ length: 250 }, (_, index) => aRow(index + 1, { values: valuesWith({ 41: 'z'.repeat(55_000) }) })),
    ],
    ['ids with gaps', [3, 200, 16_384, 2_097_152].map((id) => aRow(id))],
    ['ids over 2^32', [4_294_967_295, 4_294_967_296, 900_000_000_000].map((id) => aRow(id, { key: 1, line: 1 }))],
    [
      'the largest and the smallest key',
      [aRow(1, { key: 0 }), aRow(2, { key: 2 ** 53 - 1 }), aRow(3, { key: 2 ** 32 }), aRow(4, { key: 2 ** 32 - 1 })],
    ],
    ['the largest line', [aRow(1, { line: 2 ** 31 - 1 })]],
    ['every value given', [aRow(1, { values: Array.from({ length: FIELD_COUNT + 2 }, (_, index) => `值${index}`) })]],
    [
      'values around the size where a header grows',
      [56, 57, 58, 63, 64, 8_185, 8_186, 8_187].map((bytes, index) => aRow(index + 1, { values: valuesWith({ 41: 'a'.repeat(bytes) }) })),
    ],
    [
      'a header around 128 bytes',
      Array.from({ length: 44 }, (_, wide) =>
        aRow(wide + 1, { values: Array.from({ length: FIELD_COUNT + 2 }, (_v, index) => (index < wide ? 'b'.repeat(200) : 'c')) }),
      ),
    ],
    ['the longest row', [aRow(1, { values: valuesWith({ 42: 'd'.repeat(MAX_ROW_BYTES - 43) }) }), aRow(2)]],
  ])('holds %s', (_name, rows) => {
    const { check, rows: found } = read(write(rows));
    expect(check).toBe('ok');
    expect(found).toEqual(rows);
  });

  it('holds whatever text it is given — the file format of SQLite', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.nat({ max: 9_000 }).map((length) => '长'.repeat(length / 3)),
    );
    const values = fc.dictionary(
      fc.nat({ max: FIELD_COUNT + 1 }).map(String),
      text.map((value) => value.replaceAll('\u001f', '')),
      { maxKeys: 4 },
    );
    const row = fc.record({
      step: fc.constantFrom(1, 2, 300, 70_000, 5_000_000_000),
      key: fc.maxSafeNat(),
      line: fc.nat(),
      values: values.map(valuesWith),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (steps) => {
        let id = 0;
        const rows = steps.map(({ step, ...rest }) => ({ id: (id += step), ...rest }));
        expect(read(write(rows))).toEqual({ check: 'ok', rows });
      }),
      { numRuns: 150 },
    );
  });

  it('says that every row is active', () => {
    const database = new Database(write(rowsUpTo(5)), { readonly: true });
    expect(database.prepare('SELECT DISTINCT state FROM registration').pluck().all()).toEqual(['active']);
    database.close();
  });

  it('is as large as its pages and carries nothing of an earlier chunk', () => {
    const secret = 'e'.repeat(500);
    write(Array.from({ length: 900 }, (_, index) => aRow(index + 1, { values: valuesWith({ 41: secret }) })));
    const path = write(rowsUpTo(2));
    expect(readFileSync(path)).toHaveLength(2 * 65_536);
    expect(readFileSync(path).includes(secret.slice(0, 50))).toBe(false);
    expect(read(path).rows).toEqual(rowsUpTo(2));
  });
});

/** Opcodes of the statement, as SQLite compiled it. */
function program(targetSql: string): readonly string[] {
  const database = new Database(':memory:');
  database.exec(targetSql);
  database.prepare('ATTACH ? AS shard').run(write(rowsUpTo(3)));
  const opcodes = database.prepare<[], { opcode: string }>('EXPLAIN INSERT INTO main.registration SELECT * FROM shard.registration').all();
  database.close();
  return opcodes.map(({ opcode }) => opcode);
}

describe('the move into the registry', () => {
  it('copies cells without decoding their columns', () => {
    const opcodes = program(CREATE_REGISTRATION);
    expect(opcodes).toContain('RowCell');
    expect(opcodes).not.toContain('Column');
  });

  it('would decode them if the tables differed, so that the test above can fail', () => {
    const other = CREATE_REGISTRATION.replace('flags TEXT NOT NULL', 'flags TEXT NOT NULL COLLATE NOCASE');
    expect(program(other)).toContain('Column');
  });

  it('counts on the columns being those of the migration', () => {
    expect(REGISTRATION_COLUMNS).toHaveLength(FIELD_COUNT + 5);
  });
});
