import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalDigits } from '../../src/domain/chinese-numerals.js';

describe('decimalDigits', () => {
  it.each([
    ['digit by digit', '一九八六', '1986'],
    ['digit by digit with leading zeros', '〇〇一二', '0012'],
    ['a letter O among Chinese digits', '二O一九', '2019'],
    ['a geometric circle as zero', '二○○三', '2003'],
    ['ten', '十', '10'],
    ['a ten without its one', '十二', '12'],
    ['tens', '二十', '20'],
    ['tens and ones', '三十七', '37'],
    ['the old twenty', '廿三', '23'],
    ['the old thirty', '卅', '30'],
    ['hundreds', '一百二十三', '123'],
    ['a named gap', '一百零二', '102'],
    ['thousands with a gap', '二千零五', '2005'],
    ['thousands without a hundred', '一千零二十', '1020'],
    ['formal numerals', '壹佰贰拾叁', '123'],
    ['the first', '元', '1'],
    ['Arabic digits as they are', '007', '007'],
  ])('reads %s: %s', (_name, text, digits) => expect(decimalDigits(text)).toBe(digits));

  it.each([
    ['a hundred and two or a hundred and twenty', '一百二'],
    ['units in the wrong order', '十百'],
    ['two digits before a unit', '一二百三十'],
    ['a gap at the end', '一百零'],
    ['a gap where nothing is left out', '一百零十二'],
    ['a first that counts something', '二十元'],
    ['a letter O among Arabic digits', '2O19'],
    ['a lunar day', '初五'],
    ['nothing', ''],
  ])('leaves %s alone: %s', (_name, text) => expect(decimalDigits(text)).toBeUndefined());

  it('reads back every number a clerk can write', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 9_999 }), (number) => decimalDigits(written(number)) === String(number)));
  });
});

/** The standard spelling of a number below ten thousand. */
function written(number: number): string {
  const digits = [...String(number)];
  const units = ['', '十', '百', '千'];
  const spoken = digits.map((digit, index) =>
    digit === '0' ? '零' : '零一二三四五六七八九'.charAt(Number(digit)) + (units[digits.length - 1 - index] ?? ''),
  );
  return spoken.join('').replace(/零+/g, '零').replace(/零$/, '');
}
