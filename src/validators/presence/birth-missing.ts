import type { Rule } from '../../domain/rule.js';
import { eachParty, warning } from '../check.js';

/** No finding: both birth cells are filled. Before the rules of 1986 many archives give an age only. */
export const birthMissing: Rule = {
  code: 'birth-missing',
  severity: 'warning',
  fields: ['birth_man', 'birth_woman'],
  appliesTo: 'all',
  source: '婚姻登记办法 (1986-03-15)',
  inForce: { from: '1986-03-15' },
  text: {
    zh: {
      title: '缺少出生日期',
      message: '{field}为空。',
      advice: '请按身份证或户口簿复印件补录；只有年龄的，请在备注写明。',
    },
    en: {
      title: 'Date of birth missing',
      message: '{field} is empty.',
      advice: 'Fill it in from the copy of the identity card or hukou book; if only an age is given, say so in the remarks.',
    },
  },
  check: eachParty(({ fields }, { registration }) =>
    registration.values[fields.birth] === '' ? warning(birthMissing.code, [fields.birth]) : undefined,
  ),
};
