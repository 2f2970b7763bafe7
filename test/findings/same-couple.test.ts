import { describe, expect, it } from 'vitest';
import type { RowValues } from '../../src/domain/registration.js';
import { contradictionOf, isExchanged } from '../../src/findings/same-couple.js';
import type { StoredRegistration } from '../../src/store/registration-repository.js';
import { nobodysOldNumber, someValues } from '../helpers/registration.js';

const record = (over: Partial<RowValues> = {}): StoredRegistration => ({ ...someValues(over), id: 1, state: 'active', source: 'backfill' });

const EXCHANGED: Partial<RowValues> = {
  name_man: '林例子',
  name_woman: '陈样本',
  birth_man: '1996-11-21',
  birth_woman: '1995-03-08',
  cert_num_man: someValues().cert_num_woman,
  cert_num_woman: someValues().cert_num_man,
};

describe('two registrations', () => {
  it.each<[string, Partial<RowValues>, string | undefined]>([
    ['of the same values are one', {}, undefined],
    ['one of them with an old number are one', { cert_num_man: nobodysOldNumber('19950308', 'male') }, undefined],
    ['one of them without number and birth are one', { cert_num_man: '', birth_man: '' }, undefined],
    ['with another name under one number are one', { name_man: '何另有' }, undefined],
    ['with another number under one name are one', { cert_num_man: '440000197001010019', birth_man: '1970-01-01' }, undefined],
    [
      'of which nothing of the man agrees are not',
      { name_man: '陈某某', cert_num_man: '440000197001010019', birth_man: '1970-01-01' },
      'man',
    ],
    [
      'of which the woman has another name and nothing else are not',
      { name_woman: '何另有', cert_num_woman: '', birth_woman: '' },
      'woman',
    ],
    ['of a marriage and a reissue are not', { op_type: 'ICA' }, 'type'],
    ['a year apart, one digit, are one', { op_date: '2023-05-20' }, undefined],
    ['days apart are one', { op_date: '2024-06-28' }, undefined],
    ['years apart are not', { op_date: '2019-11-03' }, 'date'],
    ['one dated by its year are one', { op_date: '2024' }, undefined],
    ['one without a date are one', { op_date: '' }, undefined],
    ['with the parties in exchanged columns are one', EXCHANGED, undefined],
  ])('%s', (_name, over, contradiction) => {
    const [left, right] = [record(), record(over)];
    for (const [a, b] of [
      [left, right],
      [right, left],
    ] as const)
      expect(contradictionOf(a, b, isExchanged(a, b))).toBe(contradiction);
  });

  it('are exchanged only when they agree better that way', () => {
    expect(isExchanged(record(), record(EXCHANGED))).toBe(true);
    expect(isExchanged(record(), record({ name_man: '', name_woman: '' }))).toBe(false);
    expect(contradictionOf(record(), record(EXCHANGED), false)).toBe('man');
  });
});
