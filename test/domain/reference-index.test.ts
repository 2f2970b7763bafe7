import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPackagedTables } from '../../src/config/packaged-tables.js';
import { createReference } from '../../src/domain/reference-index.js';

const reference = createReference(loadPackagedTables());

/** `status name` of a region look-up on one day, or over a span. */
function region(code: string, first: number, last = first): string {
  const found = reference.region(code, first, last);
  return found.status === 'unknown' ? 'unknown' : `${found.status} ${found.row.name}`;
}

function office(code: string, day: number): string {
  const found = reference.office(code, day, day);
  return found.status === 'unknown' ? 'unknown' : `${found.status} ${found.row.name}`;
}

describe('a region as of a day', () => {
  it.each([
    ['440106 before 1988 is Fangcun', '440106', 19860601, 'valid 芳村区'],
    ['440106 after 1988 is Tianhe', '440106', 19890601, 'valid 天河区'],
    ['449001 was Chaozhou', '449001', 19880601, 'valid 潮州市'],
    ['449001 became Shunde', '449001', 19930601, 'valid 顺德市'],
    ['449002 was Zhongshan', '449002', 19850601, 'valid 中山市'],
    ['449003 was Haikou', '449003', 19860601, 'valid 海口市'],
    ['449003 became Panyu', '449003', 19940601, 'valid 番禺市'],
    ['440811 was the suburbs of Zhanjiang', '440811', 19900101, 'valid 郊区'],
    ['440811 became Mazhang', '440811', 20000101, 'valid 麻章区'],
    ['Dongshan on its last day', '440102', 20050427, 'valid 东山区'],
    ['Dongshan the day after', '440102', 20050428, 'near 东山区'],
    ['Dongshan a year after its last day', '440102', 20060427, 'near 东山区'],
    ['Dongshan later than a year after', '440102', 20060428, 'not-then 东山区'],
    ['Chancheng a year before', '440604', 20011208, 'near 禅城区'],
    ['Chancheng long before', '440604', 19950101, 'not-then 禅城区'],
    ['Guangming by its month', '440311', 20180501, 'valid 光明区'],
    ['Wujiang by the printed standard of 2002', '440203', 20021231, 'valid 武江区'],
    ['Zhenjiang by the lists of the nineties', '440203', 19951231, 'valid 浈江区'],
    ['Dongguan county', '442527', 19830101, 'valid 东莞县'],
    ['a Hainan county to 1988', '442221', 19820101, 'valid 崖县'],
    ['a Hainan county after the province was made', '442123', 19900101, 'not-then 琼海县'],
    ['the districts of Shenzhen together', '440301', 19870101, 'valid 深圳市市辖区'],
    ['a code that never was', '443020', 19900101, 'unknown'],
    ['a code of no province', '990101', 20200101, 'unknown'],
    ['another province by its first digits', '110105', 20000101, 'valid 北京市'],
    ['Hainan before it was a province', '460100', 19850101, 'not-then 海南省'],
  ])('%s', (_name, code, day, expected) => expect(region(code, day)).toBe(expected));

  it('meets a span of days that reaches into the region', () => {
    expect(region('440604', 20020101, 20021231)).toBe('valid 禅城区');
    expect(region('440102', 20050101, 20051231)).toBe('valid 东山区');
  });

  it('takes, between two holders of one code, the nearer in time', () => {
    expect(region('449002', 19880601)).toBe('near 中山市');
    expect(region('449002', 19910601)).toBe('near 台山市');
    expect(region('449002', 19900101)).toBe('not-then 中山市');
  });
});

describe('whether a region ever existed', () => {
  it.each(['440104', '449031', '442731', '441005', '440301', '442001', '441900', '442000', '110105', '659004', '810000', '830000'])(
    '%s did',
    (code) => expect(reference.regionEverExisted(code)).toBe(true),
  );
  it.each(['443020', '440999', '990101', '000000', '100101', '4401', '44010', '440104001', 'ABCDEF', ''])('%j did not', (code) =>
    expect(reference.regionEverExisted(code)).toBe(false),
  );
});

describe('an office as of a day', () => {
  it.each([
    ['a district bureau is named with its city', '440104', 20190520, 'valid 广州市越秀区民政局婚姻登记处'],
    ['a county bureau alone', '440222', 20190520, 'valid 始兴县民政局婚姻登记处'],
    ['a county-level city under the province', '449003', 19930601, 'valid 番禺市民政局婚姻登记处'],
    ['a city without counties', '441900', 20190520, 'valid 东莞市民政局婚姻登记处'],
    ['the province', '440000', 20190520, 'valid 广东省民政厅'],
    ['a place older than the code lists, from the first registrations', '440104', 19500501, 'valid 广州市越秀区民政局婚姻登记处'],
    ['not before them', '440104', 19480101, 'not-then 广州市越秀区民政局婚姻登记处'],
    ['a closed bureau', '440102', 20100101, 'not-then 广州市东山区民政局婚姻登记处'],
    ['a township code falls back on its county', '440222003', 19880101, 'valid 始兴县民政局婚姻登记处'],
    ['a township code of a closed county, as its county', '440102009', 20060101, 'near 广州市东山区民政局婚姻登记处'],
    ['no bureau for the districts together', '440301', 19870101, 'unknown'],
    ['another province', '110105', 20000101, 'unknown'],
    ['too short', '4401', 20000101, 'unknown'],
    ['letters', '440104 x', 20000101, 'unknown'],
  ])('%s', (_name, code, day, expected) => expect(office(code, day)).toBe(expected));
});

describe('a word or code of a code table', () => {
  it.each([
    ['op-type', '复婚', 'IA'],
    ['op-type', 'ia', 'IA'],
    ['op-type', '补领离婚证', 'ICB'],
    ['op-type', '撤销婚姻', 'ID'],
    ['op-type', '夫妻关系证明书', 'ICA'],
    ['op-type', 'IC', undefined],
    ['flag', 'y', '1'],
    ['flag', '否', '0'],
    ['id-type', '香港居民', '2'],
    ['id-type', '01', '1'],
    ['id-type', '8', undefined],
    ['document-type', '身份证', '1'],
    ['document-type', '111', '1'],
    ['document-type', '护照', '5'],
    ['document-type', '士兵证', '7'],
    ['country', '156', '156'],
    ['country', 'chn', '156'],
    ['country', '中华人民共和国', '156'],
    ['country', '香港', '344'],
    ['country', 'US', '840'],
    ['country', '朝鲜', '408'],
    ['country', '蒙古', '496'],
    ['country', '999', undefined],
    ['ethnic', '汉', '01'],
    ['ethnic', '汉族', '01'],
    ['ethnic', '1', '01'],
    ['ethnic', '僮族', '08'],
    ['ethnic', '毛难', '36'],
    ['ethnic', '崩龙族', '46'],
    ['ethnic', '佧佤', '21'],
    ['ethnic', '傈傈族', '20'],
    ['ethnic', '达翰尔', '31'],
    ['ethnic', '畬族', '22'],
    ['ethnic', '其他', '97'],
    ['ethnic', '58', '98'],
    ['ethnic', '60', undefined],
    ['education', '大专', '30'],
    ['education', '20/30', '20/30'],
    ['education', '61', '60'],
    ['education', '文盲', '90'],
    ['occupation', '农民', '5'],
    ['occupation', '1/2', '1/2'],
    ['occupation', '6/7/8/9', '6/7/8/9'],
    ['occupation', '6', '6/7/8/9'],
    ['occupation', '2', '1/2'],
    ['occupation', 'x', 'X'],
    ['occupation', '1', undefined],
    ['occupation', '7', undefined],
    ['occupation', '干部', undefined],
    ['marital', '未婚', '10'],
    ['marital', '离异', '40'],
    ['marital', '丧偶', '30'],
    ['marital', '复婚', '23'],
  ] as const)('%s: %s is %s', (table, word, code) => expect(reference.codeFor(table, word)).toBe(code));

  it('gives every code its own row', () => {
    for (const row of reference.tables.codes) expect(reference.codeFor(row.table, row.code)).toBe(row.code);
    expect(reference.code('ethnic', '56')).toMatchObject({ zh: '基诺族', en: 'Jino' });
    expect(reference.code('ethnic', '57')).toBeUndefined();
  });
});

describe('the law of a day', () => {
  it.each([
    ['minimum-age', 19500430, undefined],
    ['minimum-age', 19801231, { manYears: 20, womanYears: 18 }],
    ['minimum-age', 19810101, { manYears: 22, womanYears: 20 }],
    ['cooling-off', 20201231, undefined],
    ['cooling-off', 20210101, { windowStartDays: 31, windowEndDays: 60 }],
    ['jurisdiction', 20250509, { rule: 'residence-or-permit' }],
    ['jurisdiction', 20250510, { rule: 'any' }],
    ['resident-number', 19840405, { digits: 0, missing: 'normal' }],
    ['resident-number', 19991001, { digits: 18, missing: 'unusual' }],
    ['certificate-form', 20080101, { forms: 'F1 F2 F4', mark: 'national', printedSerial: 1 }],
    ['revocation', 20210601, { by: 'court', grounds: 'coercion' }],
  ] as const)('%s on %d', (key, day, values) => expect(reference.law(key, day)?.values).toEqual(values));
});

describe('every look-up', () => {
  const anyDay = fc.integer({ min: 19400101, max: 20401231 });
  const knownCode = fc.constantFrom(...reference.tables.regions.map((row) => row.code));

  it('knows a code it knew, whatever the day, and agrees with regionEverExisted', () =>
    fc.assert(
      fc.property(fc.oneof(knownCode, fc.stringMatching(/^\d{6}$/)), anyDay, (code, day) => {
        expect(reference.region(code, day, day).status !== 'unknown').toBe(reference.regionEverExisted(code));
      }),
    ));

  it('never grows stricter as the span grows', () => {
    const rank = { valid: 0, near: 1, 'not-then': 2, unknown: 3 };
    fc.assert(
      fc.property(knownCode, anyDay, fc.integer({ min: 0, max: 300_000 }), (code, first, more) => {
        expect(rank[reference.region(code, first, first + more).status]).toBeLessThanOrEqual(
          rank[reference.region(code, first, first).status],
        );
      }),
    );
  });
});
