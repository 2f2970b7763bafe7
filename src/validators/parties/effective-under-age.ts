import type { Rule } from '../../domain/rule.js';
import { eachParty, warning } from '../check.js';
import { birthSpan } from '../party-facts.js';
import { birthdayOf } from '../../domain/marriage-age.js';

/** No finding: no effective date, or both parties may have had the age of the law on it. */
export const effectiveUnderAge: Rule = {
  code: 'effective-under-age',
  severity: 'warning',
  fields: ['effective_date', 'birth_man', 'birth_woman'],
  appliesTo: ['IA'],
  source: '民法典婚姻家庭编解释(一) Art. 6: effective once both met the conditions of marriage',
  inForce: {},
  text: {
    zh: {
      title: '生效日期早于法定婚龄',
      message: '生效日期（{effective}）时{party}未满 {minimumYears} 周岁。',
      advice: '补办的效力从双方都符合结婚条件时起算，请重新核定生效日期。',
    },
    en: {
      title: 'Effective before the age of marriage',
      message: 'On the effective date ({effective}) {party} had not reached {minimumYears} years.',
      advice: 'A late registration takes effect when both met the conditions of marriage: determine the effective date again.',
    },
  },
  check: eachParty((party, { registration: { effectiveOn }, reference }) => {
    const birth = effectiveOn === undefined ? undefined : birthSpan(party);
    if (effectiveOn === undefined || birth === undefined) return undefined;
    const years = reference.law('minimum-age', effectiveOn.first)?.values[party.sex === 'male' ? 'manYears' : 'womanYears'];
    if (years === undefined || effectiveOn.last >= birthdayOf(birth.first, Number(years))) return undefined;
    const values = { effective: effectiveOn.text, minimumYears: years };
    return warning(effectiveUnderAge.code, ['effective_date', party.fields.birth], values);
  }),
};
