import { areaHolds } from '../../domain/archive-area.js';
import type { Rule } from '../../domain/rule.js';
import { error, once } from '../check.js';
import { officeOf } from './office-of.js';

/** Stands for a code that was not given: the area of such a row is not known. */
const NO_CODE = '—';

/**
 * No finding: the load has no area narrower than the province, or the office code lies in the area, as do the codes of offices whose
 * archives came to it. A row without an office code is asked for it: nobody can say whose archive it is.
 */
export const officeOutsideArea: Rule = {
  code: 'office-outside-area',
  severity: 'error',
  fields: ['dept_code'],
  appliesTo: 'all',
  source: '粤民函〔2019〕561号 Art. 6, 7, 32 (each bureau and registry enters its own archives)',
  inForce: {},
  text: {
    zh: {
      title: '登记机关不在本账号的范围内',
      message: '{field}“{office}”不在导入账号负责的范围（代码以 {area} 开头）之内。',
      advice: '请核对代码，没有填的请补上；确是别处的档案，请交给当地或上级民政部门导入。',
    },
    en: {
      title: "Office outside the account's area",
      message: '{field} "{office}" is not in the area of the account that imports (codes beginning with {area}).',
      advice: 'Check the code, or fill it in; an archive of another place is imported by the bureau there or by the one above.',
    },
  },
  check: once((context) => {
    const { area, reference } = context;
    if (area === '') return undefined;
    const { dept_code: code } = context.registration.values;
    if (code !== '' && areaHolds(area, code, officeOf(context), reference)) return undefined;
    return error(officeOutsideArea.code, ['dept_code'], { office: code === '' ? NO_CODE : code, area });
  }),
};
