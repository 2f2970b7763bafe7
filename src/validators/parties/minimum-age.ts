import { formatDay } from '../../domain/calendar.js';
import { isMinority, judgeMarriageAge } from '../../domain/marriage-age.js';
import type { Rule } from '../../domain/rule.js';
import { eachParty, graded } from '../check.js';
import { birthSpan } from '../party-facts.js';

/**
 * No finding: each birth is unknown, or the party may have turned the age of the law of the day before the registration
 * (setting `birthday`: on or before it). On the birthday itself with the setting `day-after`: warning. Below the age: error,
 * but a warning when a party belongs to a minority and has the age that autonomous areas may allow.
 */
export const minimumAge: Rule = {
  code: 'minimum-age',
  severity: 'error',
  fields: ['birth_man', 'birth_woman', 'op_date'],
  appliesTo: ['IA'],
  source: '婚姻法 1950 Art. 4, 1980 Art. 5, 36; 民法典 Art. 1047; Guangdong guidance on the day after the birthday',
  inForce: { from: '1950-05-01' },
  text: {
    zh: {
      title: '未达法定婚龄',
      message: '{party}登记时未满 {minimumYears} 周岁（满龄日 {reachedOn}，登记日 {date}）。',
      advice: '请核对出生日期与登记日期，注意虚岁和农历；少数民族变通规定、生日当天登记的，核实后保留。',
    },
    en: {
      title: 'Under the age of marriage',
      message: 'On registration {party} had not reached {minimumYears} years (reached on {reachedOn}, registered {date}).',
      advice:
        'Check the birth and registration dates, minding nominal ages and lunar dates; autonomous variations and birthdays may stand once verified.',
    },
  },
  check: eachParty((party, { registration: { registeredOn, man, woman }, reference, settings }) => {
    const birth = birthSpan(party);
    if (registeredOn === undefined || birth === undefined) return undefined;
    const minorityCouple = isMinority(man.ethnic) || isMinority(woman.ethnic);
    const facts = { sex: party.sex, birth: birth.first, registered: registeredOn, minorityCouple };
    const verdict = judgeMarriageAge(facts, reference, settings);
    if (verdict === undefined) return undefined;
    const values = { minimumYears: verdict.years, reachedOn: formatDay(verdict.reachedOn), date: registeredOn.text };
    return graded(verdict.severity === 'error', minimumAge.code, [party.fields.birth, 'op_date'], values);
  }),
};
