import { FIELD_KEYS, type FieldKey } from '../domain/fields.js';
import type { RowValues } from '../domain/registration.js';
import { REGISTRATION_COLUMNS } from './migrations/0001-registry.js';
import type { Registry } from './open.js';

/** A row to add. `raw` and `flags` are JSON or empty. */
export interface NewRegistration {
  readonly id: number;
  readonly recordKey: number;
  readonly line: number;
  readonly values: RowValues;
  readonly raw: string;
  readonly flags: string;
}

/** A registration with the identity of a row; `sameContent` when all its values agree too. */
export interface Twin {
  readonly id: number;
  readonly sameContent: boolean;
}

const COLUMNS = ['id', ...REGISTRATION_COLUMNS];

/** Adds registrations one by one, for repairs: an import moves whole shards instead. Inside the caller's transaction. */
export class RepairedRows {
  private readonly candidates;
  private readonly addRow;
  private readonly addKey;
  private readonly identity: readonly FieldKey[];

  constructor({ database }: Registry, identity: readonly FieldKey[]) {
    this.identity = identity;
    this.candidates = database.prepare<[number], { id: number } & Record<FieldKey, string>>(
      `SELECT r.id AS id, ${FIELD_KEYS.map((key) => `r.${key}`).join(', ')}
       FROM registration_key k JOIN registration r ON r.id = k.id WHERE k.record_key = ? ORDER BY r.id`,
    );
    this.addRow = database.prepare(`INSERT INTO registration(${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`);
    this.addKey = database.prepare('INSERT INTO registration_key(record_key, id) VALUES (?, ?)');
  }

  /** The registration that is the same event of the same couple; one with the same content before one without. */
  twinOf(recordKey: number, values: RowValues): Twin | undefined {
    const agree = (row: Record<FieldKey, string>, keys: readonly FieldKey[]): boolean => keys.every((key) => row[key] === values[key]);
    const same = this.candidates.all(recordKey).filter((row) => agree(row, this.identity));
    const twin = same.find((row) => agree(row, FIELD_KEYS)) ?? same[0];
    return twin === undefined ? undefined : { id: twin.id, sameContent: agree(twin, FIELD_KEYS) };
  }

  add({ id, recordKey, line, values, raw, flags }: NewRegistration): void {
    this.addRow.run(id, 'active', recordKey, line, ...FIELD_KEYS.map((key) => values[key]), raw, flags);
    this.addKey.run(recordKey, id);
  }
}
