import type { Rule } from '../../domain/rule.js';
import { eachParty, error } from '../check.js';

/** No finding: each party may have been born before the registration. */
export const bornAfterRegistration: Rule = {
  code: 'born-after-registration',
  severity: 'error',
  fields: ['birth_man', 'birth_woman', 'op_date'],
  appliesTo: 'all',
  source: 'Dates in order: birth < registration',
  inForce: {},
  text: {
    zh: {
      title: '出生晚于登记',
      message: '{field}（{birth}）不早于登记日期（{date}）。',
      advice: '请按证件核对两个日期，看是否填反或年份录错。',
    },
    en: {
      title: 'Born after the registration',
      message: '{field} ({birth}) is not before the date of registration ({date}).',
      advice: 'Check both dates against the documents: exchanged, or a slip in the year.',
    },
  },
  check: eachParty(({ bornOn, fields }, { registration: { registeredOn } }) => {
    if (bornOn === undefined || registeredOn === undefined || bornOn.first < registeredOn.last) return undefined;
    const values = { birth: bornOn.text, date: registeredOn.text };
    return error(bornAfterRegistration.code, [fields.birth, 'op_date'], values);
  }),
};
