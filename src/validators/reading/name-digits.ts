import type { Rule } from '../../domain/rule.js';
import { eachParty, error } from '../check.js';

const DIGIT = /\p{Nd}/u;

/** No finding: neither name holds a digit. Chinese numerals (一, 三) are ordinary characters of names. */
export const nameDigits: Rule = {
  code: 'name-digits',
  severity: 'error',
  fields: ['name_man', 'name_woman'],
  appliesTo: 'all',
  source: '公安部姓名登记规定: names are written in standard characters',
  inForce: {},
  text: {
    zh: {
      title: '姓名含数字',
      message: '{field}含有数字。',
      advice: '多半是列错位，请核对整行后按纸质档案更正。',
    },
    en: {
      title: 'Digit in a name',
      message: '{field} holds a digit.',
      advice: 'Columns have probably shifted: check the whole row and correct it from the paper archive.',
    },
  },
  check: eachParty(({ name, fields }) => (DIGIT.test(name) ? error(nameDigits.code, [fields.name]) : undefined)),
};
