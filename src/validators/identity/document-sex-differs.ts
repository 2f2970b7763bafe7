import type { Rule } from '../../domain/rule.js';
import { eachParty, error } from '../check.js';
import { soundNumber } from '../party-facts.js';
import { arePartiesSwapped } from './parties-swapped.js';

/** No finding: the 17th digit is odd for the man and even for the woman. When both are reversed, parties-swapped says it once. */
export const documentSexDiffers: Rule = {
  code: 'document-sex-differs',
  severity: 'error',
  fields: ['cert_num_man', 'cert_num_woman'],
  appliesTo: 'all',
  source: 'GB 11643-1999: an odd 17th digit is male',
  inForce: {},
  text: {
    zh: {
      title: '证件号码性别不符',
      message: '{field}（{readNumber}）的性别位与所在一方不符。',
      advice: '请对照证件复印件核对号码，并确认是否填错了一方。',
    },
    en: {
      title: 'Sex in the number differs',
      message: '{field} ({readNumber}) says the other sex in its 17th digit.',
      advice: 'Compare the number with the copy of the document, and check that it stands on the right side.',
    },
  },
  check: eachParty((party, { registration }) => {
    const number = soundNumber(party);
    if (number === undefined || number.sex === party.sex || arePartiesSwapped(registration)) return undefined;
    return error(documentSexDiffers.code, [party.fields.documentNumber], { readNumber: number.text });
  }),
};
