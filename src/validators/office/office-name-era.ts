import type { Rule } from '../../domain/rule.js';
import { once, warning } from '../check.js';

export const OLD_BODIES = ['革命委员会', '革委会', '公社'] as const;

/** No finding: the office name speaks of no commune and no revolutionary committee, or the date may lie before 1987-03-19. */
export const officeNameEra: Rule = {
  code: 'office-name-era',
  severity: 'warning',
  fields: ['dept_name', 'op_date'],
  appliesTo: 'all',
  source: '婚姻登记办法 (1980-11-11) and Guangdong rules of 1987-03-19: communes had become townships',
  inForce: { from: '1987-03-19' },
  text: {
    zh: {
      title: '机关名称与年代不符',
      message: '{field}“{name}”是公社或革命委员会时期的名称，与登记日期不符。',
      advice: '请核对登记日期；日期无误的，按证件印章填写当时的机关名称。',
    },
    en: {
      title: 'Office name of another time',
      message: '{field} "{name}" is of the time of communes and revolutionary committees, which does not fit the date.',
      advice: 'Check the date; if it is right, enter the office name on the seal of the certificate.',
    },
  },
  check: once(({ registration: { values } }) =>
    OLD_BODIES.some((body) => values.dept_name.includes(body))
      ? warning(officeNameEra.code, ['dept_name', 'op_date'], { name: values.dept_name })
      : undefined,
  ),
};
