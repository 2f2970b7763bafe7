import Database from 'better-sqlite3';

/**
 * Runs SQL on a registry as someone with a plain SQLite shell would, past every repository and past the ledger. Only the demo
 * and tests do this, to show that it is found. @returns the number of rows changed
 */
export function editBehindTheLedger(path: string, sql: string): number {
  const database = new Database(path);
  try {
    return database.prepare(sql).run().changes;
  } finally {
    database.close();
  }
}
