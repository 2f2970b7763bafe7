import Database from 'better-sqlite3';
import type { Registry } from './open.js';

const BULK_CACHE_KIB = 65_536;

/**
 * Sets the connection up for loading many rows, and returns how to end that. With a write-ahead log every new page is
 * written twice and summed in software; a rollback journal appends it once (docs/benchmarks.md). Both are as safe:
 * `synchronous = FULL` stays. When another process has the registry open the log stays in use.
 */
export function beginBulkLoad({ database }: Registry): () => void {
  database.pragma(`cache_size = -${BULK_CACHE_KIB}`);
  switchJournal(database, 'DELETE');
  return () => switchJournal(database, 'WAL');
}

function switchJournal(database: Database.Database, mode: 'DELETE' | 'WAL'): void {
  try {
    database.pragma(`journal_mode = ${mode}`);
  } catch (cause) {
    if (!(cause instanceof Database.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(cause.code))) throw cause;
  }
}
