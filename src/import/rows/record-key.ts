import { FIELD_KEYS, type FieldKey } from '../../domain/fields.js';
import { KEY_HASH_SPAN, keyDayOf } from '../../domain/record-key-day.js';
import type { RowBuffer } from './row-buffer.js';

/** What makes two rows the same registration (docs/records.md, "Identity"): compared exactly once the hashed key agrees. */
export const IDENTITY_FIELDS: readonly FieldKey[] = [
  'op_type',
  'op_date',
  'cert_no',
  'dept_code',
  'name_man',
  'cert_num_man',
  'name_woman',
  'cert_num_woman',
];

const IDENTITY_INDEXES = IDENTITY_FIELDS.map((key) => FIELD_KEYS.indexOf(key));
const DATE_INDEX = FIELD_KEYS.indexOf('op_date');
const FNV_PRIME = 0x01000193;

/**
 * The key of the row in the buffer: 16 bits of date, then 37 bits of hash over the identity fields, so that it is a safe
 * integer and an archive in date order has keys in order. A clash of two different couples on one day is possible
 * (about 1 in 700 registries on the peak day) and harmless: equality is checked on the fields.
 */
export function recordKey(row: RowBuffer): number {
  const { bytes, starts, ends } = row;
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let field = 0; field < IDENTITY_INDEXES.length; field += 1) {
    const index = IDENTITY_INDEXES[field] as number;
    const end = ends[index] as number;
    for (let at = starts[index] as number; at < end; at += 1) {
      const byte = bytes[at] as number;
      low = Math.imul(low ^ byte, FNV_PRIME);
      high = Math.imul(high ^ byte, 0x85ebca6b) ^ (high >>> 15);
    }
    low = Math.imul(low ^ 0x1f, FNV_PRIME);
  }
  return dayNumber(row) * KEY_HASH_SPAN + ((high >>> 7) & 31) * 2 ** 32 + (low >>> 0);
}

function dayNumber({ bytes, starts, ends }: RowBuffer): number {
  const start = starts[DATE_INDEX] as number;
  const length = (ends[DATE_INDEX] as number) - start;
  if (length < 4) return 0;
  const year = digits(bytes, start, 4);
  const month = length >= 7 ? digits(bytes, start + 5, 2) : 1;
  const day = length >= 10 ? digits(bytes, start + 8, 2) : 1;
  return keyDayOf(year, month, day);
}

function digits(bytes: Uint8Array, start: number, count: number): number {
  let value = 0;
  for (let at = start; at < start + count; at += 1) value = value * 10 + ((bytes[at] as number) - 48);
  return value;
}
