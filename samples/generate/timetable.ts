import { dateOf, dayOf, type CivilDay } from './civil-day.js';
import { REGISTRATION_BEGINS, volumeOf } from './eras.js';

/** The last day any sample speaks of; fixed, so that the same seed gives the same file next year. */
const LAST_DAY = dayOf(2025, 10, 31);

export interface YearSpan {
  readonly fromYear: number;
  readonly toYear: number;
}

/** One day for each of `rows` registrations, in order, as dense as registrations were in each year. */
export function* timetable(rows: number, { fromYear, toYear }: YearSpan): Generator<CivilDay> {
  const years = Array.from({ length: toYear - fromYear + 1 }, (_, index) => fromYear + index);
  const total = years.reduce((sum, year) => sum + volumeOf(year), 0);
  let volumeSoFar = 0;
  let given = 0;
  for (const year of years) {
    volumeSoFar += volumeOf(year);
    const until = Math.round((rows * volumeSoFar) / total);
    yield* daysOfYear(year, until - given);
    given = until;
  }
}

function* daysOfYear(year: number, count: number): Generator<CivilDay> {
  const first = Math.max(dayOf(year, 1, 2), REGISTRATION_BEGINS);
  const last = Math.min(dayOf(year, 12, 31), LAST_DAY);
  for (let index = 0; index < count; index++) yield first + Math.floor(((last - first + 1) * index) / count);
}

/** New Year's Day stands in archives for "some time that year", and the checks say so: sound rows stay clear of it. */
export function clearOfNewYear(day: CivilDay): CivilDay {
  const { month, day: dayOfMonth } = dateOf(day);
  return month === 1 && dayOfMonth === 1 ? day + 1 : day;
}
