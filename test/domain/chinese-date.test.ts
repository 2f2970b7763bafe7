import { expect, it } from 'vitest';
import { chineseDate } from '../../src/domain/chinese-date.js';

it.each([
  ['2026-11-25', '二〇二六年十一月二十五日'],
  ['2030-01-01', '二〇三〇年一月一日'],
  ['1999-10-10', '一九九九年十月十日'],
  ['2008-12-30', '二〇〇八年十二月三十日'],
  ['2011-09-19', '二〇一一年九月十九日'],
])('%s is written %s', (day, written) => expect(chineseDate(day)).toBe(written));
