import type { Rule } from '../../domain/rule.js';
import { eachParty, graded } from '../check.js';
import { isMainland } from '../party-facts.js';
import { isNumberRequired } from '../presence/number-required.js';

/**
 * No finding: no number is a stand-in such as 000000000000000000 or zeros and a birth date. Graded like a missing
 * number: an error for mainland parties since 2004, otherwise a warning. Such a number is never joined on.
 */
export const documentPlaceholder: Rule = {
  code: 'document-placeholder',
  severity: 'error',
  fields: ['cert_num_man', 'cert_num_woman'],
  appliesTo: 'all',
  source: 'Beijing backfill: zeros and the birth date for a missing number (docs/records.md)',
  inForce: {},
  text: {
    zh: {
      title: '证件号码为占位号',
      message: '{field}（{readNumber}）不是真实号码，是补录时的占位号。',
      advice: '请按档案补录真实号码；档案中没有的，留空即可。',
    },
    en: {
      title: 'Placeholder number',
      message: '{field} ({readNumber}) is not a number but a stand-in typed during backfill.',
      advice: 'Enter the number from the archive; where the archive has none, leave the cell empty.',
    },
  },
  check: eachParty((party, context) => {
    if (party.document?.kind !== 'placeholder') return undefined;
    const certain = isNumberRequired(context) && isMainland(party);
    const values = { readNumber: party.document.text };
    return graded(certain, documentPlaceholder.code, [party.fields.documentNumber], values);
  }),
};
