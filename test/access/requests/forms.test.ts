import { describe, expect, it } from 'vitest';
import { exportTerms } from '../../../src/access/requests/export-terms.js';
import { allFields, REQUEST_FORMS } from '../../../src/access/requests/forms.js';
import { readForm } from '../../../src/access/requests/read-form.js';
import { knowledgeOf } from '../../../src/access/requests/submit.js';
import { REQUEST_KINDS, type RequestKind } from '../../../src/domain/request.js';
import { GLOBAL_OPTIONS } from '../../../src/commands/specs/global.js';
import { flagOf } from '../../../src/access/requests/form-field.js';
import { codeOf } from '../../helpers/failure.js';
import { aRequestOffice, GOOD_FORMS, type Somebody } from '../../helpers/request-desk.js';

type GoodKind = keyof typeof GOOD_FORMS;

function read(kind: RequestKind, given: Readonly<Record<string, unknown>>, who: Somebody = 'city') {
  return readForm(kind, given, knowledgeOf(aRequestOffice().as(who)));
}

describe('the forms', () => {
  it('give a key one meaning, so that one flag serves all forms', () => {
    for (const { field, kinds } of allFields()) {
      const same = kinds.map((kind) => REQUEST_FORMS[kind].fields.find(({ key }) => key === field.key));
      expect(new Set(same.map((other) => `${other?.value} ${other?.label.zh} ${other?.label.en}`)).size, field.key).toBe(1);
    }
  });

  it('use no flag that means something else already', () => {
    const taken = new Set([...GLOBAL_OPTIONS.map(({ name }) => `--${name}`), '--from']);
    expect(allFields().filter(({ field }) => taken.has(flagOf(field.key)))).toEqual([]);
  });

  it('are there for every kind', () => {
    expect(Object.values(REQUEST_FORMS).map(({ kind }) => kind)).toEqual(REQUEST_KINDS);
  });

  it.each(Object.keys(GOOD_FORMS) as GoodKind[])('take what is right for %s, and the same again as it was stored', (kind) => {
    const form = read(kind, GOOD_FORMS[kind]);
    expect(read(kind, JSON.parse(JSON.stringify(form)) as Record<string, unknown>)).toEqual(form);
  });

  it('let a frozen account be closed', () => {
    expect(read('user-close', { ...GOOD_FORMS['user-close'], username: 'frozen' })).toMatchObject({ username: 'frozen' });
  });

  it('let a county name the city that certified its registrar', () => {
    expect(read('user-open', GOOD_FORMS['user-open'], 'county')).toMatchObject({ certificate_issuer: '440100' });
  });

  it('read lists, numbers and pairs as typed or as JSON', () => {
    expect(read('export', GOOD_FORMS.export)).toMatchObject({
      fields: ['op_type', 'op_date', 'birth_man'],
      masking: { birth_man: 'generalise' },
      max_rows: 100,
    });
    expect(
      read('export', { ...GOOD_FORMS.export, fields: ['op_type', 'birth_man'], masking: { birth_man: 'plain' }, max_rows: 7 }),
    ).toMatchObject({
      fields: ['op_type', 'birth_man'],
      masking: { birth_man: 'plain' },
      max_rows: 7,
    });
  });

  it('mask a document number in what is typed freely', () => {
    expect(read('org-rename', { ...GOOD_FORMS['org-rename'], reason: '见 990000190001010014 一案' })).toMatchObject({
      reason: '见 9900**********0014 一案',
    });
  });
});

describe('what is refused', () => {
  const cases: [string, GoodKind, Readonly<Record<string, unknown>>, string][] = [
    ['a blank that the form does not have', 'org-rename', { new_nam: 'x' }, 'request.unknown-field'],
    ['a blank left empty that must be filled', 'org-rename', { reason: undefined }, 'request.missing-field'],
    ['an empty text', 'org-rename', { reason: ' ' }, 'request.value.empty'],
    ['an object where a text belongs', 'org-rename', { reason: {} }, 'request.value.shape'],
    ['a line break', 'org-rename', { reason: '一\n二' }, 'request.value.control'],
    ['half a character', 'org-rename', { reason: '\ud800' }, 'request.value.control'],
    ['a novel', 'org-rename', { reason: '长'.repeat(501) }, 'request.value.long'],
    ['31 February', 'org-rename', { takes_effect_on: '2026-02-31' }, 'request.value.wrong'],
    ['an office that never was', 'org-rename', { office: '440104Z99' }, 'request.value.office'],
    ['an office that is closed', 'org-rename', { office: '440102' }, 'request.value.office'],
    ['an office of another city', 'org-rename', { office: '440303' }, 'request.outside-area'],
    ['a region that was abolished', 'org-open', { region: '440102' }, 'request.value.region'],
    ['an office code of another region', 'org-open', { new_office: '440106A01' }, 'office.bad-code'],
    ['an office code that was used', 'org-open', { new_office: '440104' }, 'request.value.office-taken'],
    ['a service there is not', 'org-open', { services: 'IA,ZZ' }, 'request.value.wrong'],
    ['an address that no profile takes', 'org-open', { address: '长'.repeat(101) }, 'office.profile.bad-value'],
    ['a type of registration there is not', 'export', { op_types: 'IA,ZZ' }, 'request.value.wrong'],
    ['an office as its own successor', 'org-close', { successors: '440104' }, 'office.own-successor'],
    ['a plan that leaves an area to nobody', 'org-close', { successors: '440106=440106' }, 'office.area-not-own'],
    ['a role there is not', 'user-open', { role: 'boss' }, 'request.value.wrong'],
    [
      'a registrar without the certificate',
      'user-open',
      { certificate: undefined, certificate_issuer: undefined, certificate_issued_on: undefined },
      'request.fit.duty',
    ],
    ['a registrar without an office', 'user-open', { office: undefined }, 'request.fit.duty'],
    ['an administrator of a city in a county', 'user-open', { role: 'city-admin', office: undefined }, 'request.fit.duty'],
    [
      'two of the three administrators',
      'user-open',
      { role: 'staff', office: undefined, designations: 'auditor,security-admin' },
      'request.fit.duty',
    ],
    ['a certificate without its day', 'user-open', { certificate_issued_on: undefined }, 'request.fit.needed'],
    ['a certificate of a county', 'user-open', { certificate_issuer: '440104' }, 'request.fit.duty'],
    ['a certificate of tomorrow', 'user-open', { certificate_issued_on: '2026-03-03' }, 'request.fit.future'],
    ['a telephone that is none', 'user-open', { phone: 'none' }, 'request.value.wrong'],
    ['a user nobody is', 'user-close', { username: 'nobody' }, 'request.value.account'],
    ['a user who is closed already', 'user-close', { username: 'left' }, 'request.value.account-closed'],
    ['a user of another city', 'user-close', { username: 'other-city' }, 'request.outside-area'],
    ['a departure to come', 'user-close', { departed_on: '2026-03-03' }, 'request.fit.future'],
    ['a change of nothing', 'user-permission', { role: undefined }, 'request.fit.nothing-changes'],
    ['a permission that does not fit the place', 'user-permission', { role: 'city-admin' }, 'request.fit.duty'],
    ['a correction of nothing', 'correction', { plan_sha256: undefined }, 'request.fit.records-or-plan'],
    ['a registration that is not there', 'correction', { records: '1' }, 'request.value.record'],
    ['a hash that is none', 'correction', { plan_sha256: 'abc' }, 'request.value.wrong'],
    ['years before there were registrations', 'archive-import', { years: '1949' }, 'request.value.wrong'],
    ['years backwards', 'archive-import', { years: '1992-1986' }, 'request.value.wrong'],
    ['no rows', 'archive-import', { rows: '0' }, 'request.value.wrong'],
    ['a field there is not', 'export', { fields: 'op_type,salary' }, 'request.value.wrong'],
    ['a masking of what does not leave', 'export', { masking: 'name_man=mask' }, 'request.fit.masking'],
    ['an officer who is none', 'export', { officer: 'county' }, 'request.fit.officer'],
    ['an officer whose account is frozen', 'export', { officer: 'frozen' }, 'request.fit.officer'],
    ['a validity backwards', 'export', { valid_until: '2026-03-08' }, 'request.fit.order'],
    ['a validity that is over', 'export', { valid_from: '2026-02-01', valid_until: '2026-02-02' }, 'request.fit.past'],
    ['a period backwards', 'export', { first_day: '2019-02-01', last_day: '2019-01-01' }, 'request.fit.order'],
    ['counts small enough to point at a person', 'export', { statistics_by: 'op_type', least_count: 4 }, 'request.fit.least-count'],
    ['a region outside the area', 'export', { regions: '440100,440300' }, 'request.outside-area'],
    ['a format there is not', 'export', { formats: 'pdf' }, 'request.value.wrong'],
  ];
  it.each(cases)('%s', (_name, kind, over, code) => {
    expect(codeOf(() => read(kind, { ...GOOD_FORMS[kind], ...over }))).toBe(code);
  });

  it('an export that its applicant would run himself', () => {
    expect(codeOf(() => read('export', GOOD_FORMS.export, 'officer'))).toBe('request.fit.own-officer');
  });
});

describe('the terms of an export', () => {
  it('are the form, limited to the area of the applicant', () => {
    expect(exportTerms(readForm('export', GOOD_FORMS.export, knowledgeOf(aRequestOffice().as('city'))), '440100')).toEqual({
      sub: 'officer',
      purpose: '测试比对',
      recipient: '测试统计局',
      scope: {
        fields: ['op_type', 'op_date', 'birth_man'],
        masking: { birth_man: 'generalise' },
        filter: { regions: ['440100'] },
        formats: ['csv'],
      },
      max_rows: 100,
      uses: 1,
      valid_from: '2026-03-09',
      valid_until: '2026-03-13',
    });
  });

  it('name counts only, types, offices and days where the form does', () => {
    const given = {
      ...GOOD_FORMS.export,
      statistics_by: 'op_type',
      op_types: '结婚登记',
      offices: '440104',
      first_day: '2019-01-01',
      last_day: '2019-12-31',
    };
    expect(exportTerms(readForm('export', given, knowledgeOf(aRequestOffice().as('province'))), '440000').scope).toMatchObject({
      filter: { op_types: ['IA'], offices: ['440104'], from: '2019-01-01', until: '2019-12-31' },
      statistics: { by: ['op_type'], k: 5 },
    });
  });
});
