import { hash } from 'node:crypto';
import { numberInBytes } from '../lib/ascii-digits.js';

/**
 * A document number as one safe integer, by which a person's registrations are found whichever side of the couple and
 * whichever length of number they carry. Resident numbers keep the order region, birth, sequence, so that the people of one
 * county lie together in the index; a 15-digit number has the key of its 18-digit reading. Any other document has a key
 * above all of these, made from SHA-256: equal keys are then confirmed on the number itself.
 */
const FIRST_YEAR = 1850;
const DAYS_A_YEAR = 372;
const DAY_SPAN = 100_000;
const SEQUENCE_SPAN = 1_000;
const FIRST_CENTENARIAN_SEQUENCE = 996;
const OTHER_DOCUMENTS = 2 ** 47;
const OTHER_HASH_DIGITS = 10;
/** Every key is below this. */
export const PERSON_KEY_SPAN: number = 2 ** 48;

/** @param bytes the number in ASCII, from `start` to `end`. */
export function personKeyOfBytes(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  const key = length === 18 ? eighteenKey(bytes, start) : length === 15 ? fifteenKey(bytes, start) : -1;
  return key >= 0 ? key : otherKey(bytes.subarray(start, end));
}

export function personKey(number: string): number {
  const bytes = Buffer.from(number);
  return personKeyOfBytes(bytes, 0, bytes.length);
}

function eighteenKey(bytes: Uint8Array, start: number): number {
  return keyOf(
    numberInBytes(bytes, start, 6),
    numberInBytes(bytes, start + 6, 4),
    numberInBytes(bytes, start + 10, 4),
    numberInBytes(bytes, start + 14, 3),
  );
}

function fifteenKey(bytes: Uint8Array, start: number): number {
  const sequence = numberInBytes(bytes, start + 12, 3);
  const century = sequence >= FIRST_CENTENARIAN_SEQUENCE ? 1800 : 1900;
  const year = numberInBytes(bytes, start + 6, 2);
  return keyOf(numberInBytes(bytes, start, 6), year < 0 ? -1 : century + year, numberInBytes(bytes, start + 8, 4), sequence);
}

function keyOf(region: number, year: number, monthAndDay: number, sequence: number): number {
  if (region < 0 || monthAndDay < 0 || sequence < 0) return -1;
  const day = (year - FIRST_YEAR) * DAYS_A_YEAR + (Math.trunc(monthAndDay / 100) - 1) * 31 + (monthAndDay % 100) - 1;
  return day < 0 || day >= DAY_SPAN ? -1 : (region * DAY_SPAN + day) * SEQUENCE_SPAN + sequence;
}

function otherKey(bytes: Uint8Array): number {
  return OTHER_DOCUMENTS + Number.parseInt(hash('sha256', bytes, 'hex').slice(0, OTHER_HASH_DIGITS), 16);
}
