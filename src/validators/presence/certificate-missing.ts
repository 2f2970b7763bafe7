import type { Rule } from '../../domain/rule.js';
import { graded, once } from '../check.js';
import { REGULATION_387, certainlyFrom } from '../eras.js';

/** No finding: a certificate number is given. Revocations issue none. */
export const certificateMissing: Rule = {
  code: 'certificate-missing',
  severity: 'error',
  fields: ['cert_no'],
  appliesTo: ['IA', 'IB', 'ICA', 'ICB'],
  source: '婚姻登记工作暂行规范(民发〔2003〕127号)',
  inForce: {},
  text: {
    zh: {
      title: '缺少证件字号',
      message: '{field}为空或写作“无”“不详”。',
      advice: '请按存根或档案补录字号；早年档案确无字号的，可保留为空并核对是否同一笔登记重复录入。',
    },
    en: {
      title: 'Certificate number missing',
      message: '{field} is empty or says "none" or "unknown".',
      advice:
        'Fill it in from the counterfoil or the archive; where an old archive has none, leave it empty and check that the event is not entered twice.',
    },
  },
  check: once(({ registration: { certificate, registeredOn } }) =>
    certificate === undefined ? graded(certainlyFrom(registeredOn, REGULATION_387), certificateMissing.code, ['cert_no']) : undefined,
  ),
};
