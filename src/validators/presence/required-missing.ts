import type { FieldKey } from '../../domain/fields.js';
import type { Finding } from '../../domain/finding.js';
import type { Rule } from '../../domain/rule.js';
import { NOTHING, error } from '../check.js';

const REQUIRED: readonly FieldKey[] = ['op_type', 'op_date', 'name_man', 'name_woman'];

/** No finding: type, date and both names are filled. Without them there is no event to record, whatever its age. */
export const requiredMissing: Rule = {
  code: 'required-missing',
  severity: 'error',
  fields: REQUIRED,
  appliesTo: 'all',
  source: 'MZ/T 113-2018',
  inForce: {},
  text: {
    zh: {
      title: '缺少必填项',
      message: '{field}为空。',
      advice: '请按纸质档案补录；档案中确实没有的，请在备注说明并报上级处理。',
    },
    en: {
      title: 'Required value missing',
      message: '{field} is empty.',
      advice: 'Fill it in from the paper archive; if the paper lacks it too, say so in the remarks and ask the superior bureau.',
    },
  },
  check: ({ registration: { values } }) => {
    let findings: Finding[] | undefined;
    for (const key of REQUIRED) {
      if (values[key] === '') (findings ??= []).push(error(requiredMissing.code, [key]));
    }
    return findings ?? NOTHING;
  },
};
