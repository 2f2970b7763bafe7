import type { Rule } from '../../domain/rule.js';
import { once, warning } from '../check.js';

const SERIAL_DIGITS = 6;

/** No finding: the number is not of form F1, or its serial has six digits. */
export const certificateSerialShort: Rule = {
  code: 'certificate-serial-short',
  severity: 'warning',
  fields: ['cert_no'],
  appliesTo: 'all',
  source: '婚姻登记工作规范(民发〔2015〕230号): six digits of serial',
  inForce: {},
  text: {
    zh: {
      title: '字号流水号不足六位',
      message: '{field}“{certificate}”的流水号不足 6 位。',
      advice: '多为前面的 0 丢失；请按存根核对后补足。',
    },
    en: {
      title: 'Serial shorter than six digits',
      message: 'The serial of {field} "{certificate}" has fewer than 6 digits.',
      advice: 'Leading zeros were probably lost: check against the counterfoil and complete them.',
    },
  },
  check: once(({ registration: { certificate } }) =>
    certificate?.form === 'F1' && certificate.serial.length < SERIAL_DIGITS
      ? warning(certificateSerialShort.code, ['cert_no'], { certificate: certificate.text })
      : undefined,
  ),
};
