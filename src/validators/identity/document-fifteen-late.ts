import type { Rule } from '../../domain/rule.js';
import { eachParty, error } from '../check.js';

/** No finding: no 15-digit number on a registration that is certainly since 2013, when first-generation cards had ended. */
export const documentFifteenLate: Rule = {
  code: 'document-fifteen-late',
  severity: 'error',
  fields: ['cert_num_man', 'cert_num_woman'],
  appliesTo: 'all',
  source: '居民身份证法 (2011 amendment): first-generation cards void from 2013-01-01',
  inForce: { from: '2013-01-01' },
  text: {
    zh: {
      title: '15 位号码已停用',
      message: '{field}（{readNumber}）是 15 位旧号码，登记时第一代身份证已停用。',
      advice: '请核对登记日期；日期无误的，按证件复印件改录 18 位号码。',
    },
    en: {
      title: '15-digit number no longer valid',
      message: '{field} ({readNumber}) has 15 digits, but first-generation cards were void on the date of registration.',
      advice: 'Check the date; if it is right, enter the 18-digit number from the copy of the document.',
    },
  },
  check: eachParty(({ document, fields }) =>
    document?.kind === 'resident-15' ? error(documentFifteenLate.code, [fields.documentNumber], { readNumber: document.text }) : undefined,
  ),
};
