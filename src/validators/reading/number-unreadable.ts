import { FIELDS } from '../../domain/fields.js';
import type { Rule } from '../../domain/rule.js';
import { eachFilled, error } from '../check.js';

const NUMBERS = FIELDS.filter((field) => field.kind === 'number' || field.kind === 'year');
const COUNT = /^\d{1,5}$/u;
const YEAR = /^(?:19|20)\d{2}$/u;

/** No finding: the archive year is empty or 1900–2099, the page count empty or one to five digits. */
export const numberUnreadable: Rule = {
  code: 'number-unreadable',
  severity: 'error',
  fields: NUMBERS.map((field) => field.key),
  appliesTo: 'all',
  source: 'MZ/T 117-2018',
  inForce: {},
  text: {
    zh: {
      title: '数字无法识别',
      message: '{field}“{value}”不是有效数字。',
      advice: '年度填四位年份，页数填整数。',
    },
    en: {
      title: 'Unreadable number',
      message: '{field} "{value}" is not a valid number.',
      advice: 'Write the year with four digits and the pages as a whole number.',
    },
  },
  check: eachFilled(NUMBERS, (value, field) =>
    (field.kind === 'year' ? YEAR : COUNT).test(value) ? undefined : error(numberUnreadable.code, [field.key], { value: value }),
  ),
};
