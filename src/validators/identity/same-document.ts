import type { IdentityDocument } from '../../domain/identity-document.js';
import type { Rule } from '../../domain/rule.js';
import { error, once } from '../check.js';
import { isResidentNumber } from '../party-facts.js';

/** No finding: the two numbers differ, 15 digits being compared by their 18-digit reading; placeholders are not compared. */
export const sameDocument: Rule = {
  code: 'same-document',
  severity: 'error',
  fields: ['cert_num_man', 'cert_num_woman'],
  appliesTo: 'all',
  source: 'GB 11643-1999: one number, one person',
  inForce: {},
  text: {
    zh: {
      title: '双方证件号码相同',
      message: '男女双方的证件号码相同（{readNumber}）。',
      advice: '请按证件复印件分别核对双方号码。',
    },
    en: {
      title: 'Same number on both parties',
      message: 'Man and woman have the same document number ({readNumber}).',
      advice: 'Check both numbers against the copies of the documents.',
    },
  },
  check: once(({ registration: { man, woman } }) => {
    if (man.document === undefined || woman.document === undefined || man.document.kind === 'placeholder') return undefined;
    if (comparable(man.document) !== comparable(woman.document)) return undefined;
    return error(sameDocument.code, ['cert_num_man', 'cert_num_woman'], { readNumber: man.document.text });
  }),
};

function comparable(document: IdentityDocument): string {
  return isResidentNumber(document) ? document.eighteen : document.text;
}
