import type { Rule } from '../../domain/rule.js';
import { error, once, warning } from '../check.js';

/**
 * No finding: the number is not of form F1, or its six digits were a region in its year, with a year's tolerance, or are a
 * known region of another province. A code that never existed is an error, one of another time a warning.
 */
export const certificateRegion: Rule = {
  code: 'certificate-region',
  severity: 'error',
  fields: ['cert_no'],
  appliesTo: 'all',
  source: 'GB/T 2260; 婚姻登记工作规范(民发〔2015〕230号)',
  inForce: {},
  text: {
    zh: {
      title: '字号中的地区码不符',
      message: '{field}中的地区码 {region} 在 {year} 年不是有效的行政区划代码。',
      advice: '请按存根核对字号前六位数字；确与证件一致的，保留并在备注说明。',
    },
    en: {
      title: 'Region code of the number',
      message: '{field} contains {region}, which was no region code in {year}.',
      advice: 'Check the six digits against the counterfoil; if they agree, keep them and say so in the remarks.',
    },
  },
  check: once(({ registration: { certificate }, reference }) => {
    if (certificate?.form !== 'F1') return undefined;
    const { region, year } = certificate;
    const found = reference.region(region, year * 10_000 + 101, year * 10_000 + 1231);
    if (found.status === 'valid' || found.status === 'near') return undefined;
    if (found.status === 'not-then') return warning(certificateRegion.code, ['cert_no'], { region, year });
    return reference.regionEverExisted(region) ? undefined : error(certificateRegion.code, ['cert_no'], { region, year });
  }),
};
