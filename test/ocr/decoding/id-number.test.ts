import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit } from '../../../src/domain/identity-document.js';
import { decodeEitherNumber, decodeFifteenDigits, decodeIdNumber, type IdKnowledge } from '../../../src/ocr/decoding/id-number.js';
import { latticeOfText, type Place } from './lattices.js';

const ALPHABET = '0123456789XO';
const KNOWLEDGE: IdKnowledge = { admitsRegion: (region) => region.startsWith('99'), bornFrom: 19_000_101, bornTo: 20_101_231 };
const numbered = (seventeen: string): string => seventeen + checkDigit(seventeen);
const NUMBER = numbered('99010219860504123');

/** The recogniser prefers `wrong` and held the right digit for second best. */
const misread = (wrong: string, right: string): Place => ({ [wrong]: 0.9, [right]: 0.05 });

const bestOf = (doubts: Readonly<Record<number, Place>>, over: Partial<IdKnowledge> = {}, text = NUMBER) =>
  decodeIdNumber(latticeOfText(text, ALPHABET, doubts), { ...KNOWLEDGE, ...over });

describe('a number of 18 digits', () => {
  it('is read as it stands when nothing is in doubt', () => {
    const decoded = bestOf({});
    expect([decoded.candidates[0]?.value, decoded.free]).toEqual([NUMBER, NUMBER]);
    expect(decoded.cost).toBeLessThan(0.1);
    expect(decoded.margin).toBeGreaterThan(10);
  });

  it.each([
    ['a digit of the sequence, by the check digit', 15, '7', '2'],
    ['the check character', 17, '8', 'X'],
    ['the month, which would be the eighteenth', 10, '8', '0'],
    ['the region', 0, '4', '9'],
  ])('repairs %s', (_name, place, wrong, right) => {
    const decoded = bestOf({ [place]: misread(wrong, right) });
    expect(decoded.candidates[0]?.value).toBe(NUMBER);
    expect(decoded.free).toBe(NUMBER.slice(0, place) + wrong + NUMBER.slice(place + 1));
    expect(decoded.cost).toBeGreaterThan(2);
  });

  it('shows by a small margin that two repairs fit', () => {
    // Places 15 and 16 weigh 4 and 2: one more there is as much as two more here.
    const decoded = bestOf({ 14: misread('9', '1'), 15: { 8: 0.5, 2: 0.05 }, 16: { 0: 0.4, 3: 0.05 } });
    expect(decoded.candidates.length).toBeGreaterThan(1);
    expect(decoded.margin).toBeLessThan(bestOf({ 14: misread('9', '1') }).margin);
  });

  it('takes a letter O for a zero, since only digits can stand there', () => {
    expect(bestOf({ 2: { O: 0.97 } }).candidates[0]?.value).toBe(NUMBER);
  });

  it.each([
    [
      'a birth date known from elsewhere',
      { 13: { 4: 0.5, 9: 0.45 }, 15: { 2: 0.6, 7: 0.2, 5: 0.15 } },
      { bornFrom: 19_860_504, bornTo: 19_860_504 },
    ],
    ['the sex', { 16: { 3: 0.5, 8: 0.4, 4: 0.05 }, 17: { X: 0.4, 0: 0.2, 9: 0.2 } }, { sex: 'male' as const }],
  ])('is narrowed down by %s', (_name, doubts, over) => {
    const decoded = bestOf(doubts, over);
    expect(decoded.candidates[0]?.value).toBe(NUMBER);
  });

  it.each([
    ['of a day that is not in the calendar', { 12: { 3: 0.99 }, 13: { 9: 0.99 } }, {}],
    ['of the other sex', {}, { sex: 'female' as const }],
    ['of a region that did not exist', {}, { admitsRegion: () => false }],
    ['of a region that did not exist at birth', {}, { admitsRegion: (_region: string, birth?: number) => birth === undefined }],
  ])('is no candidate when it is %s, unless as something quite unlikely', (_name, doubts, over) => {
    const decoded = bestOf(doubts, over);
    expect(decoded.candidates.map(({ value }) => value)).not.toContain(decoded.free);
    expect(decoded.cost).toBeGreaterThan(8);
  });

  it('is none on a line that says something else', () => {
    const decoded = decodeIdNumber(latticeOfText('12', ALPHABET), KNOWLEDGE);
    expect(decoded.candidates).toEqual([]);
    expect(decoded.cost).toBe(Infinity);
  });

  it('never comes out with a wrong check digit, birth date or region — GB 11643-1999', () => {
    const shares = fc.dictionary(fc.constantFrom(...'0123456789X'), fc.double({ min: 0.01, max: 0.2, noNaN: true }), {
      minKeys: 1,
      maxKeys: 4,
    });
    fc.assert(
      fc.property(fc.dictionary(fc.integer({ min: 0, max: 17 }).map(String), shares, { maxKeys: 6 }), (doubts) => {
        for (const { value } of bestOf(doubts).candidates) {
          expect(value).toMatch(/^99\d{4}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/u);
          expect(checkDigit(value.slice(0, 17))).toBe(value[17]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('finds the likeliest number that fits, whichever two digits are in doubt', () => {
    const digit = fc.integer({ min: 0, max: 9 }).map(String);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 14, max: 16 }), { minLength: 2, maxLength: 2 }),
        digit,
        digit,
        ([a = 14, b = 15], wrongA, wrongB) => {
          const right = (place: number): string => NUMBER[place] ?? '';
          fc.pre(wrongA !== right(a) && wrongB !== right(b));
          const decoded = bestOf({ [a]: misread(wrongA, right(a)), [b]: misread(wrongB, right(b)) });
          const free = [...NUMBER].map((character, place) => (place === a ? wrongA : place === b ? wrongB : character)).join('');
          const fits = checkDigit(free.slice(0, 17)) === free[17];
          expect(decoded.candidates[0]?.value).toBe(fits ? free : NUMBER);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a number of 15 digits', () => {
  const OLD = '990102860504123';

  it('is read with its region and birth date, the year being of the twentieth century', () => {
    const lattice = latticeOfText(OLD, ALPHABET, { 8: misread('8', '0') });
    expect(decodeFifteenDigits(lattice, KNOWLEDGE).candidates[0]?.value).toBe(OLD);
  });

  it('is held to the sex by its last digit', () => {
    const lattice = latticeOfText(OLD, ALPHABET, { 14: { 2: 0.6, 3: 0.3 } });
    expect(decodeFifteenDigits(lattice, { ...KNOWLEDGE, sex: 'male' }).candidates[0]?.value).toBe(OLD);
  });

  it.each([NUMBER, OLD])('is told from one of 18 by what stands there: %s', (text) => {
    expect(decodeEitherNumber(latticeOfText(text, ALPHABET), KNOWLEDGE).candidates[0]?.value).toBe(text);
  });
});
