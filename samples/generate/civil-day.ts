/**
 * Days as whole numbers since 1970-01-01, so that "the day after" and "22 years old" are arithmetic.
 * Kept apart from the program's own calendar on purpose: the samples are its outside test data.
 */
export type CivilDay = number;

const MILLISECONDS_PER_DAY = 86_400_000;

/** `month` from 1. A day past the month's end rolls over, as in 29 February of a common year → 1 March. */
export function dayOf(year: number, month: number, day: number): CivilDay {
  return Date.UTC(year, month - 1, day) / MILLISECONDS_PER_DAY;
}

export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function dateOf(civilDay: CivilDay): CivilDate {
  const date = new Date(civilDay * MILLISECONDS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export function yearOf(civilDay: CivilDay): number {
  return new Date(civilDay * MILLISECONDS_PER_DAY).getUTCFullYear();
}

/** `1986-05-04` */
export function isoText(civilDay: CivilDay): string {
  const { year, month, day } = dateOf(civilDay);
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** `19860504`, as in resident numbers. */
export function compactText(civilDay: CivilDay): string {
  const { year, month, day } = dateOf(civilDay);
  return `${year}${twoDigits(month)}${twoDigits(day)}`;
}

/** Reads `1986-05-04`. */
export function dayFromIso(text: string): CivilDay {
  const [year, month, day] = text.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) throw new RangeError(`not a day: ${text}`);
  return dayOf(year, month, day);
}

/** The same calendar day `years` later; negative goes back. */
export function yearsLater(civilDay: CivilDay, years: number): CivilDay {
  const { year, month, day } = dateOf(civilDay);
  return dayOf(year + years, month, day);
}

export function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
