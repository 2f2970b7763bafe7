import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysWithoutHours, readHours } from '../../../src/access/offices/opening-hours.js';
import { WEEKDAYS, type OpeningHours } from '../../../src/access/offices/profile-fields.js';

const WORKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
const everyWorkday = (...hours: string[]): OpeningHours => Object.fromEntries(WORKDAYS.map((day) => [day, hours]));

describe('opening hours', () => {
  it.each<readonly [string, unknown, OpeningHours | undefined]>([
    ['of a span of days', 'mon-fri 08:30-12:00,14:00-17:30', everyWorkday('08:30-12:00', '14:00-17:30')],
    ['of one day', 'sat 09:00-12:00', { saturday: ['09:00-12:00'] }],
    ['of a day written in full', 'Saturday 09:00-12:00', { saturday: ['09:00-12:00'] }],
    ['of a closed day', 'sun closed', { sunday: [] }],
    ['with full-width marks between parts', 'sat 09:00-12:00；sun closed', { saturday: ['09:00-12:00'], sunday: [] }],
    ['of a day named twice: the last counts', 'mon-fri 09:00-12:00; mon closed', { ...everyWorkday('09:00-12:00'), monday: [] }],
    ['as an object', { monday: ['09:00-12:00'], sunday: [] }, { monday: ['09:00-12:00'], sunday: [] }],
    ['that are empty', '', undefined],
    ['of no day at all', {}, undefined],
    ['of a list', ['09:00-12:00'], undefined],
    ['of a day there is not', 'feast 09:00-12:00', undefined],
    ['of a day there is not, as an object', { feast: [] }, undefined],
    ['of a span backwards', 'fri-mon 09:00-12:00', undefined],
    ['without a day', '09:00-12:00', undefined],
    ['beyond midnight', 'mon 22:00-24:00', undefined],
    ['that end before they begin', 'mon 12:00-09:00', undefined],
    ['that overlap', 'mon 09:00-12:00,11:00-13:00', undefined],
    ['that touch: they are one span', 'mon 09:00-12:00,12:00-13:00', undefined],
    ['out of order', 'mon 14:00-17:00,09:00-12:00', undefined],
    ['of a number', { monday: [9] }, undefined],
  ])('%s', (_name, raw, hours) => expect(readHours(raw)).toEqual(hours));

  const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 1_439 }), { minLength: 0, maxLength: 6 });
  const ranges = minutes.map((times) => {
    const texts = times.toSorted((a, b) => a - b).map((time) => `${pad(time / 60)}:${pad(time % 60)}`);
    return texts.flatMap((text, at) => (at % 2 === 1 ? [`${texts[at - 1] ?? ''}-${text}`] : []));
  });

  it('typed as text are what they are as an object, whatever days are named', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...WEEKDAYS), ranges, { minKeys: 1 }), (hours) => {
        const text = Object.entries(hours).map(([day, all]) => `${day} ${all.length === 0 ? 'closed' : all.join(',')}`);
        expect(readHours(text.join('; '))).toEqual(hours);
        expect(readHours(hours)).toEqual(hours);
        expect(daysWithoutHours(hours)).toHaveLength(WEEKDAYS.length - Object.keys(hours).length);
      }),
    );
  });
});

function pad(number: number): string {
  return String(Math.trunc(number)).padStart(2, '0');
}
