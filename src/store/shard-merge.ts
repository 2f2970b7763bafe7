import { FIELD_KEYS, type FieldKey } from '../domain/fields.js';
import type { Registry, Sqlite } from './open.js';

/** A row of a shard that says what a row already there says. */
export interface Repeat {
  readonly id: number;
  readonly otherId: number;
  /** All 42 values agree, not only the identity. */
  readonly sameContent: boolean;
}

export interface ShardRow {
  readonly id: number;
  readonly line: number;
  readonly raw: string;
  readonly flags: string;
  readonly values: Readonly<Record<FieldKey, string>>;
}

const equal = (keys: readonly FieldKey[]): string => keys.map((key) => `s.${key} = o.${key}`).join(' AND ');

/**
 * Takes the rows of a shard file over into the registry. `attach` and `detach` stand outside the transaction, as SQLite
 * demands; everything between belongs to the caller's.
 */
export class ShardMerge {
  private readonly database: Sqlite;
  private readonly identity: readonly FieldKey[];

  constructor(registry: Registry, identity: readonly FieldKey[]) {
    this.database = registry.database;
    this.identity = identity;
  }

  attach(path: string): void {
    this.database.prepare('ATTACH ? AS shard').run(path);
    // The shard is thrown away: it needs neither a journal nor the disk.
    this.database.pragma('shard.journal_mode = OFF');
    this.database.pragma('shard.synchronous = OFF');
  }

  detach(): void {
    this.database.exec('DETACH shard');
  }

  /** Rows of the shard that are in the registry already, the earliest match of each. */
  inRegistry(): Repeat[] {
    return this.repeats(
      `SELECT s.id AS id, min(o.id) AS otherId, max(${equal(FIELD_KEYS)}) AS sameContent
       FROM shard.registration s CROSS JOIN main.registration_key k ON k.record_key = s.record_key
       CROSS JOIN main.registration o ON o.id = k.id WHERE ${equal(this.identity)} GROUP BY s.id`,
    );
  }

  /** Which of these pairs of shard rows are the same registration: of each later row the earliest match. */
  insideShard(pairs: readonly (readonly [later: number, earlier: number])[]): Repeat[] {
    const compare = this.database.prepare<[number, number], { sameContent: number }>(
      `SELECT ${equal(FIELD_KEYS)} AS sameContent FROM shard.registration s, shard.registration o
       WHERE s.id = ? AND o.id = ? AND ${equal(this.identity)}`,
    );
    const repeats = new Map<number, Repeat>();
    for (const [id, otherId] of pairs) {
      const found = repeats.has(id) ? undefined : compare.get(id, otherId);
      if (found !== undefined) repeats.set(id, { id, otherId, sameContent: found.sameContent === 1 });
    }
    return [...repeats.values()];
  }

  private repeats(sql: string): Repeat[] {
    const rows = this.database.prepare<[], { id: number; otherId: number; sameContent: number }>(sql).all();
    return rows.map((row) => ({ ...row, sameContent: row.sameContent === 1 }));
  }

  row(id: number): ShardRow {
    const row = this.database.prepare('SELECT * FROM shard.registration WHERE id = ?').get(id) as Record<string, string | number>;
    const values = Object.fromEntries(FIELD_KEYS.map((key) => [key, String(row[key])])) as Record<FieldKey, string>;
    return { id, line: Number(row['line']), raw: String(row['raw']), flags: String(row['flags']), values };
  }

  /** The line of its file on which a row of the registry stood. */
  lineOf(id: number): number {
    return Number(this.database.prepare('SELECT line FROM main.registration WHERE id = ?').pluck().get(id));
  }

  remove(id: number): void {
    this.database.prepare('DELETE FROM shard.registration WHERE id = ?').run(id);
  }

  /** Copies what is left. The two tables are created by the same SQL, so SQLite moves cells without decoding them. */
  insert(): void {
    this.database.exec('INSERT INTO main.registration SELECT * FROM shard.registration');
    this.database.exec('INSERT INTO main.registration_key SELECT record_key, id FROM shard.registration ORDER BY record_key, id');
  }
}
