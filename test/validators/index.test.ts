import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELD_KEYS } from '../../src/domain/fields.js';
import type { FieldKey } from '../../src/domain/fields.js';
import { checkDigit } from '../../src/domain/identity-document.js';
import type { RowValues } from '../../src/domain/registration.js';
import { checkRow, findRule, gravest, RULES } from '../../src/validators/index.js';
import { describeFinding } from '../../src/validators/message.js';
import { aContext, nobodysNumber, packagedReference } from '../helpers/registration.js';

const REQUIRED: ReadonlySet<FieldKey> = new Set(['op_type', 'op_date', 'name_man', 'name_woman']);
const OPTIONAL = FIELD_KEYS.filter((key) => !REQUIRED.has(key));

describe('the list of rules', () => {
  it('gives each rule a code of its own in kebab case', () => {
    const codes = RULES.map((rule) => rule.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => !/^[a-z]+(?:-[a-z]+)*$/u.test(code))).toEqual([]);
  });

  it.each(RULES.map((rule) => [rule.code, rule] as const))('%s names its source and speaks both languages', (_code, rule) => {
    const texts = [rule.source, ...Object.values(rule.text.zh), ...Object.values(rule.text.en)];
    expect(texts.filter((text) => text.trim() === '')).toEqual([]);
    expect(rule.text.zh.title).toMatch(/\p{Script=Han}/u);
    expect(Object.values(rule.text.en).join('')).not.toMatch(/\p{Script=Han}/u);
  });

  it.each(RULES.map((rule) => [rule.code, rule] as const))('%s has the same places in both languages', (_code, rule) => {
    const places = (lang: 'zh' | 'en'): readonly string[] =>
      [...new Set(Object.values(rule.text[lang]).flatMap((text: string) => text.match(/\{\w+\}/gu) ?? []))].toSorted();
    expect(places('en')).toEqual(places('zh'));
  });

  it('explains itself without a row: titles and advice have no places', () => {
    const timeless = RULES.flatMap(({ text: { zh, en } }) => [zh.title, zh.advice, en.title, en.advice]);
    expect(timeless.filter((text) => text.includes('{'))).toEqual([]);
  });

  it('is found by code', () => {
    expect(findRule('minimum-age')?.severity).toBe('error');
    expect(findRule('row-cut-off')?.severity).toBe('error');
    expect(findRule('no-such-rule')).toBeUndefined();
  });
});

describe('checkRow', () => {
  it('puts what is graver and cheaper first', () => {
    const findings = checkRow(aContext({ name_woman: '', cert_no: '', doc_year: '2001' }));
    expect(findings.map((finding) => finding.code)).toEqual(['required-missing', 'certificate-missing', 'archive-year-differs']);
  });

  it('skips rules of other types and of other years', () => {
    const codes = checkRow(
      aContext({
        op_type: 'IB',
        op_date: '2019-05-20',
        marry_status_man: '20',
        marry_status_woman: '20',
        birth_man: '2003-01-01',
        cert_no: 'L440106-2019-000123',
        doc_year: '2019',
      }),
    );
    expect(codes).toEqual([]);
  });

  it('skips dated rules when the date is unknown, but not the others', () => {
    const codes = checkRow(aContext({ op_date: '', birth_man: '' })).map((finding) => finding.code);
    expect(codes).toEqual(['required-missing']);
  });

  it('says one slip in a number once', () => {
    const codes = checkRow(aContext({ cert_num_man: '440000199503080011' })).map((finding) => finding.code);
    expect(codes).toEqual(['document-check-digit']);
  });

  it('is total: any text in any column gives findings, never an exception', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('2024-02-30', '1986', 'IB', '1', '4.4E+17', 'J440106-2024-1', ';;'),
    );
    const row = fc.dictionary(fc.constantFrom(...FIELD_KEYS), cell);
    fc.assert(
      fc.property(row, (over: Partial<RowValues>) => {
        for (const finding of checkRow(aContext(over))) describeFinding(finding, 'zh');
      }),
      { numRuns: 300 },
    );
  });
});

describe('promises', () => {
  it('never accepts one wrong digit in a number of 18 (ISO 7064)', () => {
    const slip = fc.record({ at: fc.nat({ max: 16 }), add: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(slip, ({ at, add }) => {
        const number = nobodysNumber('19950308', 'male');
        const wrong = number.slice(0, at) + String((Number(number[at]) + add) % 10) + number.slice(at + 1);
        expect(gravest(checkRow(aContext({ cert_num_man: wrong })))).toBe('error');
      }),
    );
  });

  it('never accepts a birth date that the calendar does not have, whatever its check digit', () => {
    const months = fc.constantFrom('19900229', '19900230', '19900431', '19901301', '19900100');
    fc.assert(
      fc.property(months, (birth) => {
        const seventeen = `440000${birth}001`;
        const codes = checkRow(aContext({ cert_num_man: seventeen + checkDigit(seventeen) })).map((finding) => finding.code);
        expect(codes).toContain('document-birth-impossible');
      }),
    );
  });

  it('never refuses an archive of 1975 for what it does not know', () => {
    const known: Partial<RowValues> = {
      op_date: '1975-10-04',
      dept_code: '',
      dept_name: '石龙公社',
      cert_no: '(75)石婚字第23号',
      birth_man: '1951-03-08',
      birth_woman: '1952-11-21',
      cert_num_man: '',
      cert_num_woman: '',
    };
    fc.assert(
      fc.property(fc.subarray([...OPTIONAL]), (unknown) => {
        const over = { ...known, ...Object.fromEntries(unknown.map((key) => [key, ''])) };
        expect(gravest(checkRow(aContext({ ...over, cert_num_man: '', cert_num_woman: '' })))).not.toBe('error');
      }),
    );
  });

  it('never prints a number, whatever column it has slipped into', () => {
    const number = nobodysNumber('19950308', 'male');
    fc.assert(
      fc.property(fc.subarray([...FIELD_KEYS], { minLength: 1 }), (columns) => {
        const findings = checkRow(aContext(Object.fromEntries(columns.map((key) => [key, number]))));
        const printed = findings.flatMap((finding) => Object.values(describeFinding(finding, 'en')));
        expect(printed.join('\n')).not.toContain(number);
      }),
    );
  });
});

describe('gravest', () => {
  it('is undefined for none, and an error outweighs warnings', () => {
    const warning = { code: 'a', severity: 'warning', fields: [] } as const;
    expect(gravest([])).toBeUndefined();
    expect(gravest([warning])).toBe('warning');
    expect(gravest([warning, { ...warning, severity: 'error' }, warning])).toBe('error');
  });
});

describe('the days on which records changed', () => {
  it.each([
    ['minimum-age', 'registered-before-registry', '1950-05-01'],
    ['resident-number', 'document-missing-early', '1984-04-06'],
    ['resident-number', 'document-missing', '1991-01-01'],
    ['resident-number', 'document-fifteen-late', '2013-01-01'],
    ['cooling-off', 'cooling-off', '2021-01-01'],
    ['jurisdiction', 'jurisdiction', '2003-10-01'],
    ['revocation', 'revocation-gap', '2021-01-01'],
  ] as const)('the law table (%s) and the rule %s agree on %s', (key, code, from) => {
    const begins = findRule(code)?.inForce.from;
    if (begins !== undefined) expect(begins).toBe(from);
    expect(
      packagedReference()
        .tables.laws.filter((law) => law.key === key)
        .map((law) => law.from),
    ).toContain(from);
  });
});
