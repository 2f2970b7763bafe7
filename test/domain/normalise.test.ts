import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS, FIELD_KEYS, fieldOf, type FieldKey } from '../../src/domain/fields.js';
import { normaliseField, normaliseRow } from '../../src/domain/normalise.js';
import { createReference } from '../../src/domain/reference-index.js';
import type { CodeRow } from '../../src/domain/reference.js';

const reference = createReference({
  version: 'test',
  regions: [],
  offices: [],
  laws: [],
  holidays: [],
  holidayYears: [2004, 2026],
  codes: [
    codeRow('op-type', 'IA', '结婚登记', ['结婚']),
    codeRow('flag', '0', '否', ['无']),
    codeRow('flag', '1', '是', []),
    codeRow('country', '036', '澳大利亚', ['AUS']),
    codeRow('ethnic', '08', '壮族', ['壮', '僮']),
    codeRow('marital', '90', '未说明的婚姻状况', ['不详']),
    codeRow('education', '20/30', '大学本科或专科', []),
    codeRow('id-type', '1', '内地居民', []),
    codeRow('document-type', '1', '内地居民身份证', ['身份证']),
    codeRow('occupation', '5', '农、林、牧、渔、水利业生产人员', ['农民']),
  ],
});

function codeRow(table: CodeRow['table'], code: string, zh: string, synonyms: readonly string[]): CodeRow {
  return { table, code, zh, en: `${table} ${code}`, synonyms, source: 'test' };
}

const normalised = (key: FieldKey, raw: string) => normaliseField(fieldOf(key), raw, reference);

describe('normaliseField', () => {
  it.each([
    ['a word becomes its code', 'op_type', '结婚', 'IA'],
    ['a traditional word becomes its code', 'op_type', '結婚登記', 'IA'],
    ['a code stays', 'op_type', 'IA', 'IA'],
    ['a code in lower case', 'op_type', 'ia', 'IA'],
    ['a compound code stays', 'degree_man', '20/30', '20/30'],
    ['an unknown word comes back folded', 'folk_man', '火星 族', '火星族'],
    ['a country code gets back its zeros', 'nation_man', '36', '036'],
    ['a table may know 无', 'renew_flag', '无', '0'],
    ['a table may know 不详', 'marry_status_man', '不详', '90'],
    ['a table that does not know it is given nothing', 'folk_man', '不详', ''],
    ['a date', 'op_date', '二〇一九年五月二十日', '2019-05-20'],
    ['a missing date', 'birth_man', '不详', ''],
    ['an unreadable date', 'birth_man', '约五十岁', '约五十岁'],
    ['a certificate number', 'cert_no', '粵穗結字第 010400123 號', '粤穗结字第010400123号'],
    ['an office code', 'dept_code', ' ４４０１０４ a1 ', '440104A1'],
    ['a name', 'name_man', ' 陳　 大 文 ', '陈大文'],
    ['a name with a dot', 'name_man', '买买提 • 阿不都', '买买提·阿不都'],
    ['a name with a full stop for a dot', 'name_man', '阿依古丽.买买提', '阿依古丽·买买提'],
    ['a Latin name keeps its blanks and stops', 'name_man', 'John  F. Example', 'John F. Example'],
    ['a resident number', 'cert_num_man', ' ９９９９９９１９８００１０１００１ｘ', '99999919800101001X'],
    ['a resident number in groups', 'cert_num_man', '999999-19800101-0016', '999999198001010016'],
    ['a resident number marked as text', 'cert_num_man', "'999999198001010016", '999999198001010016'],
    ['a multiplication sign for the check', 'cert_num_man', '99999919800101001×', '99999919800101001X'],
    ['a Hong Kong card keeps its brackets', 'cert_num_man', 'a999999（9）', 'A999999(9)'],
    ['an officer', 'cert_num_man', '軍字第 9999999 號', '军字第9999999号'],
    ['a missing number', 'cert_num_man', '無', ''],
    ['a placeholder stays, for a rule to name', 'cert_num_man', '000000000000000000', '000000000000000000'],
    ['a year', 'doc_year', '1986', '1986'],
    ['a year with its unit', 'doc_year', '1986 年度', '1986'],
    ['a Chinese year', 'doc_year', '一九八六年', '1986'],
    ['what is not a year', 'doc_year', '1986-05', '1986-05'],
    ['a page count', 'doc_page_num', '12', '12'],
    ['a page count with its unit', 'doc_page_num', '12 页', '12'],
    ['a page count of a numeric cell', 'doc_page_num', '012.0', '12'],
    ['a Chinese page count', 'doc_page_num', '十二頁', '12'],
    ['no page', 'doc_page_num', '0', '0'],
    ['what is not a page count', 'doc_page_num', '3-5', '3-5'],
    ['a list of scans', 'scan_files', '001.jpg； 002.jpg,003.jpg、\r\n004.jpg;', '001.jpg;002.jpg;003.jpg;004.jpg'],
    ['no scans, with a separator', 'scan_files', '無;', ''],
    ['one scan and a word for none', 'scan_files', '001.jpg;无', '001.jpg'],
    ['scans in folders', 'scan_files', 'A\\001.jpg', 'A/001.jpg'],
    ['scan names keep their characters', 'scan_files', '結婚證 １.jpg', '結婚證 １.jpg'],
    ['an address', 'reg_detail_man', '廣東省　梅縣', '广东省梅县'],
    ['a missing address', 'reg_detail_man', '-', ''],
    ['a null of a database', 'doc_no', 'NULL', ''],
    ['a remark may be 无', 'remark', '无', '无'],
    ['nothing', 'cert_no', '', ''],
  ] as const)('%s: %s', (_name, key, raw, value) => expect(normalised(key, raw)).toBe(value));

  it('leaves a normalised value as it is, in every field', () => {
    const scraps = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 3 }),
        fc.constantFrom(
          '结婚',
          '無',
          '1986',
          '年',
          '5',
          '月',
          '-',
          '.',
          ';',
          ',',
          ' ',
          '×',
          '·',
          'x',
          '第',
          '字',
          '号',
          '一百',
          'null',
          "'",
        ),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...FIELD_KEYS), scraps, (key, parts) => {
        const once = normalised(key, parts.join(''));
        expect(normalised(key, once)).toBe(once);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('normaliseRow', () => {
  it('gives every field a value and no defaults', () => {
    const row = normaliseRow({ op_type: '結婚', name_man: '李　明' }, reference);
    expect(Object.keys(row)).toEqual(FIELDS.map((field) => field.key));
    expect(Object.entries(row).filter(([, value]) => value !== '')).toEqual([
      ['op_type', 'IA'],
      ['name_man', '李明'],
    ]);
  });
});
