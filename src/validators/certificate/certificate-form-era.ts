import type { CertificateNumber } from '../../domain/certificate-number.js';
import type { PartialDate } from '../../domain/partial-date.js';
import type { LawRow, Reference } from '../../domain/reference.js';
import type { Rule } from '../../domain/rule.js';
import { once, warning } from '../check.js';

/**
 * No finding: the law table names the form for the date: F1 since 2004, F2 from 2003-10-01 to 2010, F3 to 2003, F4 always.
 * Court references and unknown forms have rules of their own.
 */
export const certificateFormEra: Rule = {
  code: 'certificate-form-era',
  severity: 'warning',
  fields: ['cert_no', 'op_date'],
  appliesTo: ['IA', 'IB', 'ICA', 'ICB'],
  source: '婚姻登记工作暂行规范(民发〔2003〕127号); 民办函〔2003〕166号; docs/records.md',
  inForce: {},
  text: {
    zh: {
      title: '字号格式与年代不符',
      message: '{field}“{certificate}”是 {form} 格式，{year} 年不使用这种格式。',
      advice: '请核对登记日期和字号；确与证件一致的可保留。',
    },
    en: {
      title: 'Form of the number against its time',
      message: '{field} "{certificate}" has form {form}, which was not in use in {year}.',
      advice: 'Check date and number; if they agree with the certificate they may stay.',
    },
  },
  check: once(({ registration: { certificate, registeredOn }, reference }) => {
    if (certificate === undefined || registeredOn === undefined || mayBeOf(certificate, registeredOn, reference)) return undefined;
    const values = { certificate: certificate.text, form: certificate.form, year: registeredOn.year };
    return warning(certificateFormEra.code, ['cert_no', 'op_date'], values);
  }),
};

/** The forms named by the law of the first or the last day the date may mean: the tables keep the overlap of 2003–2010. */
function mayBeOf({ form }: CertificateNumber, { first, last }: PartialDate, reference: Reference): boolean {
  if (form === 'court' || form === 'unparsed') return true;
  const early = reference.law('certificate-form', first);
  const late = first === last ? early : reference.law('certificate-form', last);
  return isNamed(form, early) || isNamed(form, late);
}

function isNamed(form: string, law: LawRow | undefined): boolean {
  return law === undefined || String(law.values['forms']).includes(form);
}
