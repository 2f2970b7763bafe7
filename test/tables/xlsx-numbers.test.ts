import fc from 'fast-check';
import { expect, it } from 'vitest';
import { numberText } from '../../src/tables/xlsx-numbers.js';

const DAY = { kind: 'date', finest: 'day' } as const;
const MS_A_DAY = 86_400_000;

function agreesWithCalendar(serial: number): boolean {
  const byCalendar = new Date(Date.UTC(1899, 11, 30) + serial * MS_A_DAY).toISOString().slice(0, 10);
  return numberText(String(serial), DAY, false) === byCalendar;
}

it('a day is the day of the calendar, to the end of the year 9999', () => {
  fc.assert(fc.property(fc.integer({ min: 61, max: 2_958_465 }), agreesWithCalendar), {
    numRuns: 2_000,
    examples: [[61], [36_584], [36_585], [73_110], [2_958_465]],
  });
});

it('a day before March 1900 makes up for the leap day that never was', () => {
  expect(['1', '31', '32', '59', '60', '61'].map((serial) => numberText(serial, DAY, false))).toEqual([
    '1900-01-01',
    '1900-01-31',
    '1900-02-01',
    '1900-02-28',
    '1900-02-29',
    '1900-03-01',
  ]);
});

it('an integer of up to fifteen digits keeps them all, one of more shows that it did not', () => {
  const general = { kind: 'general' } as const;
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 19n }), (integer) => {
      const text = numberText(String(integer), general, false);
      expect(text).toMatch(integer < 10n ** 15n ? /^\d+$/u : /^\d\.\d{14}E\+\d\d$/u);
      if (integer < 10n ** 15n) expect(text).toBe(String(integer));
    }),
  );
});
