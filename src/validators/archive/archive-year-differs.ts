import type { Rule } from '../../domain/rule.js';
import { once, warning } from '../check.js';

/** No finding: archive year or date unknown, or the archive year is the year of registration or the one after it. */
export const archiveYearDiffers: Rule = {
  code: 'archive-year-differs',
  severity: 'warning',
  fields: ['doc_year', 'op_date'],
  appliesTo: 'all',
  source: '婚姻登记档案管理办法(民政部、国家档案局令第32号): filed by year, handed over the year after',
  inForce: {},
  text: {
    zh: {
      title: '档案年度与登记日期不符',
      message: '{field}是 {archiveYear}，登记日期在 {year} 年。',
      advice: '请按案卷封面核对档案年度和登记日期。',
    },
    en: {
      title: 'Archive year differs',
      message: '{field} is {archiveYear}, but the registration is of {year}.',
      advice: 'Check both against the cover of the archive volume.',
    },
  },
  check: once(({ registration: { values, registeredOn } }) => {
    const archiveYear = Number(values.doc_year);
    if (values.doc_year === '' || registeredOn === undefined || Number.isNaN(archiveYear)) return undefined;
    if (archiveYear === registeredOn.year || archiveYear === registeredOn.year + 1) return undefined;
    return warning(archiveYearDiffers.code, ['doc_year', 'op_date'], { archiveYear, year: registeredOn.year });
  }),
};
