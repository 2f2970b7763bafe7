import type { Rule } from '../../domain/rule.js';
import { error, once } from '../check.js';

/** No finding: no earlier date, or one that may lie on or before the registration (divorce after marriage, reissue after original). */
export const earlierRegistrationLater: Rule = {
  code: 'earlier-registration-later',
  severity: 'error',
  fields: ['old_op_date', 'op_date'],
  appliesTo: 'all',
  source: 'Dates in order: marriage ≤ divorce, original ≤ reissue',
  inForce: {},
  text: {
    zh: {
      title: '原登记晚于本次登记',
      message: '{field}（{earlier}）晚于本次登记日期（{date}）。',
      advice: '离婚应在结婚之后、补发应在原发之后，请核对两个日期是否填反。',
    },
    en: {
      title: 'Earlier registration is later',
      message: '{field} ({earlier}) lies after this registration ({date}).',
      advice: 'A divorce follows its marriage and a reissue its original: check whether the two dates are exchanged.',
    },
  },
  check: once(({ registration: { earlierRegisteredOn, registeredOn } }) => {
    if (earlierRegisteredOn === undefined || registeredOn === undefined) return undefined;
    if (earlierRegisteredOn.first <= registeredOn.last) return undefined;
    const values = { earlier: earlierRegisteredOn.text, date: registeredOn.text };
    return error(earlierRegistrationLater.code, ['old_op_date', 'op_date'], values);
  }),
};
