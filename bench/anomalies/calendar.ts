import { loadPackagedTables } from '../../src/config/packaged-tables.js';
import { dayOf, isoText, type CivilDay } from '../../samples/generate/civil-day.js';
import { Random } from '../../samples/generate/random.js';
import { FIRST_YEAR } from './offices.js';

const LAST_YEAR = 2025;
/** Archives up to this day are entered afterwards. */
export const LIVE_FROM = dayOf(2004, 1, 1);
const BACKFILL_SHARE = 0.35;

/** Days on which everybody wants to marry, by how much more than usual. The province had 20,892 pairs on 2022-05-20, some twelve times its usual. */
const PEAK_DAYS: readonly (readonly [monthDay: string, times: number, fromYear: number])[] = [
  ['05-20', 8, 2012],
  ['02-14', 4, 2004],
  ['08-08', 1.6, 1990],
  ['05-21', 2, 2015],
];
const PEAKS_OF_ONE_YEAR = new Map([
  ['2022-05-20', 12],
  ['2009-09-09', 7],
  ['2013-01-04', 6],
  ['2020-02-02', 4],
]);

/** One day after another, each as often as registrations were made on it; the number of rows is met on average. */
export function* daysOfRegistrations(rows: number, seed: number): Generator<CivilDay> {
  const random = new Random(seed);
  const holidays = new Set(loadPackagedTables().holidays.flatMap(({ date, kind }) => (kind === 'off' ? [date] : [])));
  const days = Array.from({ length: dayOf(LAST_YEAR + 1, 1, 1) - dayOf(FIRST_YEAR, 1, 1) }, (_, at) => dayOf(FIRST_YEAR, 1, 1) + at);
  const weights = days.map((day) => weightOf(day, holidays));
  const backfill = sum(weights.filter((_, at) => (days[at] ?? 0) < LIVE_FROM));
  const live = sum(weights) - backfill;
  for (const [at, day] of days.entries()) {
    const isLive = day >= LIVE_FROM;
    const expected = (rows * (isLive ? 1 - BACKFILL_SHARE : BACKFILL_SHARE) * (weights[at] ?? 0)) / (isLive ? live : backfill);
    const count = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0);
    for (let nth = 0; nth < count; nth += 1) yield day;
  }
}

function weightOf(day: CivilDay, holidays: ReadonlySet<string>): number {
  const text = isoText(day);
  // 1970-01-01 was a Thursday.
  const weekday = (day + 3) % 7;
  const isFree = weekday === 6 || (weekday === 5 && day >= dayOf(1995, 5, 1));
  const peak =
    PEAKS_OF_ONE_YEAR.get(text) ??
    PEAK_DAYS.find(([monthDay, , from]) => text.endsWith(monthDay) && Number(text.slice(0, 4)) >= from)?.[1] ??
    1;
  if (text.endsWith('-01-01')) return 0;
  // Registries open on a weekend when everybody wants to marry on it, and for emergencies on holidays.
  if (peak > 2) return peak;
  if (holidays.has(text)) return 0.01;
  return isFree ? 0.06 : peak;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
