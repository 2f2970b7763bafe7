import type { Rule } from '../../domain/rule.js';
import { NOTHING, error } from '../check.js';
import { unreadableDates } from './date-cells.js';

/** No finding: no unreadable date cell speaks of the lunar calendar, by word or by a 29th or 30th day of the second month. */
export const dateLunar: Rule = {
  code: 'date-lunar',
  severity: 'error',
  fields: ['op_date', 'effective_date', 'old_op_date', 'cohabit_date', 'birth_man', 'birth_woman'],
  appliesTo: 'all',
  source: 'Backfill experience: lunar dates entered as solar (docs/records.md)',
  inForce: {},
  text: {
    zh: {
      title: '疑为农历日期',
      message: '{field}“{value}”在公历中不存在，疑为农历。',
      advice: '请核对身份证或户口簿，换算为公历后填写。',
    },
    en: {
      title: 'Looks like a lunar date',
      message: '{field} "{value}" does not exist in the solar calendar and looks lunar.',
      advice: 'Check the identity card or hukou book and enter the solar date.',
    },
  },
  check: ({ registration }) => {
    const keys = unreadableDates(registration, true);
    if (keys === undefined) return NOTHING;
    return keys.map((key) => error(dateLunar.code, [key], { value: registration.values[key] }));
  },
};
