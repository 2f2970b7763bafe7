import type { Rule } from '../../domain/rule.js';
import { eachParty, warning } from '../check.js';

/**
 * No finding: both parties have a document number, or the date may lie outside 1984-04-06…1990-12-31.
 * Cards were being handed out in those years, so a missing number is common and loses nothing but certainty.
 */
export const documentMissingEarly: Rule = {
  code: 'document-missing-early',
  severity: 'warning',
  fields: ['cert_num_man', 'cert_num_woman'],
  appliesTo: 'all',
  source: '居民身份证试行条例 (1984-04-06)',
  inForce: { from: '1984-04-06', to: '1990-12-31' },
  text: {
    zh: {
      title: '证件号码空缺（发证初期）',
      message: '{field}为空；1984 至 1990 年间身份证尚在陆续发放，属常见情况。',
      advice: '档案中有号码的请补录；没有的可保留为空。',
    },
    en: {
      title: 'No document number (cards being introduced)',
      message: '{field} is empty; identity cards were still being handed out from 1984 to 1990, so this is common.',
      advice: 'Fill it in if the archive has it; otherwise leave it empty.',
    },
  },
  check: eachParty(({ document, fields }) =>
    document === undefined ? warning(documentMissingEarly.code, [fields.documentNumber]) : undefined,
  ),
};
