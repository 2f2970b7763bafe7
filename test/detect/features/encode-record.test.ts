import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPackagedTables } from '../../../src/config/packaged-tables.js';
import { checkDigit } from '../../../src/domain/identity-document.js';
import type { RowValues } from '../../../src/domain/registration.js';
import { RecordEncoder } from '../../../src/detect/features/encode-record.js';
import { RECORD_WORDS, WORD } from '../../../src/detect/features/record-layout.js';
import { LINKAGE_FIELDS } from '../../../src/store/linkage-rows.js';
import { someValues } from '../../helpers/registration.js';
import { referenceRecord } from './reference-encoder.js';

const tables = loadPackagedTables();
const encoder = new RecordEncoder(tables);

function encoded(rows: readonly (readonly [id: number, row: RowValues])[]): Uint32Array {
  const text = rows.map(([id, row]) => [id, ...LINKAGE_FIELDS.map((key) => row[key])].join('\u001F')).join('\u001E');
  const words = new Uint32Array(rows.length * RECORD_WORDS);
  expect(encoder.encodeAll(Buffer.from(text), words, 0, rows.length)).toBe(rows.length);
  return words;
}

const wordsOf = (over: Partial<RowValues>): Uint32Array => encoded([[7, someValues(over)]]);

const digits = (least: number, most: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most }).map((list) => list.join(''));
const piecesOf = (pieces: readonly string[], most: number) =>
  fc.array(fc.constantFrom(...pieces), { maxLength: most }).map((list) => list.join(''));
/** Region 99, so that nobody has the number. */
const eighteen = fc
  .tuple(fc.constantFrom('990101', '440000', '999999'), fc.constantFrom('19860504', '18991231', '00000000'), digits(3, 3))
  .map(([region, birth, sequence]) => region + birth + sequence)
  .map((seventeen) => seventeen + checkDigit(seventeen));
const document = fc.oneof(
  eighteen,
  eighteen.map((number) => `${number.slice(0, 17)}X`),
  digits(13, 21),
  digits(15, 15).map((number) => `99${number.slice(2)}`),
  piecesOf(['9', '0', '4', 'X', 'O', '1986', '字第', 'C'], 9),
  fc.constantFrom(
    '',
    '999999999999999999',
    '123456789012345678',
    '000000000000000000',
    '0019860504',
    '990101000000000000',
    'E12345678',
    'H12345678',
    '无',
  ),
);
const certificate = fc.oneof(
  fc
    .tuple(fc.constantFrom('J', 'L', 'BJ', 'X'), fc.constantFrom('440106', '990101'), digits(4, 4), digits(1, 7))
    .map(([a, b, c, d]) => `${a}${b}-${c}-${d}`),
  fc
    .tuple(
      fc.constantFrom('粤穗', '韶', '粤穗天河区新'),
      fc.constantFrom('结', '补离', '婚'),
      fc.constantFrom('字第', '字'),
      digits(5, 10),
      fc.constantFrom('号', ''),
    )
    .map((parts) => parts.join('')),
  piecesOf(['(1986)', '1986年', '粤', '结', '婚证', '字', '第', '12', '0003', '号', 'NO.', '法', '-'], 6),
  digits(1, 14),
);
const address = piecesOf(
  [
    '广东省',
    '广州市',
    '惠阳市',
    '天河区',
    '省',
    '市',
    '三水区',
    '样板路',
    '十二',
    '三',
    '百',
    '号',
    '3',
    '栋',
    '单元',
    '之',
    'a',
    '座',
    '-',
    ' ',
    '、',
    '组',
    '𠮷',
    '1号',
    '401房',
  ],
  9,
);
const date = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1845, max: 2105 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }))
    .map(([year, month, day]) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`),
  fc.constantFrom('', '1986', '1986-05', '1986-13', '腊月', '19860504', '1986/05/04'),
);
const name = fc.oneof(
  piecesOf(['陈', '样', '本', '欧阳', '𠮷', '·', ' ', 'smith', "O'Neill", '-', '?', 'é'], 5),
  fc.constantFrom('', '林例', '买买提·艾力·吐尔逊'),
);

const row: fc.Arbitrary<RowValues> = fc
  .record({
    op_type: fc.constantFrom('IA', 'IB', 'ICA', 'ICB', 'ID', '', 'IX', 'I'),
    op_date: date,
    cert_no: certificate,
    dept_code: fc.constantFrom('', '440106', '440106001', '440400', '441500-X', '110105', '民政', '44'),
    dept_name: fc.constantFrom('', '广州市天河区民政局婚姻登记处', '广州市天河区民政局', '不在表里的登记处'),
    operator: name,
    renew_flag: fc.constantFrom('', '0', '1', '11'),
    remedy_flag: fc.constantFrom('', '0', '1'),
    name_man: name,
    cert_num_man: document,
    birth_man: date,
    folk_man: fc.constantFrom('', '01', '1', '97', '汉', '1x', '100'),
    reg_detail_man: address,
    name_woman: name,
    cert_num_woman: document,
    birth_woman: date,
    folk_woman: fc.constantFrom('', '02', '56'),
    reg_detail_woman: address,
    doc_code: fc.constantFrom('', '0001'),
    doc_year: fc.constantFrom('', '1986'),
    doc_no: fc.constantFrom('', '12', '2024-J-0123'),
  })
  .map((over) => someValues(over));

describe('a record of 96 bytes', () => {
  it('is what its description says, whatever the row', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 2 ** 39 }), row), { minLength: 1, maxLength: 4 }), (rows) => {
        const expected = rows.flatMap(([id, values]) => [...referenceRecord(id, values, tables)]);
        expect([...encoded(rows)]).toEqual(expected);
      }),
      { numRuns: 1_500 },
    );
  });

  it.each([
    ['province and city are left out by one archive', '广东省广州市天河区样板路1号', '天河区样板路1号'],
    ['a house is written in Chinese numerals', '天河区样板路十二号三栋401房', '天河区样板路12号3栋401'],
    ['numbers are parted by a dash', '天河区样板路12号3栋401室', '天河区样板路12-3-401'],
  ])('has one hash for an address when %s', (_case, one, other) => {
    expect(wordsOf({ reg_detail_man: one })[WORD.ADDRESS_MAN]).toBe(wordsOf({ reg_detail_man: other })[WORD.ADDRESS_MAN]);
  });

  it.each([
    ['another house', '天河区样板路12号', '天河区样板路13号'],
    ['a place whose name holds a numeral', '三水区样板路1号', '3水区样板路1号'],
    ['numbers that would run together', '样板路1号2栋', '样板路12栋'],
  ])('has another hash for %s', (_case, one, other) => {
    expect(wordsOf({ reg_detail_man: one })[WORD.ADDRESS_MAN]).not.toBe(wordsOf({ reg_detail_man: other })[WORD.ADDRESS_MAN]);
  });

  it('knows a region by what it is today, and an office without a code by its name', () => {
    const today = wordsOf({ dept_code: '440106' });
    expect(today[WORD.REGION]).toBe(440_106);
    const named = wordsOf({ dept_code: '', dept_name: '广州市天河区民政局婚姻登记处' });
    expect([named[WORD.OFFICE], named[WORD.REGION]]).toEqual([today[WORD.OFFICE], 440_106]);
  });

  it('refuses a value that would be read as another cell or row', () => {
    expect(() => wordsOf({ operator: '何\u001F样例' })).toThrow('more cells');
    expect(() => wordsOf({ operator: '何\u001E样例' })).toThrow('fewer cells');
  });
});
