import type { Rule } from '../../domain/rule.js';
import { once, warning } from '../check.js';

/** No finding: the registration date is known to the day. Older archives often have a month or a year only. */
export const registrationDayMissing: Rule = {
  code: 'registration-day-missing',
  severity: 'warning',
  fields: ['op_date'],
  appliesTo: 'all',
  source: '婚姻登记条例(国务院令第387号)',
  inForce: { from: '2003-10-01' },
  text: {
    zh: {
      title: '登记日期不完整',
      message: '{field}只到年或月（{date}）。',
      advice: '2003 年 10 月以后的档案都有完整日期，请按证件补录。',
    },
    en: {
      title: 'Registration date incomplete',
      message: '{field} has no day ({date}).',
      advice: 'Archives since October 2003 carry the full date: fill it in from the certificate.',
    },
  },
  check: once(({ registration: { registeredOn } }) =>
    registeredOn !== undefined && registeredOn.precision !== 'day'
      ? warning(registrationDayMissing.code, ['op_date'], { date: registeredOn.text })
      : undefined,
  ),
};
