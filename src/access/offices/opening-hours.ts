import { WEEKDAYS, type OpeningHours, type Weekday } from './profile-fields.js';

const RANGE = /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/;
const PART = /^([a-z]+)(?:-([a-z]+))?\s+(.+)$/;
const SHORT_LETTERS = 3;

/**
 * Reads `mon-fri 08:30-12:00,14:00-17:30; sat 09:00-12:00; sun closed`, or an object of lists by day. Only the days named are
 * in the result. `undefined` when it cannot be read, or the hours of a day overlap.
 */
export function readHours(raw: unknown): OpeningHours | undefined {
  const entries = typeof raw === 'string' ? entriesOfText(raw) : entriesOfObject(raw);
  if (entries === undefined || entries.length === 0) return undefined;
  return Object.fromEntries(inWeekOrder(entries));
}

type DayHours = readonly [Weekday, readonly string[]];

function entriesOfObject(raw: unknown): readonly DayHours[] | undefined {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return undefined;
  const entries = Object.entries(raw).map(([day, ranges]) => {
    const weekday = WEEKDAYS.find((known) => known === day);
    const hours = Array.isArray(ranges) ? checkedRanges(ranges) : undefined;
    return weekday === undefined || hours === undefined ? undefined : ([weekday, hours] as const);
  });
  return allOrNone(entries);
}

function entriesOfText(text: string): readonly DayHours[] | undefined {
  const parts = text
    .toLowerCase()
    .split(/[;；]/u)
    .map((part) => part.trim());
  return allOrNone(parts.filter((part) => part !== '').map(entriesOfPart))?.flat();
}

function entriesOfPart(part: string): readonly DayHours[] | undefined {
  const [, first = '', last = first, text = ''] = PART.exec(part) ?? [];
  const [from, to] = [first, last].map(weekdayIndex);
  const hours = text === 'closed' ? [] : checkedRanges(text.split(',').map((range) => range.trim()));
  if (from === undefined || to === undefined || from < 0 || to < from || hours === undefined) return undefined;
  return WEEKDAYS.slice(from, to + 1).map((day) => [day, hours]);
}

function weekdayIndex(word: string): number {
  return WEEKDAYS.findIndex((day) => day === word || day.slice(0, SHORT_LETTERS) === word);
}

/** In order, each ending after it begins and before the next one. */
function checkedRanges(ranges: readonly unknown[]): readonly string[] | undefined {
  const texts = ranges.filter((range) => typeof range === 'string' && RANGE.test(range)) as readonly string[];
  const times = texts.flatMap((range) => range.split('-'));
  const isRising = times.every((time, index) => index === 0 || (times[index - 1] ?? '') < time);
  return texts.length === ranges.length && isRising ? texts : undefined;
}

function inWeekOrder(entries: readonly DayHours[]): readonly DayHours[] {
  return WEEKDAYS.flatMap((day) => entries.filter(([named]) => named === day).slice(-1));
}

function allOrNone<T>(items: readonly (T | undefined)[]): readonly T[] | undefined {
  const found = items.filter((item) => item !== undefined);
  return found.length === items.length ? found : undefined;
}

/** Days of the week of which the hours are not known. */
export function daysWithoutHours(hours: OpeningHours): readonly Weekday[] {
  return WEEKDAYS.filter((day) => hours[day] === undefined);
}
