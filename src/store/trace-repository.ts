import { fieldOf, type FieldKey } from '../domain/fields.js';
import type { KeyRange } from '../domain/record-key-day.js';
import type { Registry, Sqlite } from './open.js';

/** The part of a field that a leaked column still shows: its first `head` characters, its last `tail`; `head` 0 with `tail` 0 is all of it. */
export interface VisiblePart {
  readonly field: FieldKey;
  readonly head: number;
  readonly tail: number;
}

export interface FoundRecord {
  readonly id: number;
  readonly key: string;
}

/** Between the parts of a key: no value holds it (rule `illegal-characters`). */
export const PART_SEPARATOR = '\u001f';
/** Between head and tail of one part. */
export const PART_GAP = '*';

/** Finds registrations by what a leaked row still shows of them. */
export class TraceRepository {
  private readonly database: Sqlite;

  constructor({ database }: Registry) {
    this.database = database;
  }

  /** Records of a range of dates, or of the whole registry, whose visible parts make one of the keys. */
  byVisibleParts(parts: readonly VisiblePart[], keys: readonly string[], range?: KeyRange): FoundRecord[] {
    const key = parts.map(sqlOf).join(` || char(31) || `);
    const wanted = `${key} IN (SELECT value FROM json_each(@keys))`;
    const bound = { keys: JSON.stringify(keys), ...range };
    const from =
      range === undefined
        ? `registration AS r WHERE ${wanted}`
        : // Without CROSS JOIN the planner might start from the registrations.
          `registration_key AS k CROSS JOIN registration AS r ON r.id = k.id WHERE k.record_key >= @from AND k.record_key < @to AND ${wanted}`;
    return this.database.prepare<[typeof bound], FoundRecord>(`SELECT r.id AS id, ${key} AS key FROM ${from}`).all(bound);
  }

  /** Values of the records of a range of dates, at most `most`. */
  valuesInRange(fields: readonly FieldKey[], range: KeyRange, most: number): string[][] {
    return this.database
      .prepare<[number, number, number], string[]>(
        `SELECT ${columnsOf(fields)} FROM registration_key AS k CROSS JOIN registration AS r ON r.id = k.id
         WHERE k.record_key >= ? AND k.record_key < ? LIMIT ?`,
      )
      .raw()
      .all(range.from, range.to, most);
  }

  /** Values of records in blocks of neighbours spread over the registry. */
  valuesSpread(fields: readonly FieldKey[], blocks: number, blockRows: number): string[][] {
    const last = Number(this.database.prepare('SELECT coalesce(max(id), 0) FROM registration').pluck().get());
    const read = this.database
      .prepare<[number, number], string[]>(`SELECT ${columnsOf(fields)} FROM registration AS r WHERE r.id >= ? ORDER BY r.id LIMIT ?`)
      .raw();
    const starts = Array.from({ length: blocks }, (_, block) => Math.floor((last * block) / blocks) + 1);
    // In a small registry the blocks must not overlap: a record that comes twice looks like two.
    const rows = Math.min(blockRows, Math.ceil(last / blocks));
    return starts.flatMap((start) => read.all(start, rows));
  }

  countInRange({ from, to }: KeyRange): number {
    return Number(
      this.database.prepare('SELECT count(*) FROM registration_key WHERE record_key >= ? AND record_key < ?').pluck().get(from, to),
    );
  }

  valuesOf(fields: readonly FieldKey[], ids: readonly number[]): ReadonlyMap<number, readonly string[]> {
    const rows = this.database
      .prepare<[string], [number, ...string[]]>(
        `SELECT r.id, ${columnsOf(fields)} FROM registration AS r WHERE r.id IN (SELECT value FROM json_each(?))`,
      )
      .raw()
      .all(JSON.stringify(ids));
    return new Map(rows.map(([id, ...values]) => [id, values]));
  }
}

/** Only names of the table of fields become SQL. @throws Error for any other word. */
function columnsOf(fields: readonly FieldKey[]): string {
  return fields.length === 0 ? "''" : fields.map((field) => `r.${fieldOf(field).key}`).join(', ');
}

function sqlOf({ field, head, tail }: VisiblePart): string {
  const column = columnsOf([field]);
  if (head === 0 && tail === 0) return column;
  const first = `substr(${column}, 1, ${Math.trunc(head)})`;
  return tail === 0 ? first : `${first} || '${PART_GAP}' || substr(${column}, -${Math.trunc(tail)})`;
}
