import type { Rule } from '../../domain/rule.js';
import { graded, once } from '../check.js';
import { REGISTRATION_BEGINS, REPUBLIC_FOUNDED, certainlyBefore } from '../eras.js';

/** No finding: the registration may lie on or after 1950-05-01. Before 1949-10-01 it is an error, between the two a warning. */
export const registeredBeforeRegistry: Rule = {
  code: 'registered-before-registry',
  severity: 'error',
  fields: ['op_date'],
  appliesTo: 'all',
  source: '婚姻法 (1950-05-01): registration begins',
  inForce: {},
  text: {
    zh: {
      title: '登记日期早于婚姻登记制度',
      message: '{field}（{date}）早于 1950 年 5 月 1 日《婚姻法》施行。',
      advice: '请核对年份是否录错（如 1905 应为 2005），以及是否把民国纪年当作公历。',
    },
    en: {
      title: 'Registered before registration began',
      message: '{field} ({date}) lies before the Marriage Law came into force on 1 May 1950.',
      advice: 'Check the year for a slip (1905 for 2005) or a year of the Republican calendar.',
    },
  },
  check: once(({ registration: { registeredOn } }) => {
    if (registeredOn === undefined || !certainlyBefore(registeredOn, REGISTRATION_BEGINS)) return undefined;
    const certain = certainlyBefore(registeredOn, REPUBLIC_FOUNDED);
    return graded(certain, registeredBeforeRegistry.code, ['op_date'], { date: registeredOn.text });
  }),
};
