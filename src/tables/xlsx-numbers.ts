/** How a cell's number format shows its number, as far as it changes what the cell means. */
export type CellFormat =
  | { readonly kind: 'general' }
  /** `finest` is the smallest unit shown: 1986年5月 is stored as the first of May but means the month. */
  | { readonly kind: 'date'; readonly finest: 'day' | 'month' | 'year' }
  /** `000000`: leading zeros that only the format gives. */
  | { readonly kind: 'zeros'; readonly width: number };

/** Excel keeps fifteen significant digits; a number with more has lost the rest. */
const KEPT_DIGITS = 15;
const FIRST_DESTROYED = 10 ** KEPT_DIGITS;
/** 1900-01-01 is day 1; 2958465 is 9999-12-31. */
const LAST_DAY = 2_958_465;
/** Days between the day zero of the 1900 and the 1904 system (ECMA-376 part 1, 18.17.4.1). */
const DAYS_TO_1904 = 1_462;
/** Excel follows Lotus in a 29 February 1900 that never was: day 60. */
const PHANTOM_DAY = 60;

/**
 * The text of a numeric cell. Integers of up to fifteen digits come out plain; what has lost digits comes out with an exponent
 * (`4.40106198001010E+17`), so that no one takes the zeros at its end for digits.
 */
export function numberText(raw: string, format: CellFormat, is1904: boolean): string {
  const trimmed = raw.trim();
  if (format.kind === 'general' && /^\d{1,15}$/u.test(trimmed)) return trimmed;
  const number = Number(trimmed);
  if (trimmed === '' || !Number.isFinite(number)) return trimmed;
  if (format.kind === 'date') return dateText(number, format.finest, is1904) ?? plainText(number);
  if (format.kind === 'zeros' && Number.isInteger(number) && number >= 0) return plainText(number).padStart(format.width, '0');
  return plainText(number);
}

function plainText(number: number): string {
  if (Math.abs(number) >= FIRST_DESTROYED) return exponentText(number);
  return String(Number.isInteger(number) ? number : Number(number.toPrecision(KEPT_DIGITS)));
}

function exponentText(number: number): string {
  return number.toExponential(KEPT_DIGITS - 1).replace('e', 'E');
}

/** `YYYY-MM-DD`, or less where the format shows less and the rest is the first of it; `undefined` when the number is no day. */
function dateText(serial: number, finest: 'day' | 'month' | 'year', is1904: boolean): string | undefined {
  const day = Math.floor(serial) + (is1904 ? DAYS_TO_1904 : 0);
  if (day < 1 || day > LAST_DAY) return undefined;
  if (day === PHANTOM_DAY) return '1900-02-29';
  const text = calendarDate(day - (day < PHANTOM_DAY ? 0 : 1));
  if (finest === 'year' && text.endsWith('-01-01')) return text.slice(0, 4);
  return finest !== 'day' && text.endsWith('-01') ? text.slice(0, 7) : text;
}

/** Days from 0000-03-01, where a year of the count begins, to 1899-12-31. */
const DAYS_TO_1900 = 693_900;
const DAYS_IN_400_YEARS = 146_097;

/**
 * The Gregorian date of the `day`-th day from 1900-01-01 on. Years are counted from March, so that the leap day is the last;
 * a third of all cells may be dates, and `Date` would take longer than everything else about them.
 */
function calendarDate(day: number): string {
  const days = day + DAYS_TO_1900;
  const era = Math.floor(days / DAYS_IN_400_YEARS);
  const dayOfEra = days - era * DAYS_IN_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  return `${year}-${twoDigits(month)}-${twoDigits(dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1)}`;
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

/** Dates among the built-in formats, those of the Chinese locale included (ECMA-376 part 1, 18.8.30). */
const BUILT_IN_DAYS: ReadonlySet<number> = new Set([14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58]);
const BUILT_IN_MONTHS: ReadonlySet<number> = new Set([17, 27, 36, 50, 52, 57]);

export function builtInFormat(id: number): CellFormat {
  if (BUILT_IN_DAYS.has(id)) return { kind: 'date', finest: 'day' };
  return BUILT_IN_MONTHS.has(id) ? { kind: 'date', finest: 'month' } : { kind: 'general' };
}

/** Reads a custom format code such as `yyyy"年"m"月"d"日"`, `[$-804]yyyy-m` or `000000`. */
export function customFormat(code: string): CellFormat {
  const first = code.split(';', 1)[0] ?? '';
  const shown = first.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/gu, '').toLowerCase();
  if (/^0{2,}$/u.test(shown)) return { kind: 'zeros', width: shown.length };
  const days = shown.replace(/am\/pm|a\/p|h+[^a-z]*m+|m+[^a-z]*s+/gu, '');
  return /[ymd]/u.test(days) ? { kind: 'date', finest: finestOf(days) } : { kind: 'general' };
}

function finestOf(days: string): 'day' | 'month' | 'year' {
  if (days.includes('d') || !days.includes('y')) return 'day';
  return days.includes('m') ? 'month' : 'year';
}
