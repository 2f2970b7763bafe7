import type { Party } from '../../domain/registration.js';
import type { Rule } from '../../domain/rule.js';
import { eachParty, warning } from '../check.js';
import { isChinese } from '../party-facts.js';

const MAINLAND = '1';
const FOREIGN = '6';
const MILITARY = '7';

/** No finding: category or nationality is empty; or categories 1 and 7 are Chinese and category 6 is not. */
export const categoryNation: Rule = {
  code: 'category-nation',
  severity: 'warning',
  fields: ['id_type_man', 'id_type_woman', 'nation_man', 'nation_woman'],
  appliesTo: 'all',
  source: 'ID_TYPE; GB/T 2659',
  inForce: {},
  text: {
    zh: {
      title: '身份类别与国籍不符',
      message: '身份类别为“{category}”，但{field}为“{nation}”。',
      advice: '请核对身份类别和国籍，改正其中录错的一项。',
    },
    en: {
      title: 'Category and nationality differ',
      message: 'The category is "{category}", but {field} is "{nation}".',
      advice: 'Check the category and the nationality and correct the one that is wrong.',
    },
  },
  check: eachParty((party) => {
    if (party.idType === '' || party.nation === '' || agrees(party)) return undefined;
    const values = { category: party.idType, nation: party.nation };
    return warning(categoryNation.code, [party.fields.nation, party.fields.idType], values);
  }),
};

function agrees({ idType, nation }: Party): boolean {
  if (idType === MAINLAND || idType === MILITARY) return isChinese(nation);
  return idType !== FOREIGN || !isChinese(nation);
}
