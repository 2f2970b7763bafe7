import type { Rule } from '../../domain/rule.js';
import { graded, once, warning } from '../check.js';
import { REGULATION_387, certainlyFrom } from '../eras.js';

/** No finding: an office code is given; before 2003-10-01 an office name is enough. */
export const officeMissing: Rule = {
  code: 'office-missing',
  severity: 'error',
  fields: ['dept_code', 'dept_name'],
  appliesTo: 'all',
  source: '婚姻登记条例(国务院令第387号) Art. 2; MZ/T 113-2018',
  inForce: {},
  text: {
    zh: {
      title: '缺少登记机关',
      message: '{fields}为空，无法确定由哪个机关登记。',
      advice: '请按证件或档案封面补录登记机关及其代码。',
    },
    en: {
      title: 'Office missing',
      message: '{fields}: empty, so the registering office is not known.',
      advice: 'Fill in the office and its code from the certificate or the cover of the archive volume.',
    },
  },
  check: once(({ registration: { values, registeredOn } }) => {
    if (values.dept_code !== '') return undefined;
    const modern = certainlyFrom(registeredOn, REGULATION_387);
    if (values.dept_name === '') return graded(modern, officeMissing.code, ['dept_code', 'dept_name']);
    return modern ? warning(officeMissing.code, ['dept_code']) : undefined;
  }),
};
