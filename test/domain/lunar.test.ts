import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, formatDay } from '../../src/domain/calendar.js';
import { LUNAR_YEARS, solarFromLunar } from '../../src/domain/lunar.js';

describe('a lunar date read as solar', () => {
  it.each([
    ['New Year 2020', [2020, 1, 1], [20200125]],
    ['New Year 1984', [1984, 1, 1], [19840202]],
    ['Mid-Autumn 2019', [2019, 8, 15], [20190913]],
    ['Dragon Boat 2023, after leap month 2', [2023, 5, 5], [20230622]],
    ['a date of leap month 4 may mean two days', [2001, 4, 5], [20010427, 20010527]],
    ['the 29th of the second month', [1903, 2, 29], [19030327]],
    ['New Year of the first year held', [1900, 1, 1], [19000131]],
    ['day 30 of a month of 29 does not exist', [1957, 2, 30], []],
    ['a year outside the table', [1899, 5, 5], []],
    ['month 13', [2000, 13, 1], []],
    ['day 0', [2000, 1, 0], []],
  ] as const)('%s', (_name, [year, month, day], solar) => expect(solarFromLunar({ year, month, day })).toEqual(solar));

  it('puts the next day of a month on the next solar day', () => {
    const year = fc.integer({ min: LUNAR_YEARS[0], max: LUNAR_YEARS[1] });
    const month = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(year, month, fc.integer({ min: 1, max: 28 }), (inYear, inMonth, day) => {
        const [today] = solarFromLunar({ year: inYear, month: inMonth, day });
        const [tomorrow] = solarFromLunar({ year: inYear, month: inMonth, day: day + 1 });
        return today !== undefined && tomorrow === addDays(today, 1);
      }),
    );
  });

  // ICU computes new moons and misses those a few minutes before midnight, so a day's difference is its own (1999-01-17,
  // 2012-08-17), as is its missing leap month 6 of 1987.
  it('is within a day of the Chinese calendar of ICU in every month of a century', () => {
    const apart = lunarMonths(1930, 2029).filter(
      ({ solar, ...lunar }) => !solarFromLunar({ ...lunar, day: 1 }).some((day) => Math.abs(daysBetween(day, solar)) <= 1),
    );
    expect(apart.filter(({ year }) => year !== 1987)).toEqual([]);
  });
});

/** The first day of each lunar month by ICU, leap months under the number they repeat. */
function lunarMonths(fromYear: number, toYear: number): { year: number; month: number; solar: number }[] {
  const format = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' });
  const months: { year: number; month: number; solar: number }[] = [];
  for (let solar = fromYear * 10_000 + 301; solar < toYear * 10_000; solar = addDays(solar, 1)) {
    const parts = new Map(format.formatToParts(new Date(`${formatDay(solar)}T12:00:00Z`)).map((part) => [part.type as string, part.value]));
    if (parts.get('day') === '1')
      months.push({ year: Number(parts.get('relatedYear')), month: Number.parseInt(parts.get('month') ?? '', 10), solar });
  }
  return months;
}
