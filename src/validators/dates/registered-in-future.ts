import type { Rule } from '../../domain/rule.js';
import { error, once } from '../check.js';

/** No finding: the registration may lie on or before today (Asia/Shanghai). */
export const registeredInFuture: Rule = {
  code: 'registered-in-future',
  severity: 'error',
  fields: ['op_date'],
  appliesTo: 'all',
  source: 'Dates in order: registration ≤ today',
  inForce: {},
  text: {
    zh: {
      title: '登记日期在将来',
      message: '{field}（{date}）晚于今天。',
      advice: '请按证件核对年份；同时检查本机日期是否正确。',
    },
    en: {
      title: 'Registered in the future',
      message: '{field} ({date}) lies after today.',
      advice: 'Check the year against the certificate, and the date of this computer.',
    },
  },
  check: once(({ registration: { registeredOn }, today }) =>
    registeredOn !== undefined && registeredOn.first > today
      ? error(registeredInFuture.code, ['op_date'], { date: registeredOn.text })
      : undefined,
  ),
};
