import type { Rule } from '../../domain/rule.js';
import { graded, once } from '../check.js';
import { certainlyFrom } from '../eras.js';

/** By the end of 2010 every office numbered its certificates by form F1. */
const ONE_FORM_ONLY = 20110101;

/** No finding: the number is absent or of form F1–F4 or a court reference. Unknown local forms were right in their day: warning before 2011. */
export const certificateUnparsed: Rule = {
  code: 'certificate-unparsed',
  severity: 'error',
  fields: ['cert_no'],
  appliesTo: 'all',
  source: '婚姻登记工作暂行规范(民发〔2003〕127号); forms F1–F4 of docs/records.md',
  inForce: {},
  text: {
    zh: {
      title: '证件字号格式无法识别',
      message: '{field}“{certificate}”不符合任何一种已知格式。',
      advice: '请按存根核对：字母 O 与数字 0、字母 l 与数字 1 常被混淆；早年地方格式确实如此的可保留。',
    },
    en: {
      title: 'Unknown form of certificate number',
      message: '{field} "{certificate}" has none of the known forms.',
      advice:
        'Check it against the counterfoil: letter O and zero, letter l and one are often confused; a true local form of early years may stay.',
    },
  },
  check: once(({ registration: { certificate, registeredOn } }) =>
    certificate?.form === 'unparsed'
      ? graded(certainlyFrom(registeredOn, ONE_FORM_ONLY), certificateUnparsed.code, ['cert_no'], {
          certificate: certificate.text,
        })
      : undefined,
  ),
};
