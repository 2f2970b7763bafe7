import type { Rule } from '../../domain/rule.js';
import { NOTHING, error } from '../check.js';
import { unreadableDates } from './date-cells.js';

/** No finding: every date cell is empty or a real date in a form of docs/records.md. Lunar ones are date-lunar. */
export const dateUnreadable: Rule = {
  code: 'date-unreadable',
  severity: 'error',
  fields: ['op_date', 'effective_date', 'old_op_date', 'cohabit_date', 'birth_man', 'birth_woman'],
  appliesTo: 'all',
  source: 'GB/T 7408; docs/records.md',
  inForce: {},
  text: {
    zh: {
      title: '日期无法识别',
      message: '{field}“{value}”不是有效日期。',
      advice: '请按纸质档案改为“年-月-日”；只知年或年月的，填“1986”或“1986-05”。',
    },
    en: {
      title: 'Unreadable date',
      message: '{field} "{value}" is not a valid date.',
      advice: 'Write it as year-month-day from the paper archive; where only the year or month is known, write 1986 or 1986-05.',
    },
  },
  check: ({ registration }) => {
    const keys = unreadableDates(registration, false);
    if (keys === undefined) return NOTHING;
    return keys.map((key) => error(dateUnreadable.code, [key], { value: registration.values[key] }));
  },
};
