import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseCertificate, parseCertificate } from '../../src/domain/certificate-number.js';

describe('parseCertificate', () => {
  it.each([
    ['F1', 'J440104-2010-000001', { form: 'F1', prefix: 'J', region: '440104', year: 2010, serial: '000001' }],
    ['F1 without leading zeros', 'J440104-2015-1121', { form: 'F1', serial: '1121' }],
    ['F1 of a divorce', 'L440104-2010-000001', { form: 'F1', prefix: 'L' }],
    ['F1 of a reissued divorce certificate', 'BL440104-2010-000001', { form: 'F1', prefix: 'BL' }],
    ['F2', '粤穗结字010400123', { form: 'F2', place: '粤穗', nature: '结', office: '01', year: 2004, serial: '00123' }],
    ['F2 with its words', '粤穗离字第010400123号', { form: 'F2', nature: '离', serial: '00123' }],
    ['F2 of a reissue', '粤穗补结字010400123', { form: 'F2', place: '粤穗', nature: '补结' }],
    ['F3 with the year before', '(86)天结字第123号', { form: 'F3', place: '天', year: 1986, serial: '123' }],
    ['F3 with the year of the archive', '(1986)年度天结字第123号', { form: 'F3', place: '天', year: 1986 }],
    ['F3 with the year unbracketed', '86年天河结字第123号', { form: 'F3', place: '天河', year: 1986 }],
    ['F3 with the year behind', '粤梅兴婚字(93)第00345号', { form: 'F3', place: '粤梅兴', year: 1993, serial: '00345' }],
    ['F3 without a kind', '政字第99号', { form: 'F3', place: '政', year: undefined, serial: '99' }],
    ['F3 with 证', '连山结婚证字第7号', { form: 'F3', place: '连山', serial: '7' }],
    ['F3 of the first years of the century', '(02)天结字第1号', { form: 'F3', year: 2002 }],
    ['F3 whose year belongs to neither century', '(38)天结字第1号', { form: 'F3', year: undefined }],
    ['F4', '0001234', { form: 'F4', serial: '0001234' }],
    ['F4 with its label', 'NO.0001234', { form: 'F4', serial: '0001234' }],
    ['a judgment', '(2018)粤9901民初1234号', { form: 'court' }],
    ['an older judgment', '(2005)天法民一初字第123号', { form: 'court' }],
    ['an over-long serial', 'J440104-2010-0000001', { form: 'unparsed' }],
    ['letters read by OCR', 'J44O104-2010-00000l', { form: 'unparsed' }],
    ['an F3 serial of ten digits', '天结字第1234567890号', { form: 'unparsed' }],
    ['an F1 without its dashes', 'J4401042010000001', { form: 'unparsed' }],
    ['an identity number in the wrong column', '999999198001010016', { form: 'unparsed' }],
  ])('reads %s', (_name, text, reading) => expect(parseCertificate(text)).toMatchObject({ text, ...reading }));

  it.each(['', '无', '缺', '不详'])('takes "%s" for no number', (text) => expect(parseCertificate(text)).toBeUndefined());
});

describe('normaliseCertificate', () => {
  it.each([
    ['full width', 'Ｊ４４０１０４－２０１０－０００００１', 'J440104-2010-000001'],
    ['lower case', 'bj440104-2010-000001', 'BJ440104-2010-000001'],
    ['other dashes', 'J440104—2010－000001', 'J440104-2010-000001'],
    ['doubled dashes', 'J440104——2010--000001', 'J440104-2010-000001'],
    ['blanks', ' J440104 - 2010 - 000001 ', 'J440104-2010-000001'],
    ['other brackets', '〔86〕天结字第123号', '(86)天结字第123号'],
    ['square brackets', '[86]天结字第 123 号', '(86)天结字第123号'],
    ['traditional characters', '粵穗結字第010400123號', '粤穗结字第010400123号'],
    ['a Chinese serial', '天结字第一百二十三号', '天结字第123号'],
    ['a Chinese serial without 第', '天结字一二三号', '天结字123号'],
    ['a Chinese year', '(八六)天结字第123号', '(86)天结字第123号'],
    ['a Chinese year behind', '粤梅兴婚字(一九九三)第三四五号', '粤梅兴婚字(1993)第345号'],
    ['a Chinese year without brackets', '八六年天结字第一号', '86年天结字第1号'],
    ['a label', '№0001234', 'NO0001234'],
    ['a word for nothing', '不详', ''],
    ['a dash for nothing', '－', ''],
  ])('unifies %s', (_name, raw, text) => expect(normaliseCertificate(raw)).toBe(text));

  it.each([
    ['places named with numerals', '三水结字第5号', '三水结字第5号'],
    ['a place of two numerals', '(86)四会五婚字第六号', '(86)四会五婚字第6号'],
    ['a letter O in a serial, a repair to suggest only', '天结字第12O号', '天结字第12O号'],
    ['a serial that can be read in two ways', '天结字第一百二号', '天结字第一百二号'],
  ])('does not touch %s', (_name, raw, text) => expect(normaliseCertificate(raw)).toBe(text));

  const pieces = fc.array(
    fc.constantFrom(
      '(',
      '〔',
      '八六',
      '86',
      ')',
      '〕',
      '年',
      '度',
      '天',
      '三水',
      '结',
      '婚',
      '证',
      '字',
      '第',
      '一百',
      '二',
      '12',
      '号',
      '-',
      '—',
      ' ',
      'J',
      '440104',
      '无',
    ),
  );

  it('leaves its own result as it is', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const once = normaliseCertificate(parts.join(''));
        return normaliseCertificate(once) === once;
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads every F1 a registry can issue back into its parts', () => {
    const serial = fc.integer({ min: 1, max: 999_999 }).map(String);
    const year = fc.integer({ min: 2004, max: 2030 });
    fc.assert(
      fc.property(fc.constantFrom('J', 'L', 'BJ', 'BL'), year, serial, (prefix, registeredIn, number) => {
        const text = `${prefix}440104-${registeredIn}-${number}`;
        expect(parseCertificate(normaliseCertificate(text))).toMatchObject({ form: 'F1', prefix, year: registeredIn, serial: number });
      }),
    );
  });
});
