import type { Reference } from './reference.js';

/**
 * Days as yyyymmdd integers (20190520) of the Gregorian calendar, so that they compare and store as numbers.
 * Functions of two days expect real ones (`isRealDay`); nothing here knows of clocks or time zones.
 */

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** yyyymmdd of its parts; says nothing about whether the day exists. */
export function dayOf(year: number, month: number, day: number): number {
  return year * 10_000 + month * 100 + day;
}

export function yearOf(day: number): number {
  return Math.trunc(day / 10_000);
}

export function monthOf(day: number): number {
  return Math.trunc(day / 100) % 100;
}

export function dayOfMonth(day: number): number {
  return day % 100;
}

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days in a month (1–12); 0 for a month that does not exist. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

/** Whether yyyymmdd is a day of the calendar, from year 1 to 9999. 31 February is not, nor is 29 February 1990. */
export function isRealDay(day: number): boolean {
  return (
    Number.isInteger(day) &&
    yearOf(day) >= 1 &&
    yearOf(day) <= 9999 &&
    dayOfMonth(day) >= 1 &&
    dayOfMonth(day) <= daysInMonth(yearOf(day), monthOf(day))
  );
}

/** The day `days` later (earlier, when negative). */
export function addDays(day: number, days: number): number {
  return fromSerial(toSerial(day) + days);
}

/** Whole days from one day to another: 1 from a day to the next. */
export function daysBetween(from: number, to: number): number {
  return toSerial(to) - toSerial(from);
}

/** 1 Monday … 7 Sunday (ISO 8601). */
export function weekdayOf(day: number): number {
  const MONDAY_SERIAL = 4;
  return ((((toSerial(day) - MONDAY_SERIAL) % 7) + 7) % 7) + 1;
}

/** yyyymmdd of `2019-05-20`; `undefined` for any other shape and for days that do not exist. */
export function parseDay(text: string): number | undefined {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Number(text.replaceAll('-', '')) : undefined;
  return day !== undefined && isRealDay(day) ? day : undefined;
}

/** `2019-05-20` of 20190520. */
export function formatDay(day: number): string {
  const digits = String(day).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

/** A day reached by the holiday table; `provisional` when a year outside the table was crossed, so that its notice may move it. */
export interface ReckonedDay {
  readonly day: number;
  readonly provisional: boolean;
}

/** The nth working day after `day`, which itself is day 0 (Art. 21 counts from the approval day). `count` ≥ 0. */
export function addWorkingDays(day: number, count: number, reference: Reference): ReckonedDay {
  let reached: ReckonedDay = { day, provisional: false };
  for (let left = count; left > 0; left -= 1) {
    const next = onOrAfterWorkingDay(addDays(reached.day, 1), reference);
    reached = { day: next.day, provisional: reached.provisional || next.provisional };
  }
  return reached;
}

/** The day itself when it is a working day, else the next one. */
export function onOrAfterWorkingDay(day: number, reference: Reference): ReckonedDay {
  let provisional = false;
  for (let candidate = day; ; candidate = addDays(candidate, 1)) {
    const status = reference.workingDay(candidate);
    provisional ||= status.startsWith('provisional');
    if (status.endsWith('working')) return { day: candidate, provisional };
  }
}

/** When a divorce applied for on a day may be registered: both ends included. */
export interface CoolingOffWindow {
  readonly first: number;
  readonly last: number;
  readonly provisional: boolean;
}

/**
 * The window of Civil Code Art. 1077 for an application accepted on `accepted`; `undefined` where no cooling-off was law.
 * Days start the day after acceptance; an end on a day off rolls to the next working day. The start does not roll:
 * guidance on it conflicts, and registering on a day off is no fault of the record.
 */
export function coolingOffWindow(accepted: number, reference: Reference): CoolingOffWindow | undefined {
  const values = reference.law('cooling-off', accepted)?.values;
  if (values === undefined) return undefined;
  const last = onOrAfterWorkingDay(addDays(accepted, Number(values['windowEndDays'])), reference);
  return { first: addDays(accepted, Number(values['windowStartDays'])), last: last.day, provisional: last.provisional };
}

/** Fixed-date holidays by the years they were given; the lunar ones are known only from a year's notice. */
const FIXED_HOLIDAYS: readonly { readonly monthDay: number; readonly fromYear: number; readonly toYear: number }[] = [
  { monthDay: 101, fromYear: 1950, toYear: 9999 },
  { monthDay: 501, fromYear: 1950, toYear: 9999 },
  { monthDay: 502, fromYear: 2000, toYear: 2007 },
  { monthDay: 503, fromYear: 2000, toYear: 2007 },
  { monthDay: 502, fromYear: 2025, toYear: 9999 },
  { monthDay: 1001, fromYear: 1950, toYear: 9999 },
  { monthDay: 1002, fromYear: 1950, toYear: 9999 },
  { monthDay: 1003, fromYear: 1999, toYear: 9999 },
];

const TWO_DAY_WEEKEND_FROM = 19950501;

/**
 * A best guess where no holiday table reaches: weekends (Sunday alone before 1995-05-01) and fixed-date holidays are off.
 * Sources: 人薪发〔1995〕32号; the holiday measures of 1949, 1999, 2007 and 2024.
 */
export function isProbablyWorkingDay(day: number): boolean {
  const lastWeekday = day >= TWO_DAY_WEEKEND_FROM ? 5 : 6;
  if (weekdayOf(day) > lastWeekday) return false;
  return !FIXED_HOLIDAYS.some(
    ({ monthDay, fromYear, toYear }) => day % 10_000 === monthDay && yearOf(day) >= fromYear && yearOf(day) <= toYear,
  );
}

/** Days since 1 January 1970, counted in years that begin in March so that the leap day comes last. */
function toSerial(day: number): number {
  const month = (monthOf(day) + 9) % 12;
  const year = yearOf(day) - (month >= 10 ? 1 : 0);
  return daysBeforeMarchYear(year) + Math.floor((153 * month + 2) / 5) + dayOfMonth(day) - 1 - EPOCH_SERIAL;
}

function fromSerial(serial: number): number {
  const days = serial + EPOCH_SERIAL;
  let year = Math.floor(days / 365.2425);
  if (daysBeforeMarchYear(year + 1) <= days) year += 1;
  if (daysBeforeMarchYear(year) > days) year -= 1;
  const dayInYear = days - daysBeforeMarchYear(year);
  const month = Math.floor((5 * dayInYear + 2) / 153);
  const dayInMonth = dayInYear - Math.floor((153 * month + 2) / 5) + 1;
  return dayOf(month >= 10 ? year + 1 : year, month >= 10 ? month - 9 : month + 3, dayInMonth);
}

function daysBeforeMarchYear(year: number): number {
  return 365 * year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
}

const EPOCH_SERIAL = 719_468;
