import type { IdentityDocument } from '../../domain/identity-document.js';
import type { Rule } from '../../domain/rule.js';
import { eachParty, error } from '../check.js';
import { isResidentNumber } from '../party-facts.js';
import { isRounded } from './document-number-rounded.js';

/** No finding: every 18-digit number (resident, residence permit, new foreign card) passes MOD 11-2; 15 digits have no check. */
export const documentCheckDigit: Rule = {
  code: 'document-check-digit',
  severity: 'error',
  fields: ['cert_num_man', 'cert_num_woman'],
  appliesTo: 'all',
  source: 'GB 11643-1999; ISO/IEC 7064 MOD 11-2',
  inForce: {},
  text: {
    zh: {
      title: '证件号码校验位不符',
      message: '{field}（{readNumber}）的校验位不正确，至少有一位录错。',
      advice: '请对照证件复印件逐位核对后更正。',
    },
    en: {
      title: 'Check digit fails',
      message: '{field} ({readNumber}) fails its check digit: at least one digit is wrong.',
      advice: 'Compare it digit by digit with the copy of the document and correct it.',
    },
  },
  check: eachParty(({ document, fields }) =>
    document !== undefined && checkFails(document) && !isRounded(document)
      ? error(documentCheckDigit.code, [fields.documentNumber], { readNumber: document.text })
      : undefined,
  ),
};

function checkFails(document: IdentityDocument): boolean {
  if (isResidentNumber(document)) return !document.checkPasses;
  return document.kind === 'foreign-permanent-resident' && document.checkPasses === false;
}
