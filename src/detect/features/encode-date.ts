import { isRealDay } from '../../domain/calendar.js';
import { FIRST_YEAR, LAST_YEAR } from '../../domain/partial-date.js';
import { numberInBytes } from '../../lib/ascii-digits.js';

const DASH = 0x2d;

/** A stored date (`1986`, `1986-05`, `1986-05-04`) as yyyymmdd, 00 for parts that are not known; 0 when it is none. */
export function encodeDate(bytes: Buffer, start: number, end: number): number {
  const length = end - start;
  if (length !== 10 && length !== 7 && length !== 4) return 0;
  const year = numberInBytes(bytes, start, 4);
  if (year < FIRST_YEAR || year > LAST_YEAR) return 0;
  if (length === 4) return year * 10_000;
  const month = bytes[start + 4] === DASH ? numberInBytes(bytes, start + 5, 2) : -1;
  if (month < 1 || month > 12) return 0;
  if (length === 7) return year * 10_000 + month * 100;
  const day = bytes[start + 7] === DASH ? numberInBytes(bytes, start + 8, 2) : -1;
  const date = year * 10_000 + month * 100 + day;
  return day >= 1 && isRealDay(date) ? date : 0;
}
