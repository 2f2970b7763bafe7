import type { Registration } from '../../domain/registration.js';
import type { Finding } from '../../domain/finding.js';
import type { Rule } from '../../domain/rule.js';
import { error, once, warning } from '../check.js';

/** No finding: the certificate number is no judgment reference; on ICB the earlier one is none either (a warning there). */
export const certificateCourt: Rule = {
  code: 'certificate-court',
  severity: 'error',
  fields: ['cert_no', 'old_cert_no'],
  appliesTo: ['IA', 'IB', 'ICA', 'ICB'],
  source: '民法典 Art. 1080; court divorces are no registry records (docs/records.md)',
  inForce: {},
  text: {
    zh: {
      title: '字号是法院文书号',
      message: '{field}“{certificate}”是法院文书号，不是婚姻登记证件字号。',
      advice: '法院判决或调解离婚不属于登记档案，也不能补发离婚证；请核对后作废本行或改录正确字号。',
    },
    en: {
      title: 'Court reference as number',
      message: '{field} "{certificate}" is the reference of a court document, not the number of a certificate.',
      advice:
        'A divorce by a court is no registration and no divorce certificate is reissued for it: discard the row or enter the right number.',
    },
  },
  check: once(({ registration }) => inCertificate(registration) ?? inEarlierCertificate(registration)),
};

function inCertificate({ certificate }: Registration): Finding | undefined {
  if (certificate?.form !== 'court') return undefined;
  return error(certificateCourt.code, ['cert_no'], { certificate: certificate.text });
}

function inEarlierCertificate({ opType, earlierCertificate }: Registration): Finding | undefined {
  if (opType !== 'ICB' || earlierCertificate?.form !== 'court') return undefined;
  return warning(certificateCourt.code, ['old_cert_no'], { certificate: earlierCertificate.text });
}
