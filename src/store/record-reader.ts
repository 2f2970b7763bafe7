import type { ExportFilter } from '../domain/approval.js';
import { areaPrefix } from '../domain/account.js';
import { fieldOf, type FieldKey } from '../domain/fields.js';
import { CELL_SEPARATOR, ROW_SEPARATOR } from '../domain/row-text.js';
import type { Sqlite } from './open.js';

/** Records in scope, some at a time. */
export interface RecordBlock {
  readonly ids: readonly number[];
  /** The values of each record in the order of the fields asked for; the reader keeps none of them, so they may be changed. */
  readonly rows: string[][];
}

/** The same as it comes from SQLite: nothing is cut yet. */
export interface StoredRecords {
  readonly ids: readonly number[];
  /** UTF-8: the values of each record, U+001F between them; records in the order of `ids`, U+001E between them. */
  readonly texts: Buffer;
}

interface StoredBlock {
  /** `null` when there is none. */
  readonly texts: Buffer | null;
  readonly ids: string;
  readonly lastId: number;
}

/** How many rows SQLite hands over at a time: as one blob, because fetching cell by cell takes twice as long (docs/benchmarks.md). */
const ROWS_AT_ONCE = 500;

/** Active registrations that fit a filter. A filter without an entry means all; every value is bound, none becomes SQL. */
export class RecordReader {
  private readonly database: Sqlite;
  private readonly condition: string;
  private readonly bound: readonly string[];

  constructor(database: Sqlite, filter: ExportFilter) {
    this.database = database;
    const parts = conditionsOf(filter);
    this.condition = ["state = 'active'", ...parts.map(({ sql }) => sql)].join(' AND ');
    this.bound = parts.flatMap(({ values }) => values);
  }

  count(): number {
    const count = this.database.prepare<string[], number>(`SELECT count(*) FROM registration WHERE ${this.condition}`).pluck();
    return count.get(...this.bound) ?? 0;
  }

  /** All of them in the order of their ids, which is the order they were entered in. */
  *blocks(fields: readonly FieldKey[]): Generator<RecordBlock> {
    for (const { ids, texts } of this.stored(fields)) yield { ids, rows: rowsOf(texts) };
  }

  *stored(fields: readonly FieldKey[]): Generator<StoredRecords> {
    // Values never hold the separators: rule `illegal-characters`.
    const read = this.database.prepare<(string | number)[], StoredBlock>(`
      SELECT CAST(group_concat(text, char(30)) AS BLOB) AS texts, group_concat(id) AS ids, max(id) AS lastId FROM (
        SELECT id, concat_ws(char(31), ${columnsOf(fields)}) AS text FROM registration
        WHERE id > ? AND ${this.condition} ORDER BY id LIMIT ${ROWS_AT_ONCE})`);
    for (let after = 0; ;) {
      const block = read.get(after, ...this.bound);
      if (block === undefined || block.texts === null) return;
      yield { ids: block.ids.split(',').map(Number), texts: block.texts };
      after = block.lastId;
    }
  }

  /** How many records share each combination of values, in no order. */
  *groups(fields: readonly FieldKey[]): Generator<{ readonly values: readonly string[]; readonly count: number }> {
    const columns = columnsOf(fields);
    const grouped = this.database
      .prepare<string[], (string | number)[]>(`SELECT ${columns}, count(*) FROM registration WHERE ${this.condition} GROUP BY ${columns}`)
      .raw();
    for (const row of grouped.iterate(...this.bound)) yield { values: row.slice(0, -1).map(String), count: Number(row.at(-1)) };
  }
}

/** Names that become SQL are those of the table of fields and nothing else. @throws Error for any other word. */
function columnsOf(fields: readonly FieldKey[]): string {
  return fields.map((key) => fieldOf(key).key).join(', ');
}

function rowsOf(texts: Buffer): string[][] {
  return texts
    .toString('utf8')
    .split(ROW_SEPARATOR)
    .map((text) => text.split(CELL_SEPARATOR));
}

interface Condition {
  readonly sql: string;
  readonly values: readonly string[];
}

/**
 * A date of less precision than a day is in scope when any of its days is: `1986` is for a filter from 1986-05-04, and a
 * record without a date is in no period.
 */
function conditionsOf({ op_types: types, regions, offices, from, until }: ExportFilter): readonly Condition[] {
  const dated = [
    ...(from === undefined ? [] : [{ sql: "op_date <> '' AND op_date >= substr(?, 1, length(op_date))", values: [from] }]),
    ...(until === undefined ? [] : [{ sql: "op_date <> '' AND op_date <= ?", values: [until] }]),
  ];
  return [
    ...(types === undefined ? [] : [oneOf('op_type', types)]),
    ...(regions === undefined ? [] : [beginsWithOne('dept_code', regions.map(areaPrefix))]),
    ...(offices === undefined ? [] : [oneOf('dept_code', offices)]),
    ...dated,
  ];
}

const oneOf = (column: string, values: readonly string[]): Condition => ({ sql: `${column} IN (${places(values)})`, values });

const beginsWithOne = (column: string, prefixes: readonly string[]): Condition => ({
  sql: prefixes.length === 0 ? 'FALSE' : `(${prefixes.map((prefix) => `substr(${column}, 1, ${prefix.length}) = ?`).join(' OR ')})`,
  values: prefixes,
});

const places = (values: readonly string[]): string => values.map(() => '?').join(', ');
