import type { RuleCases } from './rule-case.js';

export const lawCases: RuleCases = {
  'cooling-off': [
    ['a marriage', { op_date: '2021-01-04' }, []],
    ['a divorce of 2020', { op_type: 'IB', op_date: '2020-12-31' }, []],
    ['a divorce of January 2021', { op_type: 'IB', op_date: '2021-01-31' }, ['error op_date']],
    ['January 2021 without a day', { op_type: 'IB', op_date: '2021-01' }, ['error op_date']],
    ['the first possible day', { op_type: 'IB', op_date: '2021-02-01' }, []],
    ['2021 may be any day', { op_type: 'IB', op_date: '2021' }, []],
    [
      'a divorce 30 days after the marriage',
      { op_type: 'IB', op_date: '2022-05-31', old_op_date: '2022-05-01' },
      ['warning op_date old_op_date'],
    ],
    ['a divorce 31 days after the marriage', { op_type: 'IB', op_date: '2022-06-01', old_op_date: '2022-05-01' }, []],
    ['a divorce in the year of the marriage', { op_type: 'IB', op_date: '2022-06-01', old_op_date: '2022' }, []],
  ],
  'revocation-gap': [
    ['for coercion in 2015', { op_type: 'ID', op_date: '2015-05-04' }, []],
    ['while only courts revoked', { op_type: 'ID', op_date: '2021-05-04' }, ['warning op_type op_date']],
    ['an impostor since November 2021', { op_type: 'ID', op_date: '2021-11-18' }, []],
    ['2021 may be either', { op_type: 'ID', op_date: '2021' }, []],
  ],
};
