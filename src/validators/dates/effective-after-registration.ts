import type { Rule } from '../../domain/rule.js';
import { error, once } from '../check.js';

/** No finding: no effective date, or one that may lie on or before the registration. */
export const effectiveAfterRegistration: Rule = {
  code: 'effective-after-registration',
  severity: 'error',
  fields: ['effective_date', 'op_date'],
  appliesTo: 'all',
  source: '民法典婚姻家庭编解释(一) Art. 6: a late registration reaches back',
  inForce: {},
  text: {
    zh: {
      title: '生效晚于登记',
      message: '{field}（{effective}）晚于登记日期（{date}）。',
      advice: '补办登记的效力向前追溯，不会晚于登记日，请核对两个日期。',
    },
    en: {
      title: 'Effective after the registration',
      message: '{field} ({effective}) lies after the date of registration ({date}).',
      advice: 'A late registration reaches back in time, never forward: check both dates.',
    },
  },
  check: once(({ registration: { effectiveOn, registeredOn } }) => {
    if (effectiveOn === undefined || registeredOn === undefined || effectiveOn.first <= registeredOn.last) return undefined;
    const values = { effective: effectiveOn.text, date: registeredOn.text };
    return error(effectiveAfterRegistration.code, ['effective_date', 'op_date'], values);
  }),
};
