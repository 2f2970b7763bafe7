import type { RuleCases } from './rule-case.js';

const NO_NUMBERS = { cert_num_man: '', cert_num_woman: '' };

export const presenceCases: RuleCases = {
  'required-missing': [
    ['type, date and both names are enough', {}, []],
    ['no name of the woman', { name_woman: '' }, ['error name_woman']],
    [
      'nothing but numbers',
      { op_type: '', op_date: '', name_man: '', name_woman: '' },
      ['error op_type', 'error op_date', 'error name_man', 'error name_woman'],
    ],
    ['an archive of 1955 needs them too', { op_date: '1955', name_man: '' }, ['error name_man']],
  ],
  'office-missing': [
    ['code and name', {}, []],
    ['a name is enough in 1975', { op_date: '1975-01-02', dept_code: '', dept_name: '石龙公社' }, []],
    ['a name alone today', { dept_code: '' }, ['warning dept_code']],
    ['neither in 1975', { op_date: '1975-01-02', dept_code: '', dept_name: '' }, ['warning dept_code dept_name']],
    ['neither today', { dept_code: '', dept_name: '' }, ['error dept_code dept_name']],
  ],
  'certificate-missing': [
    ['a number is given', {}, []],
    ['a revocation issues none', { op_type: 'ID', cert_no: '' }, []],
    ['none today', { cert_no: '' }, ['error cert_no']],
    ['none in 1962', { op_date: '1962-05-04', cert_no: '' }, ['warning cert_no']],
    ['2003 is not certainly after September', { op_date: '2003', cert_no: '' }, ['warning cert_no']],
  ],
  'document-missing-early': [
    ['no cards in 1983', { op_date: '1983-05-04', ...NO_NUMBERS }, []],
    ['cards being handed out in 1987', { op_date: '1987-05-04', ...NO_NUMBERS }, ['warning cert_num_man', 'warning cert_num_woman']],
    ['1984 may lie before the first card', { op_date: '1984', ...NO_NUMBERS }, []],
    ['in 1987 with numbers', { op_date: '1987-05-04' }, []],
  ],
  'document-missing': [
    ['both have one', {}, []],
    ['in 1990 another rule speaks', { op_date: '1990-12-31', ...NO_NUMBERS }, []],
    ['in 1995', { op_date: '1995-05-04', cert_num_man: '' }, ['warning cert_num_man']],
    ['2003 is still a warning', { op_date: '2003-12-31', cert_num_man: '' }, ['warning cert_num_man']],
    ['a mainland party in 2004', { op_date: '2004-01-01', cert_num_woman: '' }, ['error cert_num_woman']],
    ['nothing said about the party counts as mainland', { id_type_man: '', nation_man: '', cert_num_man: '' }, ['error cert_num_man']],
    ['a foreigner today', { id_type_man: '6', nation_man: '840', cert_num_man: '' }, ['warning cert_num_man']],
    ['an unlabelled foreigner today', { id_type_man: '', nation_man: '840', cert_num_man: '' }, ['warning cert_num_man']],
  ],
  'birth-missing': [
    ['both are given', {}, []],
    ['an age was enough in 1975', { op_date: '1975-01-02', birth_man: '' }, []],
    ['a year is given', { birth_man: '1995' }, []],
    ['none in 1998', { op_date: '1998-05-04', birth_woman: '' }, ['warning birth_woman']],
    ['unreadable is another matter', { birth_man: '1995-13-01' }, []],
  ],
  'earlier-registration-missing': [
    ['a marriage needs none', {}, []],
    ['a reissue without any', { op_type: 'ICA', cert_no: 'BJ440106-2024-000123' }, ['warning old_cert_no old_op_date']],
    ['a reissue with the earlier date', { op_type: 'ICB', old_op_date: '1998' }, []],
    ['a reissue with the earlier number', { op_type: 'ICA', old_cert_no: '(86)天结字第123号' }, []],
  ],
  'registration-day-missing': [
    ['to the day', {}, []],
    ['a month in 1986', { op_date: '1986-05' }, []],
    ['a month in 2012', { op_date: '2012-05' }, ['warning op_date']],
    ['2003 may lie before the rule', { op_date: '2003' }, []],
  ],
};
