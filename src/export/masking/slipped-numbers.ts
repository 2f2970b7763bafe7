import { fieldOf, type FieldKey } from '../../domain/fields.js';
import { maskNumbersIn } from '../../domain/masking.js';

export const SHORTEST_RESIDENT_NUMBER = 15;
/** Cheap, and true of everything that `maskNumbersIn` would find by its digits. */
const MAY_BE_NUMBER = /\d[\d -]{6}/u;

/** Whether a column has room for a document number; a code of two characters has none. */
export function mayHoldNumber(field: FieldKey): boolean {
  return fieldOf(field).maxCharacters >= SHORTEST_RESIDENT_NUMBER;
}

/** For columns that leave as they are because nobody said otherwise: in old tables columns have slipped. */
export function hideSlippedNumbers(value: string): string {
  return MAY_BE_NUMBER.test(value) ? maskNumbersIn(value) : value;
}
