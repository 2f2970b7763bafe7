import { maskNumbersIn } from '../domain/masking.js';
import type { CanonicalObject } from './canonical-json.js';
import type { LedgerEntry } from './entry.js';

const HASH = /^[0-9a-f]{64}$/;

/** What an entry may be shown as: a reason typed by a person may hold a document number; a digest may only look as if it did. */
export function maskedBody({ body }: LedgerEntry): CanonicalObject {
  return JSON.parse(JSON.stringify(body), (_key, value: unknown) =>
    typeof value === 'string' && !HASH.test(value) ? maskNumbersIn(value) : value,
  ) as CanonicalObject;
}

/** Whether the exact text of an entry may leave: nothing in it had to be masked. */
export function isOpen(entry: LedgerEntry): boolean {
  return JSON.stringify(maskedBody(entry)) === JSON.stringify(entry.body);
}
