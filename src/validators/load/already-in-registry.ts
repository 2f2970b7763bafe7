import type { Finding } from '../../domain/finding.js';
import type { Rule } from '../../domain/rule.js';
import { warning } from '../check.js';

/** The registry holds exactly this registration: it is counted as already present and not loaded again. The loader finds it. */
export const alreadyInRegistry: Rule = {
  code: 'already-in-registry',
  severity: 'warning',
  fields: ['cert_no', 'dept_code', 'op_date'],
  appliesTo: 'all',
  source: '粤民函〔2019〕561号 Art. 32',
  inForce: {},
  text: {
    zh: {
      title: '库中已有',
      message: '库中已有完全相同的登记（记录 {record}），未重复导入。',
      advice: '无需处理。',
    },
    en: {
      title: 'Already in the registry',
      message: 'The registry already holds exactly this registration (record {record}); it was not loaded twice.',
      advice: 'Nothing to do.',
    },
  },
};

/** `record` names the record in the registry. */
export function foundAlreadyInRegistry(record: string | number): Finding {
  return warning(alreadyInRegistry.code, [], { record });
}
