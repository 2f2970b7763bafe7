import type { FieldKey } from '../../domain/fields.js';
import type { RowValues } from '../../domain/registration.js';
import type { Rule } from '../../domain/rule.js';
import { once, warning } from '../check.js';

/**
 * No finding: with the flag of late registration 1, an effective or a cohabitation date is given; without it, neither is.
 */
export const lateRegistrationDates: Rule = {
  code: 'late-registration-dates',
  severity: 'warning',
  fields: ['remedy_flag', 'effective_date', 'cohabit_date'],
  appliesTo: ['IA'],
  source: 'REMEDY_FLAG, COHABIT_DATE; 民法典婚姻家庭编解释(一) Art. 6',
  inForce: {},
  text: {
    zh: {
      title: '补办标志与日期不一致',
      message: '{fields}互相矛盾：补办登记应有生效日期或同居日期，其他登记不应有。',
      advice: '请核对是否补办结婚登记，补上日期或清除多余的日期。',
    },
    en: {
      title: 'Late registration and its dates',
      message: '{fields} contradict each other: a late registration has an effective or cohabitation date, any other has none.',
      advice: 'Check whether this is a late registration, then add the date or clear the one that does not belong.',
    },
  },
  check: once(({ registration: { values } }) => {
    const fields = conflict(values);
    return fields === undefined ? undefined : warning(lateRegistrationDates.code, fields);
  }),
};

function conflict(values: RowValues): readonly FieldKey[] | undefined {
  const hasDate = values.effective_date !== '' || values.cohabit_date !== '';
  if (values.remedy_flag === '1') return hasDate ? undefined : ['remedy_flag', 'effective_date', 'cohabit_date'];
  if (!hasDate) return undefined;
  return ['remedy_flag', values.effective_date === '' ? 'cohabit_date' : 'effective_date'];
}
