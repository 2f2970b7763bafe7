import type { Rule } from '../../domain/rule.js';
import { graded, once } from '../check.js';

/** No finding: the year inside the number (F1, F2, F3 when it has one) is the year of registration. An error for F1 only. */
export const certificateYear: Rule = {
  code: 'certificate-year',
  severity: 'error',
  fields: ['cert_no', 'op_date'],
  appliesTo: ['IA', 'IB', 'ICA', 'ICB'],
  source: '婚姻登记工作规范(民发〔2015〕230号): year of registration in the number',
  inForce: {},
  text: {
    zh: {
      title: '字号年份与登记日期不符',
      message: '{field}中的年份是 {certificateYear}，登记日期却在 {year} 年。',
      advice: '请按存根核对字号和登记日期，改正录错的一项。',
    },
    en: {
      title: 'Year of the number differs',
      message: '{field} says {certificateYear}, but the registration is of {year}.',
      advice: 'Check number and date against the counterfoil and correct the one that is wrong.',
    },
  },
  check: once(({ registration: { certificate, registeredOn } }) => {
    if (certificate === undefined || registeredOn === undefined || !('year' in certificate)) return undefined;
    const { form, year } = certificate;
    if (year === undefined || year === registeredOn.year) return undefined;
    const values = { certificateYear: year, year: registeredOn.year };
    return graded(form === 'F1', certificateYear.code, ['cert_no', 'op_date'], values);
  }),
};
