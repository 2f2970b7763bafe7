import type { Rule } from '../../domain/rule.js';
import { eachParty, warning } from '../check.js';

const DIVORCED = '40';

/** No finding: the flag of remarriage is not 1, or both statuses are 40 or empty. */
export const renewalNeedsDivorced: Rule = {
  code: 'renewal-needs-divorced',
  severity: 'warning',
  fields: ['renew_flag', 'marry_status_man', 'marry_status_woman'],
  appliesTo: ['IA'],
  source: '民法典 Art. 1083: the same couple marries again after its divorce',
  inForce: {},
  text: {
    zh: {
      title: '复婚但非离婚状况',
      message: '标为复婚，但{field}为“{status}”，不是离婚（40）。',
      advice: '复婚双方登记前都应为离婚；请核对复婚标志和婚姻状况。',
    },
    en: {
      title: 'Remarriage without divorce',
      message: 'Marked as remarriage of the same couple, but {field} is "{status}", not divorced (40).',
      advice: 'Both were divorced before they married again: check the flag and the marital status.',
    },
  },
  check: eachParty(({ maritalStatus, fields }, { registration: { values } }) => {
    if (values.renew_flag !== '1' || maritalStatus === '' || maritalStatus === DIVORCED) return undefined;
    return warning(renewalNeedsDivorced.code, [fields.maritalStatus, 'renew_flag'], { status: maritalStatus });
  }),
};
