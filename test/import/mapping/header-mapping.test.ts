import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS, FIELD_KEYS } from '../../../src/domain/fields.js';
import { MregError } from '../../../src/domain/error.js';
import { headerScore, mapHeader } from '../../../src/import/mapping/header-mapping.js';
import { combineHeaderRows, findHeader } from '../../../src/import/mapping/header-rows.js';
import { headerSpelling } from '../../../src/import/mapping/header-spelling.js';
import type { MappingFile } from '../../../src/import/mapping/mapping-file.js';

function aMapping(columns: Record<string, (typeof FIELD_KEYS)[number] | null>): MappingFile {
  const entries = Object.entries(columns).map(([header, key]) => [headerSpelling(header), { header, key }] as const);
  return { path: 'mapping.json', columns: new Map(entries) };
}

function keyOf(header: string): string | undefined {
  return mapHeader([header]).columns[0];
}

function errorOf(act: () => unknown): MregError {
  try {
    act();
  } catch (error) {
    if (error instanceof MregError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('a header is read', () => {
  it.each([
    ['by key', 'name_man', 'name_man'],
    ['by key in capitals, as the national schema writes it', 'REG_DETAIL_WOMAN', 'reg_detail_woman'],
    ['by key in full width', 'ＯＰ＿ＤＡＴＥ', 'op_date'],
    ['by key with a hyphen', 'Cert-Num-Man', 'cert_num_man'],
    ['by Chinese header', '男方证件号码', 'cert_num_man'],
    ['with spaces inside', '登 记 日 期', 'op_date'],
    ['with an ideographic space and a colon', '　男方姓名：', 'name_man'],
    ['broken over two lines', '女方\r\n出生日期', 'birth_woman'],
    ['by English header', "Man's document number", 'cert_num_man'],
    ['in traditional script', '登記機關', 'dept_name'],
    ['a wife by another word', '妻子身份证号', 'cert_num_woman'],
    ['a husband by another word', '丈夫姓名', 'name_man'],
    ['the colloquial ID column', '男方身份证号', 'cert_num_man'],
    ['the party in brackets behind', '身份证号码（女）', 'cert_num_woman'],
    ['the party as a suffix', '姓名-男方', 'name_man'],
    ['household register', '女方户口所在地', 'reg_detail_woman'],
    ['certificate number of a marriage', '结婚证字号', 'cert_no'],
    ['time for date', '登记时间', 'op_date'],
    ['with a filling note', '登记日期（年月日）', 'op_date'],
    ['with its unit', '页 数(页)', 'doc_page_num'],
    ['with a star for required', '*男方姓名(必填)', 'name_man'],
    ['earlier certificate', '原结婚证字号', 'old_cert_no'],
    ['yes-or-no wording', '是否复婚', 'renew_flag'],
    ['archive volume', '案卷号', 'doc_no'],
  ])('%s: %s', (_name, header, key) => {
    expect(keyOf(header)).toBe(key);
  });

  it.each([
    ['a name without its party', '姓名'],
    ['a former name, which is not the name', '男方姓名(曾用名)'],
    ['a present address, which is not the registered one', '男方现住址'],
    ['a witness', '证明人姓名'],
    ['a phone number', '男方联系电话'],
    ['nothing', ''],
  ])('but not %s', (_name, header) => {
    expect(keyOf(header)).toBeUndefined();
  });

  it.each(FIELDS.map((field) => [field.key, field.zh, field.en] as const))('%s by key, %s and %s', (key, zh, en) => {
    expect([key, zh, en].map(keyOf)).toEqual([key, key, key]);
  });

  it('is the same whatever spaces and width it is typed with', () => {
    const spaced = fc.tuple(
      fc.constantFrom(...FIELDS),
      fc.array(fc.constantFrom(' ', '　', '\t', '\n', '\u200b'), { minLength: 60, maxLength: 60 }),
    );
    fc.assert(
      fc.property(
        spaced,
        ([field, gaps]) => keyOf([...field.zh].map((character, at) => character + (gaps[at] ?? '')).join('')) === field.key,
      ),
    );
  });
});

describe('a whole header', () => {
  it('says of every column how it was understood, and which fields are absent', () => {
    const mapped = mapHeader(['序号', 'op_date', '男方姓名', '丈夫民族', '电话', '']);
    expect(mapped.columns).toEqual([undefined, 'op_date', 'name_man', 'folk_man', undefined, undefined]);
    expect(mapped.report.map((row) => row.how)).toEqual(['ignored', 'key', 'header', 'synonym', 'unmapped', 'ignored']);
    expect(mapped.missing).toEqual(FIELD_KEYS.filter((key) => !['op_date', 'name_man', 'folk_man'].includes(key)));
  });

  it('with two columns for one field is refused, naming both', () => {
    const error = errorOf(() => mapHeader(['男方证件号码', '备注', '男方身份证号']));
    expect(error).toMatchObject({ kind: 'input-refused', key: 'import.two-columns' });
    expect(error.values).toMatchObject({
      key: 'cert_num_man',
      first: '男方证件号码',
      firstColumn: 1,
      second: '男方身份证号',
      secondColumn: 3,
    });
  });

  it('with two columns for one field follows the mapping file', () => {
    const mapping = aMapping({ 男方身份证号: 'cert_num_man' });
    expect(mapHeader(['男方证件号码', '男方身份证号'], { mapping }).columns).toEqual([undefined, 'cert_num_man']);
  });

  it('leaves out what the mapping file leaves out', () => {
    const mapped = mapHeader(['备注', '男方姓名'], { mapping: aMapping({ 备注: null }) });
    expect(mapped.report.map((row) => row.how)).toEqual(['ignored', 'header']);
  });

  it('that the mapping file gives one field twice is still refused', () => {
    const mapping = aMapping({ 甲: 'name_man', 乙: 'name_man' });
    expect(errorOf(() => mapHeader(['甲', '乙'], { mapping })).key).toBe('import.two-columns');
  });

  it('of a list of divorces puts the marriage into the earlier columns', () => {
    const header = ['离婚证字号', '离婚日期', '结婚证字号', '结婚日期'];
    expect(mapHeader(header, { profile: 'divorce' }).columns).toEqual(['cert_no', 'op_date', 'old_cert_no', 'old_op_date']);
    expect(errorOf(() => mapHeader(header)).key).toBe('import.two-columns');
  });

  it('with an unknown profile names the nearest one', () => {
    const error = errorOf(() => mapHeader([], { profile: 'divorse' }));
    expect(error).toMatchObject({ kind: 'usage', key: 'import.profile-unknown-near', values: { suggestion: 'divorce' } });
  });
});

describe('the header row', () => {
  const header = ['登记日期', '男方姓名', '女方姓名', '备注'];

  it('is found under title rows, its empty end cut off', () => {
    const rows = [['2019年婚姻登记档案', '', ''], [], [...header, '', ''], ['2019-05-20', '甲', '乙', '']];
    expect(findHeader(rows)).toEqual({ first: 2, last: 2, header });
  });

  it('may have two rows, the party over its columns', () => {
    const rows = [
      ['广东省婚姻登记汇总表'],
      ['登记日期', '男方信息', '', '女方信息', '', ''],
      ['', '姓名', '身份证号', '姓名', '身份证号', '备注'],
    ];
    const found = findHeader(rows);
    expect(found).toMatchObject({ first: 1, last: 2 });
    expect(mapHeader(found?.header ?? []).columns).toEqual([
      'op_date',
      'name_man',
      'cert_num_man',
      'name_woman',
      'cert_num_woman',
      'remark',
    ]);
  });

  it('is not made of a header and the first row of data', () => {
    expect(findHeader([header, ['2019-05-20', '男', '女', '']])).toMatchObject({ first: 0, last: 0 });
  });

  it('is not found where fewer than three cells are known', () => {
    expect(
      findHeader([
        ['男方姓名', '女方姓名', '电话'],
        ['甲', '乙', '1'],
      ]),
    ).toBeUndefined();
    expect(headerScore(['男方姓名', '女方姓名', '男方姓名'])).toBe(2);
  });

  it('is not combined where the upper row names no party', () => {
    expect(combineHeaderRows(['标题'], ['姓名'])).toBeUndefined();
  });
});
