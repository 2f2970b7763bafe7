import type { PartialDate } from './partial-date.js';

/**
 * The layout of a registration's key: 16 bits of day, then 37 bits of hash, so that keys are safe integers in the order of
 * dates and those of a span of days are one range.
 */
export const KEY_HASH_SPAN = 2 ** 37;

const FIRST_YEAR = 1900;
const DAYS_A_YEAR = 372;
const LAST_DAY = 0xffff;

/** The day's part of a key; 0 for a date outside 1900–2076. A month or a day that is not known counts as the first. */
export function keyDayOf(year: number, month: number, day: number): number {
  const number = (year - FIRST_YEAR) * DAYS_A_YEAR + (month - 1) * 31 + day;
  return number >= 0 && number <= LAST_DAY ? number : 0;
}

/** The least key a registration of this day (yyyymmdd) can have. */
export function firstKeyOf(day: number): number {
  return keyDayOf(Math.trunc(day / 10_000), Math.trunc(day / 100) % 100, day % 100) * KEY_HASH_SPAN;
}

export interface KeyRange {
  /** Inclusive. */
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** The keys of all registrations of a day, a month or a year. */
export function keyRangeOf({ first, last }: PartialDate): KeyRange {
  return { from: firstKeyOf(first), to: firstKeyOf(last) + KEY_HASH_SPAN };
}
