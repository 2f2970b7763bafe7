import { hash } from 'node:crypto';
import { eighteenFromFifteen } from '../domain/identity-document.js';
import type { Sqlite } from './open.js';

const RESIDENT_15 = /^\d{15}$/;

/**
 * The key of a document in `registration_person`: the first 17 digits of a resident number as an integer (the last is
 * their check), so that the index keeps people of one region and age together and an archive touches few of its
 * pages; a 15-digit number counts as its 18-digit reading. Other documents: minus the first 52 bits of SHA-256.
 */
export function personKey(number: string): bigint {
  if (/^\d{17}[\dX]$/.test(number)) return BigInt(number.slice(0, 17));
  if (RESIDENT_15.test(number)) return BigInt(eighteenFromFifteen(number).slice(0, 17));
  return -BigInt(`0x${hash('sha256', number, 'hex').slice(0, 13)}`);
}

/** Makes `person_key(text)` known to SQL on this connection. */
export function definePersonKey(database: Sqlite): void {
  database.function('person_key', { deterministic: true, safeIntegers: true }, (number: unknown) => personKey(String(number)));
}

/** The same key in SQL: plain arithmetic for resident numbers, which are nearly all, and the function for the rest. */
export function personKeySql(column: string): string {
  const resident = `length(${column}) = 18 AND substr(${column}, 1, 17) NOT GLOB '*[^0-9]*'`;
  return `CASE WHEN ${resident} THEN CAST(substr(${column}, 1, 17) AS INTEGER) ELSE person_key(${column}) END`;
}
