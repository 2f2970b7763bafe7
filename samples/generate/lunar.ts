import { dayOf, twoDigits } from './civil-day.js';

/** ICU does the reckoning here, so that the samples test the program's own table instead of sharing it. */
const LUNAR = new Intl.DateTimeFormat('en-u-ca-chinese', { year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC' });
const MILLISECONDS_PER_DAY = 86_400_000;

/**
 * The day's lunar date written as if it were a solar one: `1986-05-04` → `1986-03-26`. `undefined` where that is no day of every
 * month, and in years with a leap month: ICU 78 puts the one of 1987 after the seventh month instead of the sixth (measured).
 */
export function lunarWrittenAsSolar(iso: string): string | undefined {
  const { year, month, day } = lunarParts(Date.parse(`${iso}T00:00:00Z`));
  if (Number(day) > 28 || hasLeapMonth(Number(year))) return undefined;
  return `${year}-${twoDigits(Number(month))}-${twoDigits(Number(day))}`;
}

function lunarParts(milliseconds: number): { readonly year: string; readonly month: string; readonly day: string } {
  const parts = new Map<string, string>(LUNAR.formatToParts(milliseconds).map(({ type, value }) => [type, value]));
  return { year: parts.get('relatedYear') ?? '', month: parts.get('month') ?? '', day: parts.get('day') ?? '' };
}

const leapYears = new Map<number, boolean>();

function hasLeapMonth(year: number): boolean {
  const known = leapYears.get(year);
  if (known !== undefined) return known;
  const found = fortnightsOf(year).some((day) => lunarParts(day * MILLISECONDS_PER_DAY).month.endsWith('bis'));
  leapYears.set(year, found);
  return found;
}

/** Days close enough that each lunar month of the year holds one. */
function fortnightsOf(year: number): number[] {
  return Array.from({ length: 27 }, (_, index) => dayOf(year, 1, 25) + index * 14);
}
