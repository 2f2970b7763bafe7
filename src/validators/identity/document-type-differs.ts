import type { IdentityDocument } from '../../domain/identity-document.js';
import type { Rule } from '../../domain/rule.js';
import { eachParty, warning } from '../check.js';

const IDENTITY_CARDS: ReadonlySet<string> = new Set(['1', '112']);
/** CERT_TYPE of residents of Hong Kong, Macao and Taiwan, and how the residence permits of each begin. */
const PERMIT_PLACES: Readonly<Record<string, string>> = { '2': '81', '3': '82', '4': '83' };
const OTHER_DOCUMENT = '8';

/**
 * No finding: no document type, or one that the number's certain shape allows: resident numbers with identity cards,
 * residence permits with 8 or the permit's own place, foreign cards with 5 or 8. Other shapes prove nothing about the type.
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
      message: '{field}为“{documentType}”,号码({readNumber})却是{shape}的格式。',
      advice: '请对照证件复印件,改正证件类型或号码。',
    },
    en: {
      title: 'Document type and number differ',
      message: '{field} is "{documentType}", but the number ({readNumber}) has the shape of another document ({shape}).',
      advice: 'Compare with the copy of the document and correct the type or the number.',
    },
  },
  check: eachParty(({ document, documentType, fields }) => {
    if (document === undefined || documentType === '' || allows(documentType, document)) return undefined;
    const values = { documentType, readNumber: document.text, shape: document.kind };
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
    default:
      return true;
  }
}
