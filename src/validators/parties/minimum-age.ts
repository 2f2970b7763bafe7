import { formatDay } from '../../domain/calendar.js';
import type { PartialDate } from '../../domain/partial-date.js';
import type { Reference } from '../../domain/reference.js';
import type { Party, Registration } from '../../domain/registration.js';
import type { Finding } from '../../domain/finding.js';
import type { Rule, RuleContext } from '../../domain/rule.js';
import { eachParty, error, warning } from '../check.js';
import { birthSpan, isMinority } from '../party-facts.js';
import { birthdayOf } from './age.js';

/** Autonomous areas that vary the law go two years below it, to 20 and 18. Which of ours do is not certain. */
const VARIATION_YEARS = 2;
const LOWEST_AGES = { male: 20, female: 18 } as const;

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
  check: eachParty((party, context) => {
    const { registeredOn } = context.registration;
    const birth = birthSpan(party);
    if (registeredOn === undefined || birth === undefined) return undefined;
    const years = minimumYears(party, registeredOn, context.reference);
    if (years === undefined) return undefined;
    const reachedOn = birthdayOf(birth.first, years);
    return registeredOn.last > reachedOn ? undefined : judge(party, context, { years, reachedOn, birth: birth.first });
  }),
};

interface Reading {
  readonly years: number;
  /** The earliest birthday on which the age can have been reached. */
  readonly reachedOn: number;
  readonly birth: number;
}

/** The law of the earliest day the date may mean is the mildest: the ages have only ever risen. */
function minimumYears(party: Party, registeredOn: PartialDate, reference: Reference): number | undefined {
  const law = reference.law('minimum-age', registeredOn.first) ?? reference.law('minimum-age', registeredOn.last);
  const years = law?.values[party.sex === 'male' ? 'manYears' : 'womanYears'];
  return years === undefined ? undefined : Number(years);
}

function judge(party: Party, { registration, settings }: RuleContext, reading: Reading): Finding | undefined {
  const { registeredOn } = registration;
  if (registeredOn === undefined) return undefined;
  const fields = [party.fields.birth, 'op_date'] as const;
  const values = { minimumYears: reading.years, reachedOn: formatDay(reading.reachedOn), date: registeredOn.text };
  if (registeredOn.last === reading.reachedOn) {
    return settings.ageReached === 'birthday' ? undefined : warning(minimumAge.code, fields, values);
  }
  const varied = isVariation(party, registration, reading, registeredOn.last);
  return varied ? warning(minimumAge.code, fields, values) : error(minimumAge.code, fields, values);
}

function isVariation(party: Party, { man, woman }: Registration, { years, birth }: Reading, registered: number): boolean {
  if (!isMinority(man.ethnic) && !isMinority(woman.ethnic)) return false;
  const lowest = Math.max(years - VARIATION_YEARS, LOWEST_AGES[party.sex]);
  return registered >= birthdayOf(birth, lowest);
}
