import { FIELD_KEYS } from '../domain/fields.js';
import type { Registry } from './open.js';

/** Finds registrations by record key, for checks that must not write. */
export class RegistryLookup {
  private readonly idsByKey;
  private readonly valuesById;

  constructor({ database }: Registry) {
    this.idsByKey = database.prepare<[number], number>('SELECT id FROM registration_key WHERE record_key = ?').pluck();
    this.valuesById = database.prepare<[number], string[]>(`SELECT ${FIELD_KEYS.join(', ')} FROM registration WHERE id = ?`).raw();
  }

  idOf(recordKey: number): number | undefined {
    return this.idsByKey.get(recordKey);
  }

  /** The 42 values in the order of the fields. */
  values(id: number): readonly string[] {
    return this.valuesById.get(id) ?? [];
  }
}
