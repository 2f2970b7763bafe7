import type { Rule } from '../../domain/rule.js';
import { error, once } from '../check.js';

/** No finding: the type is empty (reported as missing) or one of IA, IB, ICA, ICB, ID. */
export const opTypeUnknown: Rule = {
  code: 'op-type-unknown',
  severity: 'error',
  fields: ['op_type'],
  appliesTo: 'all',
  source: 'RC_MARRY.OP_TYPE (docs/records.md)',
  inForce: {},
  text: {
    zh: {
      title: '业务类型无法识别',
      message: '{field}“{value}”不是已知类型。',
      advice: '请填 IA 结婚登记、IB 离婚登记、ICA 补发结婚证、ICB 补发离婚证或 ID 撤销婚姻。',
    },
    en: {
      title: 'Unknown type of registration',
      message: '{field} "{value}" is not a known type.',
      advice: 'Use IA marriage, IB divorce, ICA marriage certificate reissued, ICB divorce certificate reissued or ID revocation.',
    },
  },
  check: once(({ registration: { values, opType } }) =>
    opType === undefined && values.op_type !== '' ? error(opTypeUnknown.code, ['op_type'], { value: values.op_type }) : undefined,
  ),
};
