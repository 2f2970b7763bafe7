import type { Rule } from '../../domain/rule.js';
import { once, warning } from '../check.js';
import { lookUpOffice } from './office-of.js';

/** No finding: no office code, or one of the office table. Old township registries may be missing there, hence a warning. */
export const officeUnknown: Rule = {
  code: 'office-unknown',
  severity: 'warning',
  fields: ['dept_code'],
  appliesTo: 'all',
  source: 'Office table; 粤民函〔2019〕561号 Art. 11 (every registry is entered by the province)',
  inForce: {},
  text: {
    zh: {
      title: '登记机关不在机关表中',
      message: '{field}“{office}”不在登记机关表中。',
      advice: '请核对代码；确有此机关的（如已撤并的镇登记点），请补入登记机关表。',
    },
    en: {
      title: 'Office not in the table',
      message: '{field} "{office}" is not in the table of offices.',
      advice: 'Check the code; if the office did exist (a township registry since closed), add it to the table.',
    },
  },
  check: once((context) => {
    const { dept_code: code } = context.registration.values;
    if (code === '' || lookUpOffice(context).status !== 'unknown') return undefined;
    return warning(officeUnknown.code, ['dept_code'], { office: code });
  }),
};
