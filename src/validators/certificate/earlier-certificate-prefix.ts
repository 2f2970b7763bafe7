import type { Rule } from '../../domain/rule.js';
import { once, warning } from '../check.js';
import { EARLIER, statedKind } from './expected-kinds.js';

/** No finding: no earlier number, or neither F1 nor F2, or a kind that may stand before this type (a marriage before a divorce). */
export const earlierCertificatePrefix: Rule = {
  code: 'earlier-certificate-prefix',
  severity: 'warning',
  fields: ['old_cert_no', 'op_type'],
  appliesTo: 'all',
  source: '婚姻登记工作规范(民发〔2015〕230号): J, L, BJ, BL',
  inForce: {},
  text: {
    zh: {
      title: '原字号类别与业务类型不符',
      message: '{field}的类别是 {prefix},{opType} 的原证件应为 {expected}。',
      advice: '请核对原证件字号：离婚和补发结婚证应填结婚证字号，补发离婚证应填离婚证字号。',
    },
    en: {
      title: 'Earlier number against the type',
      message: '{field} begins with {prefix}, but before {opType} stands {expected}.',
      advice:
        'Check the earlier number: a divorce or a reissued marriage certificate follows a marriage, a reissued divorce certificate a divorce.',
    },
  },
  check: once(({ registration: { earlierCertificate, opType } }) => {
    const prefix = statedKind(earlierCertificate);
    if (prefix === undefined || opType === undefined || EARLIER[opType].includes(prefix)) return undefined;
    return warning(earlierCertificatePrefix.code, ['old_cert_no', 'op_type'], { prefix, opType, expected: EARLIER[opType].join('/') });
  }),
};
