import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { MregError } from '../../src/domain/error.js';
import { SCHEMA_VERSION } from '../../src/store/migrations/index.js';
import { createRegistry, openRegistry, storeError } from '../../src/store/open.js';

const folder = mkdtempSync(join(tmpdir(), 'mreg-open-'));
afterAll(() => rmSync(folder, { recursive: true }));

function aRegistry(name: string): string {
  const path = join(folder, name);
  createRegistry(path).close();
  return path;
}

function raw(path: string, sql: string): void {
  const database = new Database(path);
  database.exec(sql);
  database.close();
}

const failing = (over: object): Error => expect.objectContaining(over) as Error;

describe('a registry', () => {
  it('is durable, checks its references and knows its version', () => {
    const registry = openRegistry(aRegistry('new.db'));
    const pragma = (name: string): unknown => registry.database.pragma(name, { simple: true });
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys'), pragma('user_version')]).toEqual([
      'wal',
      2,
      1,
      SCHEMA_VERSION,
    ]);
    expect(() =>
      registry.database.exec("INSERT INTO quarantine VALUES (1, 99, 1, 1, '', '', 'open', NULL, NULL, NULL, NULL, NULL)"),
    ).toThrow(/FOREIGN KEY/u);
    registry.close();
  });

  it('is completed when its making was cut off', () => {
    const path = join(folder, 'cut.db');
    raw(path, 'PRAGMA user_version = 0');
    createRegistry(path).close();
    openRegistry(path).close();
  });

  it('can be made again without loss', () => {
    const path = aRegistry('again.db');
    raw(path, "INSERT INTO ledger_key VALUES ('k', 'p', 't', NULL)");
    const registry = createRegistry(path);
    expect(registry.database.prepare('SELECT count(*) FROM ledger_key').pluck().get()).toBe(1);
    registry.close();
  });

  it('of a newer program is left alone', () => {
    const path = aRegistry('newer.db');
    raw(path, `PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
    const error = failing({
      kind: 'configuration',
      key: 'store.newer-schema',
      values: { path, version: SCHEMA_VERSION + 1, supported: SCHEMA_VERSION },
    });
    for (const options of [{}, { readonly: true }]) expect(() => openRegistry(path, options)).toThrow(error);
    expect(() => createRegistry(path)).toThrow(error);
  });

  it('that is not there is not made by opening it', () => {
    expect(() => openRegistry(join(folder, 'none.db'))).toThrow(failing({ kind: 'configuration', key: 'store.no-registry' }));
  });

  it('that is no database is called damaged', () => {
    const path = join(folder, 'text.db');
    writeFileSync(path, 'this is a text file and no database at all'.repeat(100));
    expect(() => openRegistry(path)).toThrow(failing({ kind: 'integrity', key: 'store.damaged' }));
  });

  it('opened for reading takes no writing', () => {
    const registry = openRegistry(aRegistry('read.db'), { readonly: true });
    expect(() => registry.database.exec('DELETE FROM batch')).toThrow(/readonly/u);
    registry.close();
  });
});

describe('a failure of the store', () => {
  it.each([
    ['SQLITE_BUSY', 'busy', 'store.busy'],
    ['SQLITE_BUSY_SNAPSHOT', 'busy', 'store.busy'],
    ['SQLITE_FULL', 'configuration', 'store.disk-full'],
    ['SQLITE_CORRUPT', 'integrity', 'store.damaged'],
    ['SQLITE_NOTADB', 'integrity', 'store.damaged'],
    ['SQLITE_CANTOPEN', 'configuration', 'store.cannot-write'],
    ['SQLITE_READONLY', 'configuration', 'store.cannot-write'],
  ])('%s becomes a reason: %s', (code, kind, key) => {
    expect(storeError(new Database.SqliteError('said SQLite', code), 'a.db')).toMatchObject({ kind, key, values: { path: 'a.db' } });
  });

  it.each([
    ['a bug', new TypeError('x is not a function')],
    ['a broken rule of the schema', new Database.SqliteError('UNIQUE', 'SQLITE_CONSTRAINT_UNIQUE')],
    ['a reason already given', new MregError('usage', 'batch.unknown', { batch: 1 })],
  ])('passes through as it is when it is %s', (_name, cause) => {
    expect(storeError(cause, 'a.db')).toBe(cause);
  });
});
