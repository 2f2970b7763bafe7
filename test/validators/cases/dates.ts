import type { RuleCases } from './rule-case.js';

export const dateCases: RuleCases = {
  'registered-in-future': [
    ['in the past', {}, []],
    ['today', { op_date: '2026-03-02' }, []],
    ['tomorrow', { op_date: '2026-03-03' }, ['error op_date']],
    ['this year, which may be past', { op_date: '2026' }, []],
    ['next year', { op_date: '2027' }, ['error op_date']],
  ],
  'registered-before-registry': [
    ['the first day of the law', { op_date: '1950-05-01' }, []],
    ['1950 may lie after it', { op_date: '1950' }, []],
    ['the day before', { op_date: '1950-04-30' }, ['warning op_date']],
    ['before the Republic', { op_date: '1949-09-30' }, ['error op_date']],
    ['a slip for 2005', { op_date: '1905-05-04' }, ['error op_date']],
  ],
  'born-after-registration': [
    ['born before', {}, []],
    ['born on the day', { birth_man: '2024-05-20' }, ['error birth_man op_date']],
    ['born after', { birth_woman: '2024-05-21' }, ['error birth_woman op_date']],
    ['the same year may be before', { op_date: '1986-05-20', birth_man: '1986', birth_woman: '1960' }, []],
  ],
  'effective-after-registration': [
    ['none', {}, []],
    ['years before', { effective_date: '1998-05-20' }, []],
    ['on the day', { effective_date: '2024-05-20' }, []],
    ['after', { effective_date: '2024-05-21' }, ['error effective_date op_date']],
  ],
  'earlier-registration-later': [
    ['none', {}, []],
    ['a divorce after its marriage', { op_type: 'IB', old_op_date: '2010-01-04' }, []],
    ['the year of both', { op_type: 'IB', old_op_date: '2024' }, []],
    ['a divorce before its marriage', { op_type: 'IB', old_op_date: '2024-05-21' }, ['error old_op_date op_date']],
    ['a reissue before the original', { op_type: 'ICA', old_op_date: '2025' }, ['error old_op_date op_date']],
  ],
  'cohabiting-after-registration': [
    ['before', { cohabit_date: '1990-10' }, []],
    ['after', { cohabit_date: '2024-06' }, ['error cohabit_date op_date']],
  ],
  'date-placeholder': [
    ['ordinary dates', {}, []],
    ['the first day of spreadsheets', { birth_man: '1900-01-01', cert_num_man: '' }, ['warning birth_man']],
    ['the first day of Unix time', { old_op_date: '1970-01-01' }, ['warning old_op_date']],
    ['a birthday that the number confirms', { birth_man: '1970-01-01' }, []],
    ['a birthday that only a broken number knows', { birth_man: '1970-01-01', cert_num_man: '440000197001010011' }, ['warning birth_man']],
    ['the year alone', { birth_man: '1900' }, []],
  ],
  'first-of-january': [
    ['an ordinary day', { op_date: '1986-05-04' }, []],
    ['registered on a 1 January', { op_date: '1986-01-01' }, ['warning op_date']],
    ['registered on a 1 January of this century', { op_date: '2020-01-01' }, []],
    [
      'both born on a 1 January',
      { op_date: '1975-05-04', birth_man: '1950-01-01', birth_woman: '1952-01-01', cert_num_man: '', cert_num_woman: '' },
      ['warning birth_man birth_woman'],
    ],
    [
      'one of them proven by the number',
      { op_date: '1998-05-04', birth_man: '1970-01-01', birth_woman: '1972-01-01', cert_num_woman: '' },
      [],
    ],
    ['one of them only', { op_date: '1975-05-04', birth_man: '1950-01-01', cert_num_man: '' }, []],
  ],
};
