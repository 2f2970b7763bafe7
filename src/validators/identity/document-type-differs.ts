import type { IdentityDocument } from '../../domain/identity-document.js';
import type { Rule } from '../../domain/rule.js';
import { eachParty, warning } from '../check.js';
import { isRounded } from './document-number-rounded.js';

const IDENTITY_CARDS: ReadonlySet<string> = new Set(['1', '112']);
/** CERT_TYPE of residents of Hong Kong, Macao and Taiwan, and how the residence permits of each begin. */
const PERMIT_PLACES: Readonly<Record<string, string>> = { '2': '81', '3': '82', '4': '83' };
const OTHER_DOCUMENT = '8';
/** Passport, and Taiwan permit of GA/T 517: the documents besides identity cards whose numbers all have one shape. */
const HAVE_A_SHAPE: ReadonlySet<string> = new Set(['5', '511']);

/**
 * No finding: no document type, or one that the number's certain shape allows: resident numbers with identity cards,
 * residence permits with 8 or the permit's own place, foreign cards with 5 or 8; a shape of nothing neither with a passport nor
 * with a Taiwan permit. Other shapes prove nothing about the type.
 */
export const documentTypeDiffers: Rule = {
  code: 'document-type-differs',
  severity: 'warning',
  fields: ['cert_type_man', 'cert_type_woman', 'cert_num_man', 'cert_num_woman'],
  appliesTo: 'all',
  source: 'CERT_TYPE; GB 11643-1999; 国办发〔2018〕81号',
  inForce: {},
  text: {
    zh: {
      title: '证件类型与号码不符',
      message: '{field}为“{documentType}”，号码（{readNumber}）却不是这种证件的格式。',
      advice: '请对照证件复印件，改正证件类型或号码。',
    },
    en: {
      title: 'Document type and number differ',
      message: '{field} is "{documentType}", but the number ({readNumber}) does not have the shape of that document.',
      advice: 'Compare with the copy of the document and correct the type or the number.',
    },
  },
  check: eachParty(({ document, documentType, fields }) => {
    if (document === undefined || documentType === '' || allows(documentType, document)) return undefined;
    const values = { documentType, readNumber: document.text };
    return warning(documentTypeDiffers.code, [fields.documentType, fields.documentNumber], values);
  }),
};

function allows(documentType: string, document: IdentityDocument): boolean {
  switch (document.kind) {
    case 'resident-15':
    case 'resident-18':
      return IDENTITY_CARDS.has(documentType) || !(document.checkPasses && document.birthIsRealDay);
    case 'residence-permit':
      return documentType === OTHER_DOCUMENT || document.text.slice(0, 2) === PERMIT_PLACES[documentType];
    case 'foreign-permanent-resident':
      return documentType === '5' || documentType === OTHER_DOCUMENT || IDENTITY_CARDS.has(documentType);
    case 'other':
      return !HAVE_A_SHAPE.has(documentType) || isRounded(document);
    default:
      return true;
  }
}
