import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Registry } from './open.js';

/** The version of the SQLite that is built in. */
export function sqliteVersion(): string {
  const database = new Database(':memory:');
  try {
    return String(database.prepare('SELECT sqlite_version()').pluck().get());
  } finally {
    database.close();
  }
}

/**
 * Tries a write-ahead log in a folder, with a throw-away database: network file systems often refuse the shared memory it
 * needs. @returns the journal mode that SQLite really uses there, `wal` when all is well
 */
export function probeJournalMode(folderPath: string): string {
  const probePath = mkdtempSync(join(folderPath, '.mreg-probe-'));
  try {
    const database = new Database(join(probePath, 'probe.db'));
    try {
      const mode = String(database.pragma('journal_mode = WAL', { simple: true }));
      database.exec('CREATE TABLE probe(x); INSERT INTO probe VALUES (1)');
      return mode;
    } finally {
      database.close();
    }
  } finally {
    rmSync(probePath, { recursive: true, force: true });
  }
}

export function schemaVersionOf(registry: Registry): number {
  return Number(registry.database.pragma('user_version', { simple: true }));
}
