import { NAME_PLACEHOLDERS } from '../../domain/name-placeholders.js';
import type { Rule } from '../../domain/rule.js';
import { eachParty, error } from '../check.js';

/** No finding: neither name is one of the words that stand for "no name". */
export const namePlaceholder: Rule = {
  code: 'name-placeholder',
  severity: 'error',
  fields: ['name_man', 'name_woman'],
  appliesTo: 'all',
  source: 'MZ/T 113-2018: names are required',
  inForce: {},
  text: {
    zh: {
      title: '姓名为占位词',
      message: '{field}“{value}”不是姓名。',
      advice: '请按纸质档案补录姓名；档案字迹无法辨认的，请在备注说明并报上级处理。',
    },
    en: {
      title: 'Placeholder instead of a name',
      message: '{field} "{value}" is not a name.',
      advice: 'Enter the name from the paper archive; if it cannot be read, say so in the remarks and ask the superior bureau.',
    },
  },
  check: eachParty(({ name, fields }) =>
    NAME_PLACEHOLDERS.has(name) ? error(namePlaceholder.code, [fields.name], { value: name }) : undefined,
  ),
};
