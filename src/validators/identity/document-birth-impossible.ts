import type { Rule } from '../../domain/rule.js';
import { eachParty, error } from '../check.js';
import { isResidentNumber } from '../party-facts.js';

/** No finding: the birth date inside each resident number is a day of the calendar. Silent while the check digit fails. */
export const documentBirthImpossible: Rule = {
  code: 'document-birth-impossible',
  severity: 'error',
  fields: ['cert_num_man', 'cert_num_woman'],
  appliesTo: 'all',
  source: 'GB 11643-1999: digits 7–14 are a date',
  inForce: {},
  text: {
    zh: {
      title: '证件号码中的生日不存在',
      message: '{field}（{readNumber}）中的出生日期在日历上不存在。',
      advice: '请对照证件复印件核对第 7 至 14 位。',
    },
    en: {
      title: 'Impossible birth date in the number',
      message: '{field} ({readNumber}) contains a birth date that no calendar has.',
      advice: 'Compare digits 7 to 14 with the copy of the document.',
    },
  },
  check: eachParty(({ document, fields }) =>
    isResidentNumber(document) && document.checkPasses && !document.birthIsRealDay
      ? error(documentBirthImpossible.code, [fields.documentNumber], { readNumber: document.text })
      : undefined,
  ),
};
