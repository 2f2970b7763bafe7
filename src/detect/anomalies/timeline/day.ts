import { daysBetween, daysInMonth, isRealDay, monthOf, yearOf } from '../../../domain/calendar.js';

/**
 * A date of the registry as one number, yyyymmdd with 00 for what is not known; 0 when there is none. The days it may mean go from
 * `firstDay` to `lastDay`: "certainly before" is `lastDay(a) < firstDay(b)`, and unknown is not wrong.
 */
export function packDate(text: string): number {
  if (text.length !== 10 && text.length !== 7 && text.length !== 4) return 0;
  const date = twoDigits(text, 0) * 1_000_000 + twoDigits(text, 2) * 10_000 + twoDigits(text, 5) * 100 + twoDigits(text, 8);
  return isRealDay(firstDay(date)) ? date : 0;
}

const ZERO = 0x30;

/** 0 behind the end of the text; not a number for what are no digits. */
function twoDigits(text: string, at: number): number {
  if (at >= text.length) return 0;
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

export function firstDay(date: number): number {
  if (date % 10_000 === 0) return date + 101;
  return date % 100 === 0 ? date + 1 : date;
}

export function lastDay(date: number): number {
  if (date % 10_000 === 0) return date + 1231;
  return date % 100 === 0 ? date + daysInMonth(yearOf(date), monthOf(date)) : date;
}

/** The least number of days from one date to a later one; 0 when they may be the same. */
export function leastDaysApart(earlier: number, later: number): number {
  return Math.max(0, daysBetween(lastDay(earlier), firstDay(later)));
}

/** Months counted from year 0, for windows of time. */
export function monthNumber(date: number): number {
  return yearOf(date) * 12 + Math.max(1, monthOf(date));
}

export function isWholeDay(date: number): boolean {
  return date % 100 !== 0;
}

/** `1986`, `1986-05` or `1986-05-04`; '' for no date. */
export function dateText(date: number): string {
  if (date === 0) return '';
  const digits = String(date).padStart(8, '0');
  const parts = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)];
  return parts.filter((part) => part !== '00').join('-');
}
