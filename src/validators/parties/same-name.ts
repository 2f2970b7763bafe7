import type { Rule } from '../../domain/rule.js';
import { once, warning } from '../check.js';

/** No finding: the two names differ, or one is empty. */
export const sameName: Rule = {
  code: 'same-name',
  severity: 'warning',
  fields: ['name_man', 'name_woman'],
  appliesTo: 'all',
  source: 'Backfill experience: one name typed twice',
  inForce: {},
  text: {
    zh: {
      title: '双方同名',
      message: '男女双方姓名完全相同。',
      advice: '同名夫妻极少，请按纸质档案核对是否重复录入了一方。',
    },
    en: {
      title: 'Both parties have one name',
      message: 'Man and woman have exactly the same name.',
      advice: 'Such couples are very rare: check against the paper archive whether one party was entered twice.',
    },
  },
  check: once(({ registration: { man, woman } }) =>
    man.name !== '' && man.name === woman.name ? warning(sameName.code, ['name_man', 'name_woman']) : undefined,
  ),
};
