import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { MregError } from '../domain/error.js';
import { MIGRATIONS, SCHEMA_VERSION } from './migrations/index.js';

export type Sqlite = Database.Database;

/** An open registry. Only `src/store` writes SQL against it, except the ledger's bulk readers. */
export interface Registry {
  readonly database: Sqlite;
  readonly path: string;
  close(): void;
}

export interface OpenOptions {
  readonly readonly?: boolean;
  /** How long a writer waits for another before it gives up as busy. */
  readonly busyTimeoutMs?: number;
}

export const REGISTRY_FILE = 'registry.db';
const DEFAULT_BUSY_TIMEOUT_MS = 10_000;
/** Rows are 300 to 600 bytes: with pages of 8 KiB a load writes a fifth faster than with 4, and a correction still touches little. */
const PAGE_BYTES = 8_192;

export function registryPath(homePath: string): string {
  return join(homePath, REGISTRY_FILE);
}

/** Opens the registry of a home that `init` has made. @throws MregError `configuration` when there is none or its schema is newer. */
export function openRegistry(path: string, options: OpenOptions = {}): Registry {
  if (!existsSync(path)) throw new MregError('configuration', 'store.no-registry', { path });
  const database = connect(path, options);
  try {
    refuseNewerSchema(database, path);
    if (options.readonly !== true) migrate(database);
  } catch (cause) {
    database.close();
    throw cause;
  }
  return { database, path, close: () => database.close() };
}

/** Makes a new registry file, or completes one whose making was cut off. */
export function createRegistry(path: string): Registry {
  const database = connect(path, { isNew: true });
  refuseNewerSchema(database, path);
  migrate(database);
  return { database, path, close: () => database.close() };
}

function connect(path: string, options: OpenOptions & { readonly isNew?: boolean }): Sqlite {
  try {
    const database = new Database(path, {
      readonly: options.readonly ?? false,
      timeout: options.busyTimeoutMs ?? DEFAULT_BUSY_TIMEOUT_MS,
    });
    if (options.isNew === true) database.pragma(`page_size = ${PAGE_BYTES}`);
    if (options.readonly !== true) preferWal(database);
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    return database;
  } catch (cause) {
    throw storeError(cause, path);
  }
}

/** A running bulk load keeps its rollback journal: then the mode cannot be switched, and need not be. */
function preferWal(database: Sqlite): void {
  try {
    if (database.pragma('journal_mode', { simple: true }) !== 'wal') database.pragma('journal_mode = WAL');
  } catch (cause) {
    if (!(cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY'))) throw cause;
  }
}

function refuseNewerSchema(database: Sqlite, path: string): void {
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version > SCHEMA_VERSION) {
    throw new MregError('configuration', 'store.newer-schema', { path, version, supported: SCHEMA_VERSION });
  }
}

function migrate(database: Sqlite): void {
  const apply = database.transaction(() => {
    const version = Number(database.pragma('user_version', { simple: true }));
    for (const sql of MIGRATIONS.slice(version)) database.exec(sql);
    database.pragma(`user_version = ${SCHEMA_VERSION}`);
  });
  if (Number(database.pragma('user_version', { simple: true })) < SCHEMA_VERSION) apply.immediate();
}

/** Turns SQLite's failures into reasons a user can act on; anything unknown passes through as it is. */
export function storeError(cause: unknown, path: string): unknown {
  const code = cause instanceof Database.SqliteError ? cause.code : '';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return new MregError('busy', 'store.busy', { path }, { cause });
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE') return new MregError('configuration', 'store.disk-full', { path }, { cause });
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB') return new MregError('integrity', 'store.damaged', { path }, { cause });
  if (code === 'SQLITE_CANTOPEN' || code === 'SQLITE_READONLY') return new MregError('configuration', 'store.cannot-write', { path }, { cause });
  return cause;
}
