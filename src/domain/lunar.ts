import { createRequire } from 'node:module';
import { addDays } from './calendar.js';
import type * as ChineseDays from 'chinese-days';

/** A date of the lunar calendar, as an old archive may have entered it in place of the solar one. */
export interface LunarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The years whose month lengths the table of chinese-days holds. */
export const LUNAR_YEARS = [1900, 2099] as const;

const FIRST_NEW_YEAR = 19000131;

/**
 * The solar days (yyyymmdd) a lunar date may mean: two where a leap month repeats its number, none for day 30 of a month
 * of 29 and outside `LUNAR_YEARS`. Only the month lengths are taken from chinese-days: its own conversion (1.5.7, measured)
 * shifts by a day west of China and is wrong for the 29th and 30th of the second month.
 */
export function solarFromLunar({ year, month, day }: LunarDate): readonly number[] {
  if (year < LUNAR_YEARS[0] || year > LUNAR_YEARS[1] || month < 1 || month > 12 || day < 1) return [];
  const { monthDays, getYearLeapMonth } = chineseDays();
  const leap = getYearLeapMonth(year);
  const ordinaryDays = monthDays(year, month);
  const leapDays = leap.leapMonth === month ? leap.days : 0;
  const monthStart = addDays(FIRST_NEW_YEAR, daysBeforeYear(year) + daysBeforeMonth(year, month));
  const ordinary = day <= ordinaryDays ? [addDays(monthStart, day - 1)] : [];
  const repeated = day <= leapDays ? [addDays(monthStart, ordinaryDays + day - 1)] : [];
  return [...ordinary, ...repeated];
}

function daysBeforeYear(year: number): number {
  let days = 0;
  for (let earlier: number = LUNAR_YEARS[0]; earlier < year; earlier += 1) days += daysBeforeMonth(earlier, 13);
  return days;
}

function daysBeforeMonth(year: number, month: number): number {
  const { monthDays, getYearLeapMonth } = chineseDays();
  const { leapMonth, days: leapDays } = getYearLeapMonth(year);
  let days = leapMonth !== undefined && leapMonth < month ? leapDays : 0;
  for (let earlier = 1; earlier < month; earlier += 1) days += monthDays(year, earlier);
  return days;
}

let loaded: typeof ChineseDays | undefined;

/** Loaded at first use: it costs 15 ms, and most commands never meet a lunar date. */
function chineseDays(): typeof ChineseDays {
  return (loaded ??= createRequire(import.meta.url)('chinese-days'));
}
