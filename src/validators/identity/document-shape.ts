import type { IdentityDocument } from '../../domain/identity-document.js';
import type { Party } from '../../domain/registration.js';
import type { Finding } from '../../domain/finding.js';
import type { Rule } from '../../domain/rule.js';
import { eachParty, error, warning } from '../check.js';
import { RESIDENT_NUMBERS_BEGIN, certainlyBefore } from '../eras.js';
import { isResidentNumber } from '../party-facts.js';
import { isRounded } from './document-number-rounded.js';

/** 内地居民身份证 of CERT_TYPE and the temporary card of GA/T 517. */
const IDENTITY_CARDS: ReadonlySet<string> = new Set(['1', '112']);

/**
 * No finding: the number is empty, has the shape of a resident number (15 or 18 digits), or the row says that the document
 * is another one. With an identity card named any other shape is an error (before 1984-04-06 a warning); with neither
 * document nor category named, a shape of no known document is a warning.
 */
export const documentShape: Rule = {
  code: 'document-shape',
  severity: 'error',
  fields: ['cert_num_man', 'cert_num_woman', 'cert_type_man', 'cert_type_woman'],
  appliesTo: 'all',
  source: 'GB 11643-1999; CERT_TYPE',
  inForce: {},
  text: {
    zh: {
      title: '号码格式不对',
      message: '{field}（{readNumber}）不是居民身份证号码的格式（15 或 18 位）。',
      advice: '请核对是否漏位、多位或列错位；若是其他证件，请改正证件类型。',
    },
    en: {
      title: 'Wrong shape of number',
      message: '{field} ({readNumber}) does not have the shape of a resident identity number (15 or 18 digits).',
      advice: 'Look for a lost or extra digit or shifted columns; if it is another document, correct the document type.',
    },
  },
  check: eachParty((party, { registration }) => {
    const { document } = party;
    if (document === undefined || isResidentNumber(document)) return undefined;
    if (document.kind === 'placeholder' || isRounded(document)) return undefined;
    return judge(party, document, certainlyBefore(registration.registeredOn, RESIDENT_NUMBERS_BEGIN));
  }),
};

function judge(party: Party, document: IdentityDocument, beforeNumbers: boolean): Finding | undefined {
  const values = { readNumber: document.text };
  const fields = [party.fields.documentNumber];
  if (claimsIdentityCard(party)) {
    return beforeNumbers ? warning(documentShape.code, fields, values) : error(documentShape.code, fields, values);
  }
  const saysNothing = party.documentType === '' && party.idType === '';
  return saysNothing && document.kind === 'other' ? warning(documentShape.code, fields, values) : undefined;
}

function claimsIdentityCard({ documentType, idType }: Party): boolean {
  return documentType === '' ? idType === '1' : IDENTITY_CARDS.has(documentType);
}
