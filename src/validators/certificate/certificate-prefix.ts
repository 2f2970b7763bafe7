import type { Rule } from '../../domain/rule.js';
import { error, once } from '../check.js';
import { ISSUED, statedKind } from './expected-kinds.js';

/** No finding: the number is neither F1 nor F2, or its prefix is J on IA, L on IB, BJ on ICA, BL on ICB (结, 离, 补结, 补离). */
export const certificatePrefix: Rule = {
  code: 'certificate-prefix',
  severity: 'error',
  fields: ['cert_no', 'op_type'],
  appliesTo: ['IA', 'IB', 'ICA', 'ICB'],
  source: '婚姻登记工作规范(民发〔2015〕230号): J, L, BJ, BL',
  inForce: {},
  text: {
    zh: {
      title: '字号类别与业务类型不符',
      message: '{field}的类别是 {prefix},{opType} 应为 {expected}。',
      advice: '请核对业务类型和字号；补发的，原字号应填在“原证件字号”。',
    },
    en: {
      title: 'Prefix against the type',
      message: '{field} begins with {prefix}, but {opType} issues {expected}.',
      advice: 'Check the type of registration and the number; on a reissue the original number belongs into "Earlier certificate number".',
    },
  },
  check: once(({ registration: { certificate, opType } }) => {
    const prefix = statedKind(certificate);
    if (prefix === undefined || opType === undefined || opType === 'ID' || prefix === ISSUED[opType]) return undefined;
    return error(certificatePrefix.code, ['cert_no', 'op_type'], { prefix, opType, expected: ISSUED[opType] });
  }),
};
