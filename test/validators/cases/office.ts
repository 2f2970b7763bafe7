import type { RuleCases } from './rule-case.js';

const IN_SHENZHEN = { reg_detail_man: '广东省深圳市南山区样板路1号' };
const IN_2015 = { op_date: '2015-05-20' };

export const officeCases: RuleCases = {
  'office-unknown': [
    ['an office of the table', {}, []],
    ['a township of that county', { dept_code: '440106001' }, []],
    ['no code', { dept_code: '' }, []],
    ['a code of nobody', { dept_code: '990101' }, ['warning dept_code']],
    ['an unreadable date does not hide it', { op_date: '', dept_code: '990101' }, ['warning dept_code']],
  ],
  'office-not-open': [
    ['open', {}, []],
    ['closed for years', { dept_code: '440102' }, ['warning dept_code op_date']],
    ['closed within the year', { op_date: '2006-01-20', dept_code: '440102' }, []],
    ['not open yet', { op_date: '2010-05-20', dept_code: '440118' }, ['warning dept_code op_date']],
    ['unknown', { dept_code: '990101' }, []],
    ['no date', { op_date: '', dept_code: '440102' }, []],
  ],
  'office-name-differs': [
    ['the name of the office', {}, []],
    ['the bureau', { dept_name: '天河区民政局' }, []],
    ['another spelling of the place', { dept_name: '天河婚姻登记中心' }, []],
    ['no name', { dept_name: '' }, []],
    ['a township under the code of its county', { op_date: '1995-05-04', dept_name: '东圃镇人民政府' }, []],
    ['a township with a code of its own', { dept_code: '440106001', dept_name: '样板办事处' }, []],
    ['another district', { dept_name: '广州市越秀区民政局婚姻登记处' }, ['warning dept_name dept_code']],
  ],
  'office-name-era': [
    ['a bureau', {}, []],
    ['a commune in 1975', { op_date: '1975-05-04', dept_name: '石龙公社' }, []],
    ['a commune in 1986', { op_date: '1986', dept_name: '石龙公社' }, []],
    ['a commune in 1995', { op_date: '1995-05-04', dept_name: '石龙公社' }, ['warning dept_name op_date']],
    ['a revolutionary committee in 1990', { op_date: '1990-05-04', dept_name: '东莞县革命委员会' }, ['warning dept_name op_date']],
  ],
  jurisdiction: [
    ['one of them lives in the district', IN_2015, []],
    ['neither names the city', { ...IN_2015, ...IN_SHENZHEN }, ['warning dept_code reg_detail_man reg_detail_woman']],
    ['an address that names no city', { ...IN_2015, reg_detail_man: '样板村三队' }, []],
    ['no address', { ...IN_2015, reg_detail_man: '' }, []],
    ['a foreigner has no hukou', { ...IN_2015, ...IN_SHENZHEN, id_type_man: '6' }, []],
    ['before Regulation 387', { op_date: '1998-05-20', ...IN_SHENZHEN }, []],
    ['since the pilot of 2021', { op_date: '2021-06-01', ...IN_SHENZHEN }, []],
    ['anywhere in the country since 2025', { op_date: '2025-05-12', ...IN_SHENZHEN }, []],
    ['a city without counties', { ...IN_2015, ...IN_SHENZHEN, dept_code: '441900' }, ['warning dept_code reg_detail_man reg_detail_woman']],
    ['the provincial office', { ...IN_2015, ...IN_SHENZHEN, dept_code: '440000' }, []],
  ],
};
