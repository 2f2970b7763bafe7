import Database from 'better-sqlite3';
import { registryPath } from '../../src/store/open.js';

type Row = Readonly<Record<string, unknown>>;

/** Columns that say when something happened, or follow from it: two runs of the same work differ there and nowhere else. */
const FOLLOWS_FROM_TIME: Readonly<Record<string, readonly string[]>> = {
  batch: ['started_at', 'ended_at', 'undone_at'],
  registration_event: ['at'],
  quarantine: ['resolved_at'],
  session: ['last_used_at'],
  ledger_entry: ['hash'],
  ledger_frontier: ['peaks'],
  ledger_checkpoint: ['root', 'note'],
  ledger_end: ['note'],
};

/** Members of a ledger entry that do. */
const ENTRY_FOLLOWS_FROM_TIME: ReadonlySet<string> = new Set(['at', 'prev']);

/**
 * Compares everything two registries hold, table by table and row by row, digests and ledger included.
 * @returns the first difference of each table that differs, as text; nothing when the two are the same
 */
export function differencesBetween(leftHome: string, rightHome: string): readonly string[] {
  return withRegistries([leftHome, rightHome], ([left, right]) => {
    const tables = tablesOf(left);
    const missing = tables.join() === tablesOf(right).join() ? [] : [`tables: ${tables.join()} | ${tablesOf(right).join()}`];
    return [...missing, ...tables.flatMap((table) => firstDifference(table, rowsOf(left, table), rowsOf(right, table)))];
  });
}

function tablesOf(database: Database.Database): readonly string[] {
  const sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
  return database.prepare<[], string>(sql).pluck().all();
}

function* rowsOf(database: Database.Database, table: string): Generator<string> {
  const dropped = FOLLOWS_FROM_TIME[table] ?? [];
  const columns = columnsOf(database, table).filter((column) => !dropped.includes(column));
  const select = database.prepare<[], Row>(`SELECT ${columns.join(', ')} FROM ${table} ORDER BY ${columns.join(', ')}`);
  for (const row of select.iterate()) yield JSON.stringify(table === 'ledger_entry' ? timelessEntry(row) : row);
}

function columnsOf(database: Database.Database, table: string): readonly string[] {
  return database.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
}

function timelessEntry(row: Row): Row {
  const body = Object.entries(JSON.parse(String(row['body'])) as Row).filter(([key]) => !ENTRY_FOLLOWS_FROM_TIME.has(key));
  return { ...row, body };
}

function firstDifference(table: string, left: Iterator<string>, right: Iterator<string>): readonly string[] {
  for (let index = 0; ; index += 1) {
    const [one, other] = [left.next(), right.next()];
    if (one.done === true && other.done === true) return [];
    if (one.value !== other.value) return [`${table} row ${index + 1}: ${String(one.value)} | ${String(other.value)}`];
  }
}

/** Lends the registries of some homes, read only, and closes them. */
function withRegistries<T>(homes: readonly [string, string], use: (databases: [Database.Database, Database.Database]) => T): T {
  const [left, right] = homes.map((home) => new Database(registryPath(home), { readonly: true }));
  if (left === undefined || right === undefined) throw new Error('two homes are compared');
  try {
    return use([left, right]);
  } finally {
    left.close();
    right.close();
  }
}

/** A number that SQL finds in the registry of a home. */
export function numberIn(home: string, sql: string): number {
  return Number(columnIn(home, sql)[0]);
}

/** One column of text that SQL finds in the registry of a home. */
export function textsIn(home: string, sql: string): readonly string[] {
  return columnIn(home, sql).map(String);
}

/** May write, because only then SQLite can play back the journal of a load that was killed. */
function columnIn(home: string, sql: string): readonly unknown[] {
  const database = new Database(registryPath(home));
  try {
    return database.prepare(sql).pluck().all();
  } finally {
    database.close();
  }
}
