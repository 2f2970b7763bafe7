import type { Rule } from '../../domain/rule.js';
import { once, warning } from '../check.js';
import { officeOf } from '../office/office-of.js';

const CITY_DIGITS = 4;
const PROVINCE_TAIL = '0000';

/** No finding: the number is not of form F1, the office is unknown or provincial, or both lie in one city (first four digits). */
export const certificateOffice: Rule = {
  code: 'certificate-office',
  severity: 'warning',
  fields: ['cert_no', 'dept_code'],
  appliesTo: ['IA', 'IB', 'ICA', 'ICB'],
  source: '婚姻登记工作规范(民发〔2015〕230号): region of the registering office in the number',
  inForce: {},
  text: {
    zh: {
      title: '字号与登记机关不在一地',
      message: '{field}中的地区码是 {region}，登记机关却在 {officeRegion}。',
      advice: '请按证件核对字号和登记机关代码。',
    },
    en: {
      title: 'Number and office of different cities',
      message: '{field} contains region {region}, but the office lies in {officeRegion}.',
      advice: 'Check the number and the office code against the certificate.',
    },
  },
  check: once((context) => {
    const { certificate } = context.registration;
    const office = certificate?.form === 'F1' ? officeOf(context) : undefined;
    if (certificate?.form !== 'F1' || office === undefined || office.region.endsWith(PROVINCE_TAIL)) return undefined;
    if (office.region.startsWith(certificate.region.slice(0, CITY_DIGITS))) return undefined;
    const values = { region: certificate.region, officeRegion: office.region };
    return warning(certificateOffice.code, ['cert_no', 'dept_code'], values);
  }),
};
