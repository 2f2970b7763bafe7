import type { Rule } from '../../domain/rule.js';
import { eachParty, graded } from '../check.js';
import { isMainland } from '../party-facts.js';
import { isNumberRequired } from './number-required.js';

/**
 * No finding: both parties have a document number. Where the law table calls a missing number wrong (since 2004), it is an
 * error for mainland parties; before that, and for others, a warning.
 */
export const documentMissing: Rule = {
  code: 'document-missing',
  severity: 'error',
  fields: ['cert_num_man', 'cert_num_woman'],
  appliesTo: 'all',
  source: '婚姻登记条例(国务院令第387号) Art. 5, 11',
  inForce: { from: '1991-01-01' },
  text: {
    zh: {
      title: '缺少证件号码',
      message: '{field}为空。',
      advice: '请按档案中的证件复印件或声明书补录。',
    },
    en: {
      title: 'Document number missing',
      message: '{field} is empty.',
      advice: 'Fill it in from the copy of the document or the declaration in the archive.',
    },
  },
  check: eachParty((party, context) =>
    party.document === undefined
      ? graded(isNumberRequired(context) && isMainland(party), documentMissing.code, [party.fields.documentNumber])
      : undefined,
  ),
};
