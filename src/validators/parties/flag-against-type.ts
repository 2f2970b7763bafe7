import type { FieldKey } from '../../domain/fields.js';
import type { Finding } from '../../domain/finding.js';
import type { Rule } from '../../domain/rule.js';
import { NOTHING, warning } from '../check.js';

const FLAGS: readonly FieldKey[] = ['renew_flag', 'remedy_flag'];

/** No finding: neither flag is 1 on a row that is not a marriage. */
export const flagAgainstType: Rule = {
  code: 'flag-against-type',
  severity: 'warning',
  fields: FLAGS,
  appliesTo: ['IB', 'ICA', 'ICB', 'ID'],
  source: 'RENEW_FLAG and REMEDY_FLAG belong to IA (docs/records.md)',
  inForce: {},
  text: {
    zh: {
      title: '标志与业务类型不符',
      message: '{field}为 1，但本行不是结婚登记。',
      advice: '复婚、补办标志只用于结婚登记；请核对业务类型或清除标志。',
    },
    en: {
      title: 'Flag against the type',
      message: '{field} is 1, but this row is not a marriage.',
      advice: 'Both flags belong to marriages only: check the type of registration or clear the flag.',
    },
  },
  check: ({ registration: { values } }) => {
    let findings: Finding[] | undefined;
    for (const key of FLAGS) {
      if (values[key] === '1') (findings ??= []).push(warning(flagAgainstType.code, [key]));
    }
    return findings ?? NOTHING;
  },
};
