import type { OfficeRow, Reference } from '../../domain/reference.js';
import type { Rule } from '../../domain/rule.js';
import { once, warning } from '../check.js';
import { officeOf, officesOf } from './office-of.js';

/** Names of Guangdong's cities and counties are told apart by their first two characters: 广州, 天河, 连山. */
const STEM_CHARACTERS = 2;
/** Townships, streets, farms and works registered marriages under the code of their county until 2005. */
const BELOW_COUNTY = /[镇乡厂矿场]|街道|公社/u;

/**
 * No finding: code or name is empty, the code is unknown or longer than the table's (a township of that county), the name
 * equals, contains or is contained in a name of the office at that time, or a former one without dates, or it names the office's region (first two
 * characters), or a unit below the county. Names are written shorter and longer on every form.
 */
export const officeNameDiffers: Rule = {
  code: 'office-name-differs',
  severity: 'warning',
  fields: ['dept_name', 'dept_code'],
  appliesTo: 'all',
  source: 'Office table; 粤民函〔2019〕561号 Art. 13',
  inForce: {},
  text: {
    zh: {
      title: '机关名称与代码不符',
      message: '{field}“{name}”与代码 {office} 的名称“{officeName}”不一致。',
      advice: '请按证件印章核对机关名称和代码；曾用名请补入登记机关表。',
    },
    en: {
      title: 'Office name and code differ',
      message: '{field} "{name}" is not the name of code {office} ("{officeName}").',
      advice: 'Check name and code against the seal on the certificate; add former names to the table of offices.',
    },
  },
  check: once((context) => {
    const { dept_name: name, dept_code: code } = context.registration.values;
    const office = name === '' ? undefined : officeOf(context);
    if (office === undefined || [office, ...officesOf(context)].some((each) => mayName(each, code, name, context.reference)))
      return undefined;
    return warning(officeNameDiffers.code, ['dept_name', 'dept_code'], { name: name, office: code, officeName: office.name });
  }),
};

/** Whether a row with this office code may call the office so. */
export function mayName(office: OfficeRow, code: string, name: string, reference: Reference): boolean {
  return office.code !== code || isNameOf(office, name) || BELOW_COUNTY.test(name) || namesRegion(name, office, reference);
}

function isNameOf(office: OfficeRow, name: string): boolean {
  if (agree(office.name, name)) return true;
  return office.formerNames?.some((former) => agree(former, name)) ?? false;
}

function namesRegion(name: string, { region }: OfficeRow, reference: Reference): boolean {
  const found = reference.region(region, 0, 99_999_999);
  return found.status !== 'unknown' && name.includes(found.row.name.slice(0, STEM_CHARACTERS));
}

function agree(known: string, written: string): boolean {
  return known === written || known.includes(written) || written.includes(known);
}
