import type { Rule } from '../../domain/rule.js';
import { once, warning } from '../check.js';

/** No finding: a reissue names the earlier certificate or the earlier date. Speaks of ICA and ICB only. */
export const earlierRegistrationMissing: Rule = {
  code: 'earlier-registration-missing',
  severity: 'warning',
  fields: ['old_cert_no', 'old_op_date'],
  appliesTo: ['ICA', 'ICB'],
  source: '婚姻登记工作暂行规范(民发〔2003〕127号): reissue rests on the original registration',
  inForce: {},
  text: {
    zh: {
      title: '补发缺少原登记信息',
      message: '{fields}都为空，无法找到被补发的登记。',
      advice: '请按补发申请书补录原证件字号或原登记日期。',
    },
    en: {
      title: 'Reissue without the original',
      message: '{fields}: both empty, so the registration behind this reissue cannot be found.',
      advice: 'Fill in the earlier number or date from the application for the reissue.',
    },
  },
  check: once(({ registration: { values } }) =>
    values.old_cert_no === '' && values.old_op_date === ''
      ? warning(earlierRegistrationMissing.code, ['old_cert_no', 'old_op_date'])
      : undefined,
  ),
};
