import { FIELD_KEYS, type FieldKey } from '../../src/domain/fields.js';

/** One row of an archive as it will be written: every key, the empty string where the archive is silent. */
export type SampleRow = Record<FieldKey, string>;

const EMPTY_ROW: Readonly<SampleRow> = Object.freeze(Object.fromEntries(FIELD_KEYS.map((key) => [key, ''])) as SampleRow);

export function emptyRow(): SampleRow {
  return { ...EMPTY_ROW };
}
