import { daysBetween } from '../../domain/calendar.js';
import { solarFromLunar } from '../../domain/lunar.js';
import { OP_DATE } from './levels.js';

const CLOSE_DAYS = 31;
/** A date of the lunar calendar written as a solar one is this many days early. */
const LUNAR_LAG_DAYS = [15, 60] as const;

/** Compares two dates as the record has them: yyyymmdd with 00 for what is not known. */
export class DateComparer {
  private readonly solar = new Map<number, readonly number[]>();

  compare(left: number, right: number): number {
    if (left === 0 || right === 0) return OP_DATE.missing;
    const leftDay = left % 100;
    const rightDay = right % 100;
    if (left === right) return leftDay === 0 ? OP_DATE.coarse : OP_DATE.exact;
    if (leftDay === 0 || rightDay === 0) return compareCoarsely(left, right);
    const earlier = Math.min(left, right);
    const later = Math.max(left, right);
    if (isDaySwapped(left, right)) return OP_DATE.swapped;
    const apart = daysBetween(earlier, later);
    if (apart === 1) return OP_DATE.near;
    if (isOneDigit(left, right)) return OP_DATE.oneDigit;
    if (apart >= LUNAR_LAG_DAYS[0] && apart <= LUNAR_LAG_DAYS[1] && this.solarDays(earlier).includes(later)) return OP_DATE.lunar;
    if (apart <= CLOSE_DAYS) return OP_DATE.close;
    return Math.trunc(left / 10_000) === Math.trunc(right / 10_000) ? OP_DATE.sameYear : OP_DATE.nothing;
  }

  private solarDays(lunar: number): readonly number[] {
    const known = this.solar.get(lunar);
    if (known !== undefined) return known;
    const days = solarFromLunar({ year: Math.trunc(lunar / 10_000), month: Math.trunc(lunar / 100) % 100, day: lunar % 100 });
    this.solar.set(lunar, days);
    return days;
  }
}

/** At the precision of the coarser one. */
function compareCoarsely(left: number, right: number): number {
  const leftMonth = Math.trunc(left / 100);
  const rightMonth = Math.trunc(right / 100);
  if (leftMonth === rightMonth) return OP_DATE.coarse;
  if (Math.trunc(leftMonth / 100) !== Math.trunc(rightMonth / 100)) return OP_DATE.nothing;
  return leftMonth % 100 === 0 || rightMonth % 100 === 0 ? OP_DATE.coarse : OP_DATE.sameYear;
}

function isDaySwapped(left: number, right: number): boolean {
  if (Math.trunc(left / 10_000) !== Math.trunc(right / 10_000)) return false;
  return left % 100 === Math.trunc(right / 100) % 100 && right % 100 === Math.trunc(left / 100) % 100;
}

/** One digit differs, or two neighbours changed places. */
function isOneDigit(left: number, right: number): boolean {
  let restLeft = left;
  let restRight = right;
  while (restLeft % 10 === restRight % 10) {
    restLeft = Math.trunc(restLeft / 10);
    restRight = Math.trunc(restRight / 10);
  }
  if (Math.trunc(restLeft / 10) === Math.trunc(restRight / 10)) return true;
  if (Math.trunc(restLeft / 100) !== Math.trunc(restRight / 100)) return false;
  return restLeft % 10 === Math.trunc(restRight / 10) % 10 && restRight % 10 === Math.trunc(restLeft / 10) % 10;
}
