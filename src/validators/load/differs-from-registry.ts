import type { FieldKey } from '../../domain/fields.js';
import type { Finding } from '../../domain/finding.js';
import type { Rule } from '../../domain/rule.js';
import { error } from '../check.js';

/** The registry holds a record with the same key but other content. An import never overwrites. The loader finds it. */
export const differsFromRegistry: Rule = {
  code: 'differs-from-registry',
  severity: 'error',
  fields: ['cert_no', 'dept_code', 'op_date'],
  appliesTo: 'all',
  source: '粤民函〔2019〕561号 Art. 31, 32',
  inForce: {},
  text: {
    zh: {
      title: '与库中记录不一致',
      message: '库中已有同一笔登记（记录 {record}），但内容不同（{fields}）。',
      advice: '导入不会覆盖已有记录。确需更改的，请按第三十一条走业务问题更正；库中正确的，请将本行作废。',
    },
    en: {
      title: 'Differs from the registry',
      message: 'The registry already holds this registration (record {record}), with other content ({fields}).',
      advice: 'An import never overwrites. If the registry is wrong, correct it under Article 31; if it is right, discard this row.',
    },
  },
};

/** `record` names the record in the registry; `fields` are the columns that differ. */
export function foundDiffersFromRegistry(record: string | number, fields: readonly FieldKey[]): Finding {
  return error(differsFromRegistry.code, fields, { record });
}
