import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createPseudonymiser, pseudonymRecogniser, readPseudonym } from '../../../src/export/marks/pseudonym.js';

const keyOf = (name: string): Buffer => createHash('sha256').update(name).digest();
const NUMBERS = Array.from({ length: 2_000 }, (_, index) => `990101${19_000_101 + index}0018`);

describe('pseudonyms', () => {
  const pseudonymise = createPseudonymiser(keyOf('one'));

  it('are the same for the same value, and for no other', () => {
    expect(NUMBERS.map(pseudonymise)).toEqual(NUMBERS.map(createPseudonymiser(keyOf('one'))));
    expect(new Set(NUMBERS.map(pseudonymise)).size).toBe(NUMBERS.length);
  });

  it('are other ones in another export', () => {
    const other = new Set(NUMBERS.map(createPseudonymiser(keyOf('two'))));
    expect(NUMBERS.filter((number) => other.has(pseudonymise(number)))).toEqual([]);
  });

  it('say nothing for nothing, and cannot be taken for a number by a spreadsheet', () => {
    expect(pseudonymise('')).toBe('');
    expect(NUMBERS.map(pseudonymise).every((text) => /^P[0-9A-HJKMNP-TV-Z]{16}$/.test(text))).toBe(true);
  });

  it('are known by the key of their export alone, in small letters too', () => {
    const isOfOne = pseudonymRecogniser(keyOf('one'));
    const isOfTwo = pseudonymRecogniser(keyOf('two'));
    const seen = NUMBERS.map((number) => readPseudonym(pseudonymise(number).toLowerCase()));
    expect(seen.every((pseudonym) => pseudonym !== undefined && isOfOne(pseudonym))).toBe(true);
    expect(seen.filter((pseudonym) => pseudonym !== undefined && isOfTwo(pseudonym)).length).toBeLessThan(3);
  });

  it.each(['', 'P123', '990101190001010018', 'PUUUUUUUUUUUUUUUU'])('are not seen in %s', (text) => {
    expect(readPseudonym(text)).toBeUndefined();
  });
});
