import type { Rule } from '../../domain/rule.js';
import { eachParty, warning } from '../check.js';
import { birthDifference, birthValues } from './birth-difference.js';

/**
 * No finding: the birth column, read as a lunar date, is not the birth date inside the number (give or take a day).
 * Such rows are loaded: the contradiction is explained, and a clerk can set it right.
 */
export const birthLooksLunar: Rule = {
  code: 'birth-looks-lunar',
  severity: 'warning',
  fields: ['birth_man', 'birth_woman', 'cert_num_man', 'cert_num_woman'],
  appliesTo: 'all',
  source: 'Backfill experience: lunar birthdays entered as solar (docs/records.md)',
  inForce: {},
  text: {
    zh: {
      title: '出生日期疑为农历',
      message: '{field}（{birth}）按农历换算正是证件号码中的出生日期（{birthInDocument}），疑把农历当作公历。',
      advice: '请核对身份证或户口簿，以公历为准更正。',
    },
    en: {
      title: 'Birth date looks lunar',
      message: '{field} ({birth}), read as a lunar date, is the birth date inside the number ({birthInDocument}).',
      advice: 'Check the identity card or hukou book and enter the solar date.',
    },
  },
  check: eachParty((party) =>
    birthDifference(party) === 'lunar'
      ? warning(birthLooksLunar.code, [party.fields.birth, party.fields.documentNumber], birthValues(party))
      : undefined,
  ),
};
