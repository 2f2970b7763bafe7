import type { FieldKey } from '../../domain/fields.js';
import type { Finding } from '../../domain/finding.js';
import type { Rule } from '../../domain/rule.js';
import { error } from '../check.js';

/** The row was read from a scan by a machine, and nothing proves some of its fields. The import of scans finds it. */
export const scanDoubtful: Rule = {
  code: 'scan-doubtful',
  severity: 'error',
  fields: [],
  appliesTo: 'all',
  source: '婚姻登记档案管理办法 Art. 6, 32: what is entered agrees with the paper',
  inForce: {},
  text: {
    zh: {
      title: '识读待核对',
      message: '机器从扫描件识读，没有把握：{fields}。',
      advice: '请运行 mreg review，对照图像核对这些字段；确认或改正后入库。',
    },
    en: {
      title: 'Read with doubt',
      message: 'Read from a scan by a machine, and not certain: {fields}.',
      advice: 'Run mreg review and compare these fields with the picture; confirmed or corrected, the row is loaded.',
    },
  },
};

/** `fields` are those that a person has to look at. */
export function foundScanDoubtful(fields: readonly FieldKey[]): Finding {
  return error(scanDoubtful.code, fields);
}
