import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { MregError } from '../domain/error.js';

/**
 * One import or export at a time in a home: rows do not change under an export, and an export does not keep a load from
 * committing. The lock is an exclusive transaction on a file of its own: the operating system
 * lets go of it when the process ends, however it ends, so there is no stale lock to clean up.
 * @throws MregError `busy` when another holds it longer than `waitMs`.
 */
export function lockImports(homePath: string, waitMs: number, busyKey = 'import.busy'): () => void {
  return lockFile(join(homePath, 'import.lock'), waitMs, busyKey);
}

/**
 * One import of scans at a time. It goes on for days, so it holds this lock all along and that of imports only while it commits a page:
 * what was read is reviewed meanwhile. @throws MregError `busy` as `lockImports` does.
 */
export function lockScanImports(homePath: string, waitMs: number): () => void {
  return lockFile(join(homePath, 'scan-import.lock'), waitMs, 'scan-import.busy');
}

/** One search for duplicates or anomalies at a time; imports go on beside it. @throws MregError `busy` as `lockImports` does. */
export function lockDetection(homePath: string, waitMs: number): () => void {
  return lockFile(join(homePath, 'detect.lock'), waitMs, 'linkage.busy');
}

function lockFile(path: string, waitMs: number, busyKey: string): () => void {
  const lock = new Database(path, { timeout: waitMs });
  chmodSync(path, 0o600);
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    if (cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY')) {
      throw new MregError('busy', busyKey, { seconds: Math.round(waitMs / 1000) }, { cause });
    }
    throw cause;
  }
  return () => lock.close();
}
