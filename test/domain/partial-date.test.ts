import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseDate, parseDate } from '../../src/domain/partial-date.js';

describe('parseDate', () => {
  it.each([
    ['1986', 'year', 19_860_101, 19_861_231],
    ['1986-02', 'month', 19_860_201, 19_860_228],
    ['2000-02', 'month', 20_000_201, 20_000_229],
    ['1986-05-04', 'day', 19_860_504, 19_860_504],
    ['2000-02-29', 'day', 20_000_229, 20_000_229],
  ] as const)('reads %s as a %s', (text, precision, first, last) => {
    expect(parseDate(text)).toMatchObject({ text, precision, first, last });
  });

  it.each([
    ['29 February of a common year', '1990-02-29'],
    ['29 February of 1900', '1900-02-29'],
    ['31 June', '1986-06-31'],
    ['month 13', '1986-13'],
    ['month 0', '1986-00'],
    ['day 0', '1986-05-00'],
    ['a year before any registry', '1849'],
    ['a year too far away', '2101-01-01'],
    ['a raw form', '1986-5-4'],
    ['another raw form', '19860504'],
    ['nothing', ''],
  ])('refuses %s', (_name, text) => expect(parseDate(text)).toBeUndefined());
});

describe('normaliseDate', () => {
  it.each([
    ['compact', '20190520', '2019-05-20'],
    ['compact with a decimal zero', '20190520.0', '2019-05-20'],
    ['dashes', '2019-5-20', '2019-05-20'],
    ['slashes', '2019/5/20', '2019-05-20'],
    ['dots', '2019.5.20', '2019-05-20'],
    ['pause marks', '1986、5、4', '1986-05-04'],
    ['full width', '２０１９－０５－２０', '2019-05-20'],
    ['Chinese units', '2019年5月20日', '2019-05-20'],
    ['Chinese units with blanks', '2019 年 5 月 20 日', '2019-05-20'],
    ['Chinese units with 号', '2019年5月20号', '2019-05-20'],
    ['Chinese digits', '二〇一九年五月二十日', '2019-05-20'],
    ['Chinese digits of the last century', '一九八六年五月四日', '1986-05-04'],
    ['the first month by its other name', '一九八六年元月廿三日', '1986-01-23'],
    ['a date cell with its time', '2019-05-20 00:00:00', '2019-05-20'],
    ['a slashed date with its time', '2019/5/20 0:00', '2019-05-20'],
    ['a weekday behind', '2019年5月20日 星期一', '2019-05-20'],
    ['an Excel serial', '43605', '2019-05-20'],
    ['an Excel serial with a time', '43605.75', '2019-05-20'],
    ['the first serial accepted', '10000', '1927-05-18'],
    ['the last serial accepted', '60000', '2064-04-08'],
    ['a year', '1986', '1986'],
    ['a year with its unit', '1986年', '1986'],
    ['a month', '1986年5月', '1986-05'],
    ['a compact month', '198605', '1986-05'],
    ['a dashed month', '1986-5', '1986-05'],
    ['day zero', '19860500', '1986-05'],
    ['month and day zero', '1986-00-00', '1986'],
    ['a blank day on a form', '1986年5月 日', '1986-05'],
    ['a blank month and day on a form', '1986年 月 日', '1986'],
    ['an unreadable day', '1986年5月×日', '1986-05'],
    ['a year of the Republic', '民国三十七年', '1948'],
    ['a day of the Republic', '民国37年5月4日', '1948-05-04'],
    ['the first year of the Republic', '中华民国元年', '1912'],
    ['a short year that can be nothing else', '86.5.4', '1986-05-04'],
    ['a short year with its unit', '八六年五月四日', '1986-05-04'],
    ['zeros for nothing', '0000-00-00', ''],
    ['compact zeros for nothing', '00000000', ''],
    ['a stored form', '1986-05-04', '1986-05-04'],
  ])('reads %s: %s', (_name, raw, stored) => expect(normaliseDate(raw)).toBe(stored));

  it.each([
    ['day and month in unknown order', '5/4/1986', '5/4/1986'],
    ['even when only one order is possible', '20/5/2019', '20/5/2019'],
    ['a short year that could be a day', '05.5.4', '05.5.4'],
    ['October cut to 1 by a numeric cell', '2019.1', '2019.1'],
    ['a month past December', '2019-13-05', '2019-13-05'],
    ['a day without its month', '1986-00-05', '1986-00-05'],
    ['mixed separators', '2019-5/20', '2019-5/20'],
    ['a lunar date', '農曆 1986年5月4日', '农历 1986年5月4日'],
    ['a lunar first month', '1986年正月初五', '1986年正月初五'],
    ['a time zone, which may hide another day', '2019-05-20T16:00:00Z', '2019-05-20T16:00:00Z'],
    ['a year of five digits', '20190年', '20190年'],
    ['a number that is no serial', '99999', '99999'],
    ['a word', '不详', '不详'],
  ])('leaves %s folded and unchanged: %s', (_name, raw, folded) => {
    expect(normaliseDate(raw)).toBe(folded);
    expect(parseDate(folded)).toBeUndefined();
  });

  it('spells a day the calendar does not have in the stored form, for a rule to refuse', () => {
    expect(normaliseDate('2019年2月30日')).toBe('2019-02-30');
    expect(parseDate('2019-02-30')).toBeUndefined();
  });

  const anyDay = fc
    .date({ min: new Date('1850-01-01T00:00:00Z'), max: new Date('2100-12-31T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const SPELLINGS: readonly ((year: string, month: string, day: string) => string)[] = [
    (year, month, day) => `${year}${month}${day}`,
    (year, month, day) => `${year}/${Number(month)}/${Number(day)}`,
    (year, month, day) => `${year}.${month}.${day}`,
    (year, month, day) => ` ${year} 年 ${Number(month)} 月 ${day} 日`,
    (year, month, day) => `${year}-${month}-${day} 0:00:00`,
    (year, month, day) => `${chinese(year)}年${chinese(month)}月${chinese(day)}日`,
  ];

  it('gives every real day one stored form, however it is spelled', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...SPELLINGS), (stored, spell) => {
        const [year = '', month = '', day = ''] = stored.split('-');
        expect(normaliseDate(spell(year, month, day))).toBe(stored);
        expect(parseDate(stored)?.first).toBe(Number(year + month + day));
      }),
    );
  });

  it('leaves its own result as it is', () => {
    const scraps = fc.array(
      fc.constantFrom('19', '86', '2019', '05', '5', '0', '-', '/', '.', '年', '月', '日', '民国', '五', '×', ' ', '43605'),
    );
    fc.assert(
      fc.property(scraps, (parts) => normaliseDate(normaliseDate(parts.join(''))) === normaliseDate(parts.join(''))),
      {
        numRuns: 2_000,
      },
    );
  });
});

function chinese(digits: string): string {
  return [...digits].map((digit) => '〇一二三四五六七八九'.charAt(Number(digit))).join('');
}
