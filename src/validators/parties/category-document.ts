import type { Party } from '../../domain/registration.js';
import type { Rule } from '../../domain/rule.js';
import { eachParty, warning } from '../check.js';
import { soundNumber } from '../party-facts.js';

/** The CERT_TYPE codes that each ID_TYPE may present. Mainland officers and soldiers also hold identity cards. */
const DOCUMENTS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['1', new Set(['1', '112', '113', '6', '7', '8'])],
  ['2', new Set(['2', '5', '8'])],
  ['3', new Set(['3', '5', '8'])],
  ['4', new Set(['4', '5', '8', '511'])],
  ['5', new Set(['1', '5', '8'])],
  ['6', new Set(['5', '8'])],
  ['7', new Set(['1', '6', '7'])],
]);
const NEVER_MAINLAND_NUMBERS: ReadonlySet<string> = new Set(['2', '3', '4', '6']);

/**
 * No finding: category empty; or document type empty or one that the category presents, and no mainland number on a
 * resident of Hong Kong, Macao or Taiwan or on a foreigner, and no residence permit on a mainland party.
 */
export const categoryDocument: Rule = {
  code: 'category-document',
  severity: 'warning',
  fields: ['id_type_man', 'id_type_woman', 'cert_type_man', 'cert_type_woman', 'cert_num_man', 'cert_num_woman'],
  appliesTo: 'all',
  source: 'ID_TYPE, CERT_TYPE; 婚姻登记条例 Art. 5: documents of each kind of party',
  inForce: {},
  text: {
    zh: {
      title: '身份类别与证件不符',
      message: '{field}为“{category}”，与所持证件的类型或号码不符。',
      advice: '请对照证件复印件，核对身份类别、证件类型和号码三项。',
    },
    en: {
      title: 'Category and document differ',
      message: '{field} is "{category}", which does not go with the type or number of the document.',
      advice: 'Compare category, document type and number with the copy of the document.',
    },
  },
  check: eachParty((party) => {
    if (party.idType === '' || (typeAgrees(party) && numberAgrees(party))) return undefined;
    const { fields } = party;
    const values = { category: party.idType };
    return warning(categoryDocument.code, [fields.idType, fields.documentType, fields.documentNumber], values);
  }),
};

function typeAgrees({ idType, documentType }: Party): boolean {
  const allowed = DOCUMENTS.get(idType);
  return documentType === '' || allowed === undefined || allowed.has(documentType);
}

function numberAgrees(party: Party): boolean {
  const number = soundNumber(party);
  if (number === undefined) return true;
  if (number.kind === 'residence-permit') return party.idType !== '1' && party.idType !== '7';
  return !NEVER_MAINLAND_NUMBERS.has(party.idType);
}
