import { isRealDay } from '../../domain/calendar.js';

const LEAP_DAY = 229;

/**
 * The birthday on which someone born on `birth` turns `years`, both yyyymmdd. A birthday on 29 February falls on the last day
 * of February in other years, as Civil Code Art. 202 ends a term whose day does not exist.
 */
export function birthdayOf(birth: number, years: number): number {
  const birthday = birth + years * 10_000;
  return birth % 10_000 === LEAP_DAY && !isRealDay(birthday) ? birthday - 1 : birthday;
}
