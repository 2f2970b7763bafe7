import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPackagedTables } from '../../src/config/packaged-tables.js';
import {
  addDays,
  addWorkingDays,
  coolingOffWindow,
  daysBetween,
  daysInMonth,
  formatDay,
  isProbablyWorkingDay,
  isRealDay,
  onOrAfterWorkingDay,
  parseDay,
  weekdayOf,
} from '../../src/domain/calendar.js';
import { createReference } from '../../src/domain/reference-index.js';

const reference = createReference(loadPackagedTables());

const realDay = fc
  .date({ min: new Date('1600-01-01T00:00:00Z'), max: new Date('2400-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => Number(date.toISOString().slice(0, 10).replaceAll('-', '')));
const someDays = fc.integer({ min: -60_000, max: 60_000 });
const utc = (day: number): number => Date.parse(`${formatDay(day)}T00:00:00Z`);

describe('days', () => {
  it.each([
    ['a leap day', 20000229, true],
    ['29 February of a common year', 19900229, false],
    ['29 February of a century', 19000229, false],
    ['31 February', 19900231, false],
    ['31 April', 20190431, false],
    ['month 13', 20191301, false],
    ['day 0 of a partial date', 19860500, false],
    ['month 0 of a partial date', 19860000, false],
    ['half a day', 20190520.5, false],
    ['not a number', Number.NaN, false],
    ['the last day of a year', 19991231, true],
  ])('%s: %d is real: %s', (_name, day, real) => expect(isRealDay(day)).toBe(real));

  it.each([
    [2019, 2, 28],
    [2020, 2, 29],
    [2000, 2, 29],
    [1900, 2, 28],
    [2019, 12, 31],
    [2019, 0, 0],
    [2019, 13, 0],
  ])('%d-%d has %d days', (year, month, days) => expect(daysInMonth(year, month)).toBe(days));

  it.each(['2019-5-20', '20190520', '2019-02-29', '2019-05-20 ', '', '2019-05'])('does not read %j as a day', (text) =>
    expect(parseDay(text)).toBeUndefined(),
  );

  it('writes a day and reads it back', () => {
    fc.assert(fc.property(realDay, (day) => parseDay(formatDay(day)) === day));
  });

  it('adds days as the UTC calendar does', () => {
    fc.assert(fc.property(realDay, someDays, (day, days) => utc(addDays(day, days)) === utc(day) + days * 86_400_000));
  });

  it('counts the days it added', () => {
    fc.assert(fc.property(realDay, someDays, (day, days) => daysBetween(day, addDays(day, days)) === days));
  });

  it('names weekdays as the UTC calendar does', () => {
    fc.assert(fc.property(realDay, (day) => weekdayOf(day) % 7 === new Date(utc(day)).getUTCDay()));
  });
});

describe('working days', () => {
  it.each([
    ['a make-up Saturday counts', 20250930, 3, 20251011],
    ['a weekend is passed over', 20190517, 1, 20190520],
    ['day 0 is the approval day', 20190520, 0, 20190520],
    ['the leaver deadline of three working days', 20190520, 3, 20190523],
  ])('%s', (_name, day, count, reached) => expect(addWorkingDays(day, count, reference)).toEqual({ day: reached, provisional: false }));

  it('is provisional when a day without a notice is crossed', () => {
    expect(addWorkingDays(20261230, 3, reference)).toEqual({ day: 20270105, provisional: true });
    expect(addWorkingDays(20260105, 3, reference).provisional).toBe(false);
  });

  it.each([
    ['New Year without a notice', 20270101, 'provisional-off'],
    ['Labour Day before the table', 20030501, 'provisional-off'],
    ['a Monday before the table', 20030512, 'provisional-working'],
    ['a Saturday of the six-day week', 19900512, 'provisional-working'],
    ['a Sunday of the six-day week', 19900513, 'provisional-off'],
    ['a Saturday of the five-day week', 19960511, 'provisional-off'],
    ['National Day in the table', 20191001, 'off'],
    ['a Sunday worked in exchange', 20190929, 'working'],
    ['an ordinary Saturday in the table', 20190525, 'off'],
    ['an ordinary Tuesday in the table', 20190521, 'working'],
  ])('%s is %s', (_name, day, status) => expect(reference.workingDay(day)).toBe(status));

  it('guesses the second of May off only where the law gave it', () => {
    expect([20020502, 20120502, 20300502].map(isProbablyWorkingDay)).toEqual([false, true, false]);
  });

  it('never rolls a day back, nor onto a day off', () => {
    fc.assert(
      fc.property(realDay, (day) => {
        const reached = onOrAfterWorkingDay(day, reference).day;
        return reached >= day && reference.workingDay(reached).endsWith('working');
      }),
    );
  });
});

describe('the cooling-off window', () => {
  it('is the published example: accepted 2021-01-04, issued 2021-02-04 to 2021-03-05', () =>
    expect(coolingOffWindow(20210104, reference)).toEqual({ first: 20210204, last: 20210305, provisional: false }));

  it('rolls an end in the National Day week to the next working day', () =>
    expect(coolingOffWindow(20210803, reference)).toEqual({ first: 20210903, last: 20211008, provisional: false }));

  it('does not exist before the Civil Code', () => expect(coolingOffWindow(20201231, reference)).toBeUndefined());

  it('leaves no divorce of January 2021 inside any window', () => expect(coolingOffWindow(20210101, reference)?.first).toBe(20210201));

  it('is provisional where the end has no notice yet', () => expect(coolingOffWindow(20261201, reference)?.provisional).toBe(true));
});
