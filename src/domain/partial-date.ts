import { addDays, dayOf, daysInMonth, formatDay, isRealDay } from './calendar.js';
import { decimalDigits, NUMERAL_CHARACTERS } from './chinese-numerals.js';
import { foldText } from './text-folding.js';

/**
 * A date with the precision the source had: `1986`, `1986-05` or `1986-05-04`.
 * `text` is the stored form; `first` and `last` are the days it may mean, as yyyymmdd integers (1986 → 19860101, 19861231),
 * so "certainly before" is `a.last < b.first` and "possibly before" is `a.first < b.last`.
 */
export interface PartialDate {
  readonly text: string;
  readonly precision: 'year' | 'month' | 'day';
  readonly year: number;
  readonly month: number | undefined;
  readonly day: number | undefined;
  readonly first: number;
  readonly last: number;
}

/** A certificate of 1950 may name a bride or groom born before 1900; nothing in a registry is older than 1850. */
export const FIRST_YEAR = 1850;
export const LAST_YEAR = 2100;

const STORED = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Reads a stored form. `undefined` when it is none, or names a day the calendar does not have. */
export function parseDate(text: string): PartialDate | undefined {
  const parts = STORED.exec(text);
  if (parts === null) return undefined;
  const year = Number(parts[1]);
  if (year < FIRST_YEAR || year > LAST_YEAR) return undefined;
  if (parts[2] === undefined) return wholeYear(text, year);
  const month = Number(parts[2]);
  if (month < 1 || month > 12) return undefined;
  if (parts[3] === undefined) return wholeMonth(text, year, month);
  const day = Number(parts[3]);
  return isRealDay(dayOf(year, month, day)) ? singleDay(text, year, month, day) : undefined;
}

function wholeYear(text: string, year: number): PartialDate {
  return { text, precision: 'year', year, month: undefined, day: undefined, first: dayOf(year, 1, 1), last: dayOf(year, 12, 31) };
}

function wholeMonth(text: string, year: number, month: number): PartialDate {
  const last = dayOf(year, month, daysInMonth(year, month));
  return { text, precision: 'month', year, month, day: undefined, first: dayOf(year, month, 1), last };
}

function singleDay(text: string, year: number, month: number, day: number): PartialDate {
  const only = dayOf(year, month, day);
  return { text, precision: 'day', year, month, day, first: only, last: only };
}

const UNKNOWN = '[xX×?*]{1,2}';
const TIME_OF_DAY = /[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;
const WEEKDAY = /(?:星期|周)[一二三四五六日天]$/;
/** A spreadsheet may show such a number with a decimal zero. */
const COMPACT = /^(\d{4})(\d{2})(\d{2})?(?:\.0+)?$/;
const SEPARATED = new RegExp(`^(\\d{4}|\\d{2})([-/.、])(\\d{1,2}|${UNKNOWN})(?:\\2(\\d{1,2}|${UNKNOWN}))?$`);
const NUMERAL = `[${NUMERAL_CHARACTERS}]+`;
const WRITTEN = new RegExp(
  `^(?:公元|西元)?((?:中华)?民国)?(${NUMERAL})年度?(?:(${NUMERAL}|${UNKNOWN})?月份?(?:(${NUMERAL}|${UNKNOWN})?[日号]?)?)?$`,
);
const SERIAL = /^\d{5}(?:\.\d+)?$/;
/** 1927-05-18 to 2064-04-08: below are room and house numbers, above are postal codes. */
const SERIALS = [10_000, 60_000] as const;
const ALL_ZERO = /^0{4}([-/.]?)0{1,2}\1(?:0{1,2})?$/;
/** Two-digit years that cannot be a day of the month; the smaller ones could also be 20xx, or the day. */
const FIRST_SHORT_YEAR = 32;

/**
 * The stored form of a date in any spelling of docs/records.md; a date of zeros is "not given". What cannot be read, or
 * could be read in two ways (5/4/1986, 2019.1), comes back folded and unchanged, and `parseDate` refuses it.
 */
export function normaliseDate(raw: string): string {
  if (parseDate(raw) !== undefined) return raw;
  const folded = foldText(raw);
  const text = folded.replace(TIME_OF_DAY, '').replaceAll(' ', '').replace(WEEKDAY, '');
  if (ALL_ZERO.test(text)) return '';
  return readCompact(text) ?? readSeparated(text) ?? readWritten(text) ?? readSerial(text) ?? folded;
}

function readCompact(text: string): string | undefined {
  const parts = COMPACT.exec(text);
  return parts === null ? undefined : storedForm(Number(parts[1]), parts[2], parts[3]);
}

function readSeparated(text: string): string | undefined {
  const [, year = '', separator, month, day] = SEPARATED.exec(text) ?? [];
  if (separator === undefined) return undefined;
  // A numeric cell turns 2019.10 into 2019.1, so a lone 1 after the dot is not surely January.
  if (day === undefined && (year.length === 2 || (separator === '.' && month === '1'))) return undefined;
  return storedForm(fullYear(year), month, day);
}

function readWritten(text: string): string | undefined {
  const [, republic, yearNumeral, month, day] = WRITTEN.exec(text) ?? [];
  const year = yearNumeral === undefined ? undefined : decimalDigits(yearNumeral);
  if (year === undefined || (republic === undefined && year.length !== 4 && year.length !== 2)) return undefined;
  return storedForm(republic === undefined ? fullYear(year) : Number(year) + 1911, month, day);
}

/** Day 0 of Excel's 1900 system as its later serials count: it has a 29 February 1900. */
const SERIAL_ZERO = 18_991_230;

function readSerial(text: string): string | undefined {
  const serial = Math.floor(Number(text));
  if (!SERIAL.test(text) || serial < SERIALS[0] || serial > SERIALS[1]) return undefined;
  return formatDay(addDays(SERIAL_ZERO, serial));
}

function fullYear(year: string): number | undefined {
  if (year.length === 4) return Number(year);
  return Number(year) >= FIRST_SHORT_YEAR ? 1900 + Number(year) : undefined;
}

/** Zero and marks like `×` mean unknown. A day without its month says too little to keep and too much to drop. */
function storedForm(year: number | undefined, monthText: string | undefined, dayText: string | undefined): string | undefined {
  const month = partNumber(monthText);
  const day = partNumber(dayText);
  if (year === undefined || year < FIRST_YEAR || year > LAST_YEAR || month === undefined || day === undefined) return undefined;
  if (month > 12 || day > 31 || (month === 0 && day > 0)) return undefined;
  return [year, month, day]
    .filter((part) => part > 0)
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

/** 0 when not given or marked unknown, `undefined` when unreadable. */
function partNumber(text: string | undefined): number | undefined {
  if (text === undefined || /^[xX×?*]/.test(text)) return 0;
  const digits = decimalDigits(text);
  return digits === undefined || digits.length > 2 ? undefined : Number(digits);
}
