import { FIELD_KEYS } from '../domain/fields.js';
import type { RowValues } from '../domain/registration.js';
import type { Sqlite } from './open.js';

/** A registration with all its values. */
export type StoredRegistration = RowValues & {
  readonly id: number;
  readonly state: string;
  /** Class of the batch that brought it: `live`, `backfill`; '' when its batch is not known. */
  readonly source: string;
};

const COLUMNS = FIELD_KEYS.map((key) => `r.${key}`).join(', ');

/** Registrations by their ids, in order of these; ids that are none are left out. */
export function registrationsById(database: Sqlite, ids: readonly number[]): readonly StoredRegistration[] {
  return database
    .prepare<[string], StoredRegistration>(
      `SELECT r.id, r.state, ${COLUMNS}, coalesce((SELECT b.source FROM batch_file f JOIN batch b ON b.id = f.batch_id
          WHERE r.id BETWEEN f.first_id AND f.last_id LIMIT 1), '') AS source
       FROM registration r WHERE r.id IN (SELECT value FROM json_each(?)) ORDER BY r.id`,
    )
    .all(JSON.stringify(ids));
}

/** Where and when a registration was made, as its row says. */
export type RegistrationPlace = Pick<StoredRegistration, 'id' | 'op_date' | 'dept_code' | 'dept_name'>;

const IDS_AT_ONCE = 5_000;

/** The places of many registrations; ids that are none are left out. */
export function* registrationPlaces(database: Sqlite, ids: readonly number[]): Generator<RegistrationPlace> {
  const read = database.prepare<[string], RegistrationPlace>(
    'SELECT id, op_date, dept_code, dept_name FROM registration WHERE id IN (SELECT value FROM json_each(?))',
  );
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) yield* read.iterate(JSON.stringify(ids.slice(from, from + IDS_AT_ONCE)));
}
