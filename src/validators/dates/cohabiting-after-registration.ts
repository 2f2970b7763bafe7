import type { Rule } from '../../domain/rule.js';
import { error, once } from '../check.js';

/** No finding: no cohabitation date, or one that may lie on or before the registration. */
export const cohabitingAfterRegistration: Rule = {
  code: 'cohabiting-after-registration',
  severity: 'error',
  fields: ['cohabit_date', 'op_date'],
  appliesTo: 'all',
  source: 'RC_MARRY.COHABIT_DATE: living together before a late registration',
  inForce: {},
  text: {
    zh: {
      title: '同居日期晚于登记',
      message: '{field}（{cohabiting}）晚于登记日期（{date}）。',
      advice: '补办登记以登记前的同居日期为准，请核对两个日期。',
    },
    en: {
      title: 'Living together after the registration',
      message: '{field} ({cohabiting}) lies after the date of registration ({date}).',
      advice: 'A late registration states since when the couple lived together before it: check both dates.',
    },
  },
  check: once(({ registration: { cohabitingSince, registeredOn } }) => {
    if (cohabitingSince === undefined || registeredOn === undefined) return undefined;
    if (cohabitingSince.first <= registeredOn.last) return undefined;
    const values = { cohabiting: cohabitingSince.text, date: registeredOn.text };
    return error(cohabitingAfterRegistration.code, ['cohabit_date', 'op_date'], values);
  }),
};
