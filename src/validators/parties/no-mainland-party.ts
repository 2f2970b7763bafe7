import type { Rule } from '../../domain/rule.js';
import { once, warning } from '../check.js';

const MAINLAND_OR_MILITARY: ReadonlySet<string> = new Set(['', '1', '7']);

/** No finding: at least one party is mainland, military or of no stated category. */
export const noMainlandParty: Rule = {
  code: 'no-mainland-party',
  severity: 'warning',
  fields: ['id_type_man', 'id_type_woman'],
  appliesTo: ['IA', 'IB'],
  source: '婚姻登记条例(国务院令第387号) Art. 4, 10',
  inForce: { from: '2003-10-01' },
  text: {
    zh: {
      title: '双方都不是内地居民',
      message: '男方身份类别为“{man}”，女方为“{woman}”，没有内地居民一方。',
      advice: '内地登记机关办理的登记应有一方为内地居民，请核对身份类别。',
    },
    en: {
      title: 'No mainland party',
      message: 'The man\'s category is "{man}" and the woman\'s "{woman}": neither is a mainland resident.',
      advice: 'A mainland office registers couples with at least one mainland resident: check the categories.',
    },
  },
  check: once(({ registration: { man, woman } }) => {
    if (MAINLAND_OR_MILITARY.has(man.idType) || MAINLAND_OR_MILITARY.has(woman.idType)) return undefined;
    return warning(noMainlandParty.code, ['id_type_man', 'id_type_woman'], { man: man.idType, woman: woman.idType });
  }),
};
