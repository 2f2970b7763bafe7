import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { MregError, type ErrorKind } from '../domain/error.js';
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
  try {
    const database = connect(path, options);
    return { database, path, close: () => database.close() };
  } catch (cause) {
    throw storeError(cause, path);
  }
}

/** Makes a new registry file, or completes one whose making was cut off. */
export function createRegistry(path: string): Registry {
  try {
    const database = connect(path, { isNew: true });
    return { database, path, close: () => database.close() };
  } catch (cause) {
    throw storeError(cause, path);
  }
}

function connect(path: string, options: OpenOptions & { readonly isNew?: boolean }): Sqlite {
  const database = new Database(path, {
    fileMustExist: options.isNew !== true,
    timeout: options.busyTimeoutMs ?? DEFAULT_BUSY_TIMEOUT_MS,
  });
  try {
    // SQLite's own read-only mode would leave the two files of the log behind, and could not play back the journal of a load
    // that was killed.
    if (options.readonly === true) database.pragma('query_only = ON');
    if (options.isNew === true) database.pragma(`page_size = ${PAGE_BYTES}`);
    if (options.readonly !== true) preferWal(database);
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    refuseNewerSchema(database, path);
    if (options.readonly !== true) migrate(database);
    return database;
  } catch (cause) {
    database.close();
    throw cause;
  }
}

/**
 * One transaction of bookkeeping, on a connection that may be open for reading only: who used the registry is written even
 * by commands that change nothing in it.
 */
export function writeBriefly<T>({ database }: Registry, work: () => T): T {
  const readonly = Number(database.pragma('query_only', { simple: true })) === 1;
  if (readonly) database.pragma('query_only = OFF');
  try {
    return database.transaction(work).immediate();
  } finally {
    if (readonly) database.pragma('query_only = ON');
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

/**
 * Turns a failure of SQLite, or of the file system below the home, into a reason a user can act on; anything unknown passes
 * through as it is. Codes come with their extension (`SQLITE_CORRUPT_INDEX`, `SQLITE_READONLY_DIRECTORY`): the kind is in the first part.
 */
export function storeError(cause: unknown, path: string): unknown {
  const code = codeOf(cause);
  const reason = code === '' ? undefined : REASONS.find(({ codes }) => codes.test(code));
  return reason === undefined ? cause : new MregError(reason.kind, reason.key, { path: pathOf(cause) ?? path, code }, { cause });
}

interface Reason {
  readonly codes: RegExp;
  readonly kind: ErrorKind;
  readonly key: string;
}

/** The first that fits. `EFBIG` is a quota by another name: `ulimit -f`, or a file system that ends at 4 GB. */
const REASONS: readonly Reason[] = [
  { codes: /^SQLITE_(BUSY|LOCKED|PROTOCOL)/, kind: 'busy', key: 'store.busy' },
  {
    codes: /^SQLITE_(FULL|IOERR_(WRITE|SHMSIZE|FSYNC|DIR_FSYNC|TRUNCATE))$|^(ENOSPC|EDQUOT|EFBIG)$/,
    kind: 'configuration',
    key: 'store.disk-full',
  },
  { codes: /^SQLITE_(CORRUPT|NOTADB|IOERR_(SHORT_READ|CORRUPTFS|DATA))/, kind: 'integrity', key: 'store.damaged' },
  { codes: /^SQLITE_(CANTOPEN|READONLY|PERM)|^(EACCES|EPERM|EROFS)$/, kind: 'configuration', key: 'store.cannot-write' },
  { codes: /^SQLITE_IOERR|^EIO$/, kind: 'configuration', key: 'store.io-error' },
];

/** A code of SQLite or of a system call; other errors of Node have codes too, and those are bugs. */
function codeOf(cause: unknown): string {
  if (cause instanceof Database.SqliteError) return cause.code;
  const isSystemCall = cause instanceof Error && 'syscall' in cause && 'code' in cause && typeof cause.code === 'string';
  return isSystemCall ? String(cause.code) : '';
}

function pathOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'path' in cause && typeof cause.path === 'string' ? cause.path : undefined;
}
