import { fieldOf, type FieldKey } from '../domain/fields.js';
import { CELL_SEPARATOR } from '../domain/row-text.js';
import type { RecordBlock } from './record-reader.js';
import type { Sqlite } from './open.js';

/** Ids bound in one statement. */
const IDS_AT_ONCE = 500;

interface Range {
  readonly first: number;
  readonly last: number;
}

/** Parts of the registry: what came with a batch or since a day, and all that the registry has of some persons. */
export class TimelineRepository {
  private readonly database: Sqlite;

  constructor(database: Sqlite) {
    this.database = database;
  }

  /** Ids of active registrations of one batch. */
  idsOfBatch(batch: number): readonly number[] {
    return this.idsWithin(this.database.prepare<[number], Range>(`${RANGES} WHERE f.batch_id = ?`).all(batch));
  }

  /** Ids of active registrations that came on a day or later, `YYYY-MM-DD`. */
  idsSince(day: string): readonly number[] {
    const ranges = `${RANGES} JOIN batch b ON b.id = f.batch_id WHERE b.started_at >= ?`;
    return this.idsWithin(this.database.prepare<[string], Range>(ranges).all(day));
  }

  private idsWithin(ranges: readonly Range[]): readonly number[] {
    const ids = this.database
      .prepare<[number, number], number>("SELECT id FROM registration WHERE id BETWEEN ? AND ? AND state = 'active' ORDER BY id")
      .pluck();
    return ranges.flatMap(({ first, last }) => ids.all(first, last));
  }

  /** Ids of all registrations in which one of these persons is a party. */
  idsOfPersons(keys: Iterable<number>): ReadonlySet<number> {
    const find = this.database.prepare<[number], number>('SELECT id FROM registration_person WHERE person_key = ?').pluck();
    const ids = new Set<number>();
    for (const key of keys) for (const id of find.iterate(key)) ids.add(id);
    return ids;
  }

  /** The active ones of these registrations, in the order of ids. */
  *blocks(ids: Iterable<number>, fields: readonly FieldKey[]): Generator<RecordBlock> {
    const columns = fields.map((key) => fieldOf(key).key).join(', ');
    const read = this.database.prepare<[string], { id: number; text: string }>(
      `SELECT id, concat_ws(char(31), ${columns}) AS text FROM registration
       WHERE id IN (SELECT value FROM json_each(?)) AND state = 'active' ORDER BY id`,
    );
    const sorted = [...ids].toSorted((a, b) => a - b);
    for (let at = 0; at < sorted.length; at += IDS_AT_ONCE) {
      const found = read.all(JSON.stringify(sorted.slice(at, at + IDS_AT_ONCE)));
      yield { ids: found.map(({ id }) => id), rows: found.map(({ text }) => text.split(CELL_SEPARATOR)) };
    }
  }
}

const RANGES = 'SELECT f.first_id AS first, f.last_id AS last FROM batch_file f';
