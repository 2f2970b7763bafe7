import { expect, it } from 'vitest';
import type { RowValues } from '../../src/domain/registration.js';
import { checkRow } from '../../src/validators/index.js';
import { aContext, nobodysOldNumber } from '../helpers/registration.js';

/** Columns that forms of their day did not have. */
const OLD_FORM: Partial<RowValues> = {
  dept_code: '',
  operator: '',
  renew_flag: '',
  remedy_flag: '',
  id_type_man: '',
  cert_type_man: '',
  cert_num_man: '',
  nation_man: '',
  job_man: '5',
  degree_man: '80',
  marry_status_man: '',
  id_type_woman: '',
  cert_type_woman: '',
  cert_num_woman: '',
  nation_woman: '',
  job_woman: '5',
  degree_woman: '90',
  marry_status_woman: '',
  print_num_man: '',
  print_num_woman: '',
  doc_page_num: '',
};

const FIFTEEN_DIGITS = { cert_num_man: nobodysOldNumber('19600308', 'male'), cert_num_woman: nobodysOldNumber('19611121', 'female') };
const BORN_AROUND_1960 = { birth_man: '1960-03-08', birth_woman: '1961-11-21' };

const CLEAN_ROWS: readonly (readonly [string, Partial<RowValues>])[] = [
  [
    '1955: a year, ages and a local number',
    {
      ...OLD_FORM,
      op_date: '1955',
      dept_name: '东莞县石龙镇人民委员会',
      cert_no: '石婚字第23号',
      birth_man: '1931',
      birth_woman: '',
      doc_year: '1955',
    },
  ],
  [
    '1975: a commune registers a couple of 20 and 18',
    {
      ...OLD_FORM,
      op_date: '1975-10',
      dept_name: '石龙公社革命委员会',
      cert_no: '(75)石婚字第23号',
      birth_man: '1955-03',
      birth_woman: '1957-05',
      doc_year: '1975',
    },
  ],
  [
    '1985: first cards',
    {
      ...OLD_FORM,
      ...BORN_AROUND_1960,
      ...FIFTEEN_DIGITS,
      op_date: '1985-05-04',
      dept_name: '石龙区公所',
      cert_no: '(85)石结字第123号',
      doc_year: '1985',
    },
  ],
  [
    '1990: a district with its code',
    {
      ...OLD_FORM,
      ...BORN_AROUND_1960,
      ...FIFTEEN_DIGITS,
      op_date: '1990-05-04',
      dept_code: '440106',
      dept_name: '广州市天河区人民政府',
      cert_no: '(90)天结字第123号',
      doc_year: '1990',
    },
  ],
  [
    '1998: fifteen digits',
    {
      ...OLD_FORM,
      ...BORN_AROUND_1960,
      ...FIFTEEN_DIGITS,
      op_date: '1998-05-04',
      dept_code: '440106',
      dept_name: '天河区民政局',
      cert_no: '(98)天结字第123号',
      nation_man: '156',
      nation_woman: '156',
      doc_year: '1998',
    },
  ],
  [
    '2005: form F2 and a first-generation card',
    {
      op_date: '2005-05-20',
      birth_man: '1975-03-08',
      birth_woman: '1978-11-21',
      cert_num_man: nobodysOldNumber('19750308', 'male'),
      cert_no: '粤穗结字010500123',
      doc_year: '2005',
    },
  ],
  [
    '2012: form F1',
    { op_date: '2012-05-20', birth_man: '1985-03-08', birth_woman: '1986-11-21', cert_no: 'J440106-2012-000123', doc_year: '2012' },
  ],
  [
    '2012: a divorce',
    {
      op_type: 'IB',
      op_date: '2012-05-21',
      birth_man: '1985-03-08',
      birth_woman: '1986-11-21',
      marry_status_man: '20',
      marry_status_woman: '20',
      cert_no: 'L440106-2012-000123',
      old_cert_no: '粤穗结字010500123',
      old_op_date: '2005-05-20',
      doc_year: '2012',
    },
  ],
  [
    '2022: both from elsewhere, one with a residence permit',
    { op_date: '2022-05-20', cert_no: 'J440106-2022-000123', reg_detail_man: '湖南省长沙市样板路1号', doc_year: '2022' },
  ],
  [
    '2022: a divorce after the cooling-off period',
    {
      op_type: 'IB',
      op_date: '2022-05-20',
      marry_status_man: '20',
      marry_status_woman: '20',
      cert_no: 'L440106-2022-000123',
      old_cert_no: 'J440106-2018-000123',
      old_op_date: '2018-05-20',
      doc_year: '2022',
    },
  ],
  [
    'June 2025: any registry in the country',
    {
      op_date: '2025-06-13',
      cert_no: 'J440106-2025-000123',
      reg_detail_man: '湖南省长沙市样板路1号',
      reg_detail_woman: '四川省成都市样板路2号',
      doc_year: '2025',
    },
  ],
  [
    'June 2025: a marriage certificate reissued',
    {
      op_type: 'ICA',
      op_date: '2025-06-13',
      cert_no: 'BJ440106-2025-000123',
      old_cert_no: '(90)天结字第123号',
      old_op_date: '1990-05-04',
      doc_year: '2025',
    },
  ],
];

it.each(CLEAN_ROWS)('finds nothing in %s', (_era, over) => {
  expect(checkRow(aContext(over))).toEqual([]);
});

it('gives every clean row the same empty list', () => {
  expect(checkRow(aContext())).toBe(checkRow(aContext({ name_man: '陈另样' })));
});
