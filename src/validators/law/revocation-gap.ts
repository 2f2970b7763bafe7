import type { Rule } from '../../domain/rule.js';
import { once, warning } from '../check.js';

/** No finding: the law table names the registry for the date: to 2020 (coercion) and since 2021-11-18 (impostors). */
export const revocationGap: Rule = {
  code: 'revocation-gap',
  severity: 'warning',
  fields: ['op_type', 'op_date'],
  appliesTo: ['ID'],
  source: '民法典 Art. 1052; 关于妥善处理以冒名顶替或者弄虚作假的方式办理婚姻登记问题的指导意见 (2021-11-18)',
  inForce: { from: '2021-01-01' },
  text: {
    zh: {
      title: '此期间登记机关无权撤销',
      message: '{date} 时撤销婚姻只能由人民法院作出，登记机关不办理撤销。',
      advice: '请核对是否为法院撤销的备注；如是，应作附注而不是撤销登记。',
    },
    en: {
      title: 'Registries could not revoke then',
      message: 'On {date} only a court could revoke a marriage; registries could not.',
      advice: 'Check whether this is the note of a court revocation; if so it is an annotation, not a registration.',
    },
  },
  check: once(({ registration: { registeredOn }, reference }) => {
    if (registeredOn === undefined) return undefined;
    const byCourtOnly = [registeredOn.first, registeredOn.last].every((day) => reference.law('revocation', day)?.values['by'] === 'court');
    return byCourtOnly ? warning(revocationGap.code, ['op_type', 'op_date'], { date: registeredOn.text }) : undefined;
  }),
};
