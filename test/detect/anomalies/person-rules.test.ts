import { describe, expect, it } from 'vitest';
import { anomalyText } from '../../../src/domain/anomaly-text.js';
import type { RowValues } from '../../../src/domain/registration.js';
import { nobodysNumber } from '../../helpers/registration.js';
import { CHEN, findingsIn, HUANG, LIN, registered, told, WU, type Case } from './a-scan.js';

/** `severity code records`, sorted. */
function linesOf(found: ReturnType<typeof findingsIn>): readonly string[] {
  return found.map(({ severity, code, records }) => `${severity} ${code} ${records.map(({ id }) => id).join('+')}`).toSorted();
}

const WEDDING = registered('IA', '2005-06-01', CHEN, LIN);
const SECOND = registered('IA', '2009-06-01', CHEN, HUANG);
const DIVORCE = registered('IB', '2008-06-01', CHEN, LIN);

const cases: Readonly<Record<string, readonly (readonly [string, Case, readonly string[]])[]>> = {
  'open-marriages': [
    ['one marriage', { rows: [WEDDING] }, []],
    ['two wives', { rows: [WEDDING, SECOND] }, ['warning open-marriages 1+2']],
    ['two wives whatever the order of rows', { rows: [SECOND, WEDDING] }, ['warning open-marriages 2+1']],
    ['two wives on one day', { rows: [WEDDING, registered('IA', '2005-06-01', CHEN, HUANG)] }, ['warning open-marriages 1+2']],
    ['divorced in between', { rows: [WEDDING, DIVORCE, SECOND] }, []],
    ['divorced and married on one day', { rows: [WEDDING, registered('IB', '2009-06-01', CHEN, LIN), SECOND] }, []],
    ['divorced in a year that may be in between', { rows: [WEDDING, registered('IB', '2009', CHEN, LIN), SECOND] }, []],
    [
      'divorce with the wife misspelt',
      {
        rows: [WEDDING, registered('IB', '2008-06-01', CHEN, { ...LIN, name: '林列子', number: '' }), SECOND],
      },
      [],
    ],
    [
      'divorce with the wife written by ear',
      { rows: [WEDDING, registered('IB', '2008-06-01', CHEN, { ...LIN, name: '林力梓', number: '' }), SECOND] },
      [],
    ],
    [
      'divorce known from a reissued certificate',
      { rows: [WEDDING, SECOND, registered('ICB', '2012-01-01', CHEN, LIN, { old_op_date: '2008-06-01' })] },
      [],
    ],
    ['divorced in court', { rows: [WEDDING, SECOND], events: [told('court-divorce', '2007-03-04', CHEN, LIN)] }, []],
    [
      'divorced in court, told of the wife first',
      { rows: [WEDDING, SECOND], events: [told('court-divorce', '2007-03-04', LIN, CHEN)] },
      [],
    ],
    [
      'the divorce in court was of others',
      { rows: [WEDDING, SECOND], events: [told('court-divorce', '2007-03-04', LIN, { ...CHEN, number: '' })] },
      ['warning open-marriages 1+2'],
    ],
    ['the first wife had died', { rows: [WEDDING, SECOND], events: [told('death', '2006-03-04', LIN)] }, []],
    ['the first wife died later', { rows: [WEDDING, SECOND], events: [told('death', '2010-03-04', LIN)] }, ['warning open-marriages 1+2']],
    [
      'another of her number had died',
      { rows: [WEDDING, SECOND], events: [told('death', '2006-03-04', { ...LIN, name: '区完全' })] },
      ['warning open-marriages 1+2'],
    ],
    ['the first marriage was revoked', { rows: [WEDDING, SECOND], events: [told('revocation', '2011-03-04', CHEN, LIN)] }, []],
    ['the first marriage was revoked here', { rows: [WEDDING, SECOND, registered('ID', '2011-03-04', CHEN, LIN)] }, []],
    ['one marriage keyed twice', { rows: [WEDDING, registered('IA', '2005-06-02', CHEN, LIN)] }, []],
    [
      'one marriage keyed twice with her number wrong',
      { rows: [WEDDING, registered('IA', '2005-06-02', CHEN, { ...LIN, number: nobodysNumber('19811112', 'female') })] },
      [],
    ],
    ['second marriage as a divorced man', { rows: [WEDDING, { ...SECOND, marry_status_man: '40' }] }, ['hint open-marriages 1+2']],
    ['second marriage as a widower', { rows: [WEDDING, { ...SECOND, marry_status_man: '30' }] }, ['hint open-marriages 1+2']],
    [
      'the first known from a reissue only',
      { rows: [registered('ICA', '2007-01-01', CHEN, LIN, { old_op_date: '2005-06-01' }), SECOND] },
      ['warning open-marriages 1+2'],
    ],
    ['dates that may be in either order', { rows: [registered('IA', '2009', CHEN, LIN), SECOND] }, []],
    [
      'placeholders are nobody',
      {
        rows: [
          registered('IA', '2005-06-01', { ...CHEN, number: '000000000000000000' }, LIN),
          registered('IA', '2009-06-01', { ...CHEN, number: '000000000000000000' }, HUANG),
        ],
      },
      [],
    ],
    [
      'no numbers join nobody',
      {
        rows: [
          registered('IA', '2005-06-01', { ...CHEN, number: '' }, LIN),
          registered('IA', '2009-06-01', { ...CHEN, number: '' }, HUANG),
        ],
      },
      [],
    ],
    [
      '15 digits and 18 are one number',
      {
        rows: [
          registered(
            'IA',
            '1999-06-01',
            { ...CHEN, number: CHEN.number.slice(0, 6) + CHEN.number.slice(8, 17), birth: '1970' },
            { ...LIN, birth: '1970' },
          ),
          SECOND,
        ],
      },
      ['warning open-marriages 1+2'],
    ],
  ],
  'marriage-overlap': [
    [
      'the first marriage is divorced after the second',
      { rows: [WEDDING, SECOND, registered('IB', '2010-06-01', CHEN, LIN)] },
      ['error marriage-overlap 1+2+3'],
    ],
    [
      'the later divorce ended a later marriage',
      { rows: [WEDDING, SECOND, registered('IB', '2010-06-01', CHEN, LIN, { old_op_date: '2009-12-01' })] },
      ['warning open-marriages 1+2'],
    ],
    [
      'divorced in court after the second',
      { rows: [WEDDING, SECOND], events: [told('court-divorce', '2010-06-01', CHEN, LIN)] },
      ['error marriage-overlap 1+2'],
    ],
    [
      'the three marriages in order',
      {
        rows: [
          WEDDING,
          DIVORCE,
          SECOND,
          registered('IB', '2010-06-01', CHEN, HUANG),
          registered('IA', '2011-06-01', CHEN, LIN, { renew_flag: '1' }),
        ],
      },
      [],
    ],
  ],
  couples: [
    ['divorced before married', { rows: [registered('IA', '2009-06-01', CHEN, LIN), DIVORCE] }, ['warning divorce-before-marriage 2+1']],
    [
      'divorced, then married again as it is marked',
      { rows: [registered('IA', '2009-06-01', CHEN, LIN, { renew_flag: '1' }), DIVORCE] },
      [],
    ],
    [
      'divorced of a marriage elsewhere, then married',
      { rows: [registered('IA', '2009-06-01', CHEN, LIN), { ...DIVORCE, old_op_date: '2004-01-01' }] },
      ['hint divorce-before-marriage 2+1'],
    ],
    ['married, divorced, married again', { rows: [WEDDING, DIVORCE, registered('IA', '2009-06-01', CHEN, LIN, { renew_flag: '1' })] }, []],
    ['divorced twice', { rows: [WEDDING, DIVORCE, registered('IB', '2009-08-01', CHEN, LIN)] }, ['warning divorce-repeated 2+3']],
    ['one divorce keyed twice', { rows: [WEDDING, DIVORCE, registered('IB', '2008-06-11', CHEN, LIN)] }, []],
    [
      'divorced twice with a marriage between',
      { rows: [WEDDING, DIVORCE, registered('IA', '2008-09-01', CHEN, LIN), registered('IB', '2009-08-01', CHEN, LIN)] },
      [],
    ],
    [
      'divorced here after a court had done it',
      { rows: [WEDDING, DIVORCE], events: [told('court-divorce', '2007-01-01', CHEN, LIN)] },
      ['warning divorce-repeated 2'],
    ],
    ['married twice', { rows: [WEDDING, registered('IA', '2009-08-01', CHEN, LIN)] }, ['warning marriage-repeated 1+2']],
    [
      'married again, a divorce in court is not known',
      { rows: [WEDDING, registered('IA', '2009-08-01', CHEN, LIN, { renew_flag: '1' })] },
      ['hint marriage-repeated 1+2'],
    ],
    [
      'married again after a court divorced them',
      { rows: [WEDDING, registered('IA', '2009-08-01', CHEN, LIN)], events: [told('court-divorce', '2007-01-01', CHEN, LIN)] },
      [],
    ],
    [
      'reissued after the divorce',
      { rows: [WEDDING, DIVORCE, registered('ICA', '2010-01-01', CHEN, LIN)] },
      ['warning reissue-after-divorce 3+2'],
    ],
    [
      'reissued after a divorce in court',
      { rows: [WEDDING, registered('ICA', '2010-01-01', CHEN, LIN)], events: [told('court-divorce', '2007-01-01', CHEN, LIN)] },
      ['warning reissue-after-divorce 2'],
    ],
    ['reissued before the divorce', { rows: [WEDDING, DIVORCE, registered('ICA', '2007-01-01', CHEN, LIN)] }, []],
    [
      'reissued after they married again',
      {
        rows: [
          WEDDING,
          DIVORCE,
          registered('IA', '2009-06-01', CHEN, LIN, { renew_flag: '1' }),
          registered('ICA', '2010-01-01', CHEN, LIN),
        ],
      },
      [],
    ],
  ],
  'cooling-off-violated': [
    ['a divorce in January 2021', { rows: [registered('IB', '2021-01-20', CHEN, LIN)] }, ['error cooling-off-violated 1']],
    ['a divorce in 2021', { rows: [registered('IB', '2021', CHEN, LIN)] }, []],
    ['a divorce on the first day', { rows: [registered('IB', '2021-02-01', CHEN, LIN)] }, []],
    ['a divorce in January 2020', { rows: [registered('IB', '2020-01-20', CHEN, LIN)] }, []],
    [
      'divorced 20 days after the marriage',
      { rows: [registered('IA', '2022-03-01', CHEN, LIN), registered('IB', '2022-03-21', CHEN, LIN)] },
      ['error cooling-off-violated 2+1'],
    ],
    [
      'divorced 31 days after the marriage',
      { rows: [registered('IA', '2022-03-01', CHEN, LIN), registered('IB', '2022-04-01', CHEN, LIN)] },
      [],
    ],
    [
      '20 days after a date that may be of a reissue',
      { rows: [registered('IB', '2022-03-21', CHEN, LIN, { old_op_date: '2022-03-01' })] },
      ['warning cooling-off-violated 1'],
    ],
  ],
  'after-death': [
    ['married after death', { rows: [WEDDING], events: [told('death', '2004-01-01', LIN)] }, ['error after-death 1']],
    ['divorced after death', { rows: [WEDDING, DIVORCE], events: [told('death', '2007-01-01', CHEN)] }, ['error after-death 2']],
    ['died on the day', { rows: [WEDDING], events: [told('death', '2005-06-01', LIN)] }, []],
    ['died in the year', { rows: [WEDDING], events: [told('death', '2005', LIN)] }, []],
    [
      'the dead are spelt otherwise',
      { rows: [WEDDING], events: [told('death', '2004-01-01', { ...LIN, name: '林列子' })] },
      ['warning after-death 1'],
    ],
    ['the dead are of another name', { rows: [WEDDING], events: [told('death', '2004-01-01', { ...LIN, name: '区完全' })] }, []],
    [
      'a certificate reissued to the widow',
      { rows: [WEDDING, registered('ICA', '2010-01-01', CHEN, LIN)], events: [told('death', '2007-01-01', CHEN)] },
      [],
    ],
  ],
  'under-age': [
    ['of age', { rows: [registered('IA', '2002-03-09', CHEN, { ...LIN, birth: '1970' })] }, []],
    ['on the birthday', { rows: [registered('IA', '2002-03-08', CHEN, { ...LIN, birth: '1970' })] }, ['warning under-age 1']],
    ['the day before', { rows: [registered('IA', '2002-03-07', CHEN, { ...LIN, birth: '1970' })] }, ['error under-age 1']],
    [
      'a minority',
      { rows: [registered('IA', '2001-03-07', CHEN, { ...LIN, birth: '1970' }, { folk_man: '15' })] },
      ['warning under-age 1'],
    ],
    [
      'of age by the law of 1950',
      { rows: [registered('IA', '1979-03-09', { ...CHEN, birth: '1959-03-08', number: '' }, { ...LIN, birth: '1961-01-01', number: '' })] },
      [],
    ],
    ['a year that may be enough', { rows: [registered('IA', '2002', CHEN, { ...LIN, birth: '1970' })] }, []],
    ['a divorce', { rows: [registered('IB', '1999-03-08', CHEN, LIN)] }, []],
  ],
  'sex and numbers': [
    [
      'one number on both',
      { rows: [registered('IA', '2005-06-01', CHEN, { ...LIN, number: CHEN.number })] },
      ['error same-number-both-parties 1', 'warning sex-differs 1'],
    ],
    [
      'one placeholder on both',
      { rows: [registered('IA', '2005-06-01', { ...CHEN, number: '000000000000000' }, { ...LIN, number: '000000000000000' })] },
      [],
    ],
    ['both reversed', { rows: [registered('IA', '2005-06-01', LIN, CHEN)] }, ['error parties-exchanged 1']],
    [
      'one reversed',
      { rows: [registered('IA', '2005-06-01', CHEN, { ...LIN, number: nobodysNumber('19811121', 'male') })] },
      ['warning sex-differs 1'],
    ],
    [
      'a number whose check digit is wrong says nothing',
      {
        rows: [
          registered('IA', '2005-06-01', CHEN, {
            ...LIN,
            number: `${nobodysNumber('19811121', 'male').slice(0, 17)}X`.replace(/.$/u, (c) =>
              nobodysNumber('19811121', 'male').endsWith(c) ? '0' : c,
            ),
          }),
        ],
      },
      [],
    ],
  ],
  'shared-number': [
    [
      'another name, another birthday, 2015',
      {
        rows: [
          registered('IA', '2012-06-01', CHEN, LIN),
          registered('IA', '2015-06-01', { ...CHEN, name: '区完全', birth: '1985-01-01' }, HUANG),
        ],
      },
      ['error shared-number 1+2'],
    ],
    [
      'another name, another birthday, 2008',
      { rows: [WEDDING, registered('IA', '2008-06-01', { ...CHEN, name: '区完全', birth: '1985-01-01' }, HUANG)] },
      ['warning shared-number 1+2'],
    ],
    [
      'another name, 2015',
      { rows: [registered('IA', '2012-06-01', CHEN, LIN), registered('IA', '2015-06-01', { ...CHEN, name: '区完全' }, HUANG)] },
      ['warning shared-number 1+2'],
    ],
    [
      'another name, 2008',
      { rows: [WEDDING, registered('IA', '2008-06-01', { ...CHEN, name: '区完全' }, HUANG)] },
      ['hint shared-number 1+2'],
    ],
    [
      'a given name of another spelling',
      { rows: [WEDDING, DIVORCE, registered('IA', '2015-06-01', { ...CHEN, name: '陈样木' }, HUANG)] },
      [],
    ],
  ],
  kin: [
    [
      'same surname, same house',
      {
        rows: [
          registered(
            'IA',
            '2005-06-01',
            CHEN,
            { ...LIN, name: '陈例子' },
            { reg_detail_man: '广东省样板县样板村3号', reg_detail_woman: '广东省样板县样板村3号' },
          ),
        ],
      },
      ['hint kin-same-address 1'],
    ],
    [
      'same surname, same village',
      {
        rows: [
          registered(
            'IA',
            '2005-06-01',
            CHEN,
            { ...LIN, name: '陈例子' },
            { reg_detail_man: '广东省样板县样板镇样板村', reg_detail_woman: '广东省样板县样板镇样板村' },
          ),
        ],
      },
      [],
    ],
    [
      'other surnames, same house',
      {
        rows: [
          registered('IA', '2005-06-01', CHEN, LIN, { reg_detail_man: '广东省样板县样板村3号', reg_detail_woman: '广东省样板县样板村3号' }),
        ],
      },
      [],
    ],
    [
      'numbers next to each other',
      { rows: [registered('IA', '2005-06-01', CHEN, { name: '陈例子', birth: CHEN.birth, number: nobodysNumber('19800308', 'female') })] },
      ['hint kin-number-neighbours 1'],
    ],
    [
      'numbers next to each other, other surnames',
      { rows: [registered('IA', '2005-06-01', CHEN, { name: '林例子', birth: CHEN.birth, number: nobodysNumber('19800308', 'female') })] },
      [],
    ],
  ],
  many: [
    [
      'three wives in two years',
      {
        rows: [
          WEDDING,
          registered('IB', '2005-09-01', CHEN, LIN),
          registered('IA', '2006-01-01', CHEN, HUANG),
          registered('IB', '2006-05-01', CHEN, HUANG),
          registered('IA', '2007-01-01', CHEN, WU),
        ],
      },
      ['warning many-marriages 1+3+5'],
    ],
    [
      'three wives in three years',
      {
        rows: [
          WEDDING,
          registered('IB', '2005-09-01', CHEN, LIN),
          registered('IA', '2006-01-01', CHEN, HUANG),
          registered('IB', '2006-05-01', CHEN, HUANG),
          registered('IA', '2008-01-01', CHEN, WU),
        ],
      },
      [],
    ],
    [
      'one wife three times',
      {
        rows: [
          WEDDING,
          registered('IB', '2005-09-01', CHEN, LIN),
          registered('IA', '2006-01-01', CHEN, LIN),
          registered('IB', '2006-05-01', CHEN, LIN),
          registered('IA', '2007-01-01', CHEN, LIN),
        ],
      },
      [],
    ],
    [
      'three provinces in a year',
      {
        rows: [
          WEDDING,
          registered('IB', '2005-09-01', CHEN, LIN, { dept_code: '430102' }),
          registered('IA', '2006-01-01', CHEN, HUANG, { dept_code: '450102' }),
        ],
      },
      ['warning many-provinces 1+2+3'],
    ],
    [
      'two provinces in a year',
      { rows: [WEDDING, registered('IB', '2005-09-01', CHEN, LIN, { dept_code: '430102' }), registered('IA', '2006-01-01', CHEN, HUANG)] },
      [],
    ],
  ],
  'status-contradicts': [
    [
      'never married, but divorced before',
      { rows: [WEDDING, DIVORCE, { ...SECOND, marry_status_man: '10' }] },
      ['warning status-contradicts 3+1'],
    ],
    ['divorced, as was so', { rows: [WEDDING, DIVORCE, { ...SECOND, marry_status_man: '40' }] }, []],
    [
      'never married on the same marriage keyed twice',
      { rows: [{ ...WEDDING, marry_status_man: '10' }, registered('IA', '2005-06-02', CHEN, LIN, { marry_status_man: '10' })] },
      [],
    ],
  ],
};

describe.each(Object.entries(cases))('%s', (_rule, table) => {
  it.each(table)('%s', (_name, given, expected) => {
    const found = findingsIn(given);
    expect(linesOf(found)).toEqual(expected);
    for (const { code, evidence } of found) {
      if (!('values' in evidence)) expect.unreachable();
      for (const lang of ['zh', 'en'] as const)
        expect(anomalyText(lang, code, evidence.values).explanation).not.toMatch(/\{\w+\}|undefined/u);
      expect(JSON.stringify(evidence)).not.toMatch(/\d{15}/u);
    }
  });

  it('finds the same in any order of rows, and person by person', () => {
    for (const [, given] of table) {
      const found = linesOf(findingsIn(given));
      expect(linesOf(findingsIn(given, 1, 'reversed'))).toEqual(found);
      expect(linesOf(findingsIn(given, 3))).toEqual(found);
    }
  });
});

const PLACE = { old_op_date: '2010-05-04', old_cert_no: 'J440106-2010-000999' };

/** Couples of one place and year who later did something; so many of their marriages are here, so many are not. */
function couples(opType: string, here: number, missing: number): readonly Partial<RowValues>[] {
  return Array.from({ length: here + missing }, (_, at) => {
    const day = String(at + 10);
    const man = { name: `甲${day}`, birth: `1970-01-${day}`, number: nobodysNumber(`197001${day}`, 'male') };
    const woman = { name: `乙${day}`, birth: `1971-01-${day}`, number: nobodysNumber(`197101${day}`, 'female') };
    const later = registered(opType, '2015-01-01', man, woman, PLACE);
    return at < here ? [registered('IA', '2010-05-04', man, woman), later] : [later];
  }).flat();
}

describe('what should be in the registry and is not', () => {
  const divorce = registered('IB', '2012-01-01', CHEN, LIN, PLACE);
  const reissue = registered('ICA', '2012-01-01', CHEN, LIN, PLACE);
  const marriage = registered('IA', '2010-05-04', CHEN, LIN);
  const mistyped = registered('IA', '2010-05-04', { ...CHEN, number: nobodysNumber('19800309', 'male') }, LIN);

  it.each([
    [
      'a divorce without its marriage, where all others are here',
      [divorce, ...couples('IB', 10, 0)],
      ['warning divorce-without-marriage 1'],
    ],
    ['a divorce without its marriage, where hardly any is named', [divorce, ...couples('IB', 3, 0)], []],
    ['a divorce without its marriage, where many are missing', [divorce, ...couples('IB', 10, 6)], []],
    [
      'a divorce of another year, of which nothing else is named',
      [{ ...divorce, old_op_date: '2009-05-04' }, ...couples('IB', 10, 0)],
      ['warning divorce-without-marriage 1'],
    ],
    ['a divorce of another year, of a place with little', [{ ...divorce, old_op_date: '2009-05-04' }, ...couples('IB', 10, 6)], []],
    ['a divorce that does not say where', [{ ...divorce, old_cert_no: '' }, ...couples('IB', 10, 0)], []],
    ['a divorce whose marriage has his number wrong', [divorce, mistyped, ...couples('IB', 10, 0)], []],
    ['a divorce whose marriage is here', [divorce, marriage, ...couples('IB', 10, 0)], []],
    ['a reissue without its marriage', [reissue, ...couples('ICA', 10, 0)], ['hint reissue-without-original 1']],
    ['a reissue with its marriage', [reissue, marriage, ...couples('ICA', 10, 0)], []],
  ])('%s', (_name, rows, expected) => {
    expect(linesOf(findingsIn({ rows }))).toEqual(expected);
  });
});
