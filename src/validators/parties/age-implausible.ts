import type { Rule } from '../../domain/rule.js';
import { eachParty, warning } from '../check.js';
import { birthSpan } from '../party-facts.js';

const PLAUSIBLE_AGE_YEARS = 100;

/** No finding: each party may be under 100 at the registration. */
export const ageImplausible: Rule = {
  code: 'age-implausible',
  severity: 'warning',
  fields: ['birth_man', 'birth_woman', 'op_date'],
  appliesTo: 'all',
  source: 'Backfill experience: a slip in the century',
  inForce: {},
  text: {
    zh: {
      title: '年龄过大',
      message: '{party}登记时已满 {years} 周岁以上。',
      advice: '请核对出生日期的世纪和登记日期。',
    },
    en: {
      title: 'Implausible age',
      message: 'On registration {party} was over {years} years old.',
      advice: 'Check the century of the birth date, and the date of registration.',
    },
  },
  check: eachParty((party, { registration: { registeredOn } }) => {
    const birth = birthSpan(party);
    if (registeredOn === undefined || birth === undefined) return undefined;
    if (registeredOn.first <= birth.last + PLAUSIBLE_AGE_YEARS * 10_000) return undefined;
    return warning(ageImplausible.code, [party.fields.birth, 'op_date'], { years: PLAUSIBLE_AGE_YEARS });
  }),
};
