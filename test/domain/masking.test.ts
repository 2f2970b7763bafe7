import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskNumber, maskNumbersIn } from '../../src/domain/masking.js';

describe('maskNumber', () => {
  it.each([
    ['a resident number', '440199198001011234', '4401**********1234'],
    ['a 15-digit number', '440199800101123', '4401********123'],
    ['a passport', 'E99999999', 'E9*****99'],
    ['an officer', '军字第9999999号', '军字第******9号'],
    ['a short number', '1234', '1**4'],
    ['a single character', '1', '*'],
    ['nothing', '', ''],
  ])('masks %s', (_name, number, masked) => expect(maskNumber(number)).toBe(masked));

  it('never shows more than eight characters, nor more than half', () => {
    const number = fc.string({ unit: fc.constantFrom(...'0123456789X军') });
    fc.assert(
      fc.property(number, (text) => {
        const masked = maskNumber(text);
        const shown = [...masked].filter((character) => character !== '*').length;
        expect([...masked]).toHaveLength([...text].length);
        expect(shown).toBeLessThanOrEqual(Math.min(8, text.length / 2));
      }),
    );
  });
});

describe('maskNumbersIn', () => {
  it.each([
    ['a number in a sentence', '第3行:440199198001011234重复', '第3行:4401**********1234重复'],
    ['a number with X', '44019919800101123X', '4401**********123X'],
    ['a 15-digit number', '旧号440199800101123。', '旧号4401********123。'],
    ['a number glued to letters', 'abc440199198001011234.jpg', 'abc4401**********1234.jpg'],
    ['full-width digits', '４４０１９９１９８００１０１１２３４', '４４０１**********１２３４'],
    ['groups with blanks', '440199 19800101 1234', '4401************1234'],
    ['a passport', '护照E99999999已过期', '护照E9*****99已过期'],
    ['a permit', 'H9999999901', 'H99******01'],
    ['an officer', '军字第9999999号', '军字第99****9号'],
    ['several', '440199198001011234,440199198001011242', '4401**********1234,4401**********1242'],
  ])('masks %s', (_name, text, masked) => expect(maskNumbersIn(text)).toBe(masked));

  it.each([
    ['dates', '2019-05-20 至 20190520'],
    ['a pair of dates', '2019-05-20 2020-05-21'],
    ['counts', '共 1234567 行'],
    ['an F1 certificate number', 'J440104-2010-000001'],
    ['an F2 certificate number', '粤穗结字010400123'],
    ['a hexadecimal digest', '3f7a1234567890123456bc9e0d'],
    ['a camera file name', 'IMG20190520.jpg'],
    ['a file name', '440104_2010_批次12.csv'],
  ])('leaves %s alone', (_name, text) => expect(maskNumbersIn(text)).toBe(text));

  it('lets no resident number through, whatever stands around it', () => {
    const number = fc
      .tuple(fc.integer({ min: 1900, max: 2030 }), fc.integer({ min: 0, max: 9_999 }))
      .map(([year, rest]) => `999999${year}0101${String(rest).padStart(4, '0')}`);
    const around = fc.string({ unit: fc.constantFrom('a', 'Z', '中', ' ', '-', '_', '.', ':', ',', 'x') });
    fc.assert(fc.property(around, number, around, (before, text, after) => !maskNumbersIn(before + text + after).includes(text)));
  });
});
