import type { Rule } from '../../domain/rule.js';
import { once, warning } from '../check.js';

/** No finding: the two certificate numbers differ, or one is absent. */
export const earlierCertificateSame: Rule = {
  code: 'earlier-certificate-same',
  severity: 'warning',
  fields: ['cert_no', 'old_cert_no'],
  appliesTo: ['IA', 'IB', 'ICA', 'ICB'],
  source: 'One certificate, one number',
  inForce: {},
  text: {
    zh: {
      title: '新旧字号相同',
      message: '证件字号与原证件字号相同（{certificate}）。',
      advice: '请核对哪一个录错；补发、离婚都会产生新的字号。',
    },
    en: {
      title: 'New and earlier number are one',
      message: 'Certificate number and earlier certificate number are the same ({certificate}).',
      advice: 'Check which one is wrong: a reissue and a divorce both make a new number.',
    },
  },
  check: once(({ registration: { certificate, earlierCertificate } }) =>
    certificate !== undefined && certificate.text === earlierCertificate?.text
      ? warning(earlierCertificateSame.code, ['cert_no', 'old_cert_no'], { certificate: certificate.text })
      : undefined,
  ),
};
