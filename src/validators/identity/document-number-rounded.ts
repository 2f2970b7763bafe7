import type { IdentityDocument } from '../../domain/identity-document.js';
import type { Rule } from '../../domain/rule.js';
import { eachParty, error } from '../check.js';

const SCIENTIFIC = /^\d(?:\.\d+)?E\+?\d{1,2}$/iu;
const DECIMAL_TAIL = /^\d{15,18}\.0+$/u;

/** No finding: no number is written like 4.40106E+17, ends in `.0`, or has 18 digits ending 000 with a failing check digit. */
export const documentNumberRounded: Rule = {
  code: 'document-number-rounded',
  severity: 'error',
  fields: ['cert_num_man', 'cert_num_woman'],
  appliesTo: 'all',
  source: 'IEEE 754: spreadsheets keep 15 significant digits; GB 11643-1999',
  inForce: {},
  text: {
    zh: {
      title: '号码被表格软件破坏',
      message: '{field}（{readNumber}）被当作数值保存，末尾数字已丢失，无法恢复。',
      advice: '请回到原系统，把该列设为“文本”后重新导出；不要自行补写末位。',
    },
    en: {
      title: 'Number destroyed by a spreadsheet',
      message: '{field} ({readNumber}) was stored as a numeric value: its last digits are lost and cannot be recovered.',
      advice: 'Go back to the source system and export the column as text; do not fill in the last digits by hand.',
    },
  },
  check: eachParty(({ document, fields }) =>
    document !== undefined && isRounded(document)
      ? error(documentNumberRounded.code, [fields.documentNumber], { readNumber: document.text })
      : undefined,
  ),
};

/** Whether a spreadsheet took the number for a quantity and dropped its last digits. */
export function isRounded(document: IdentityDocument): boolean {
  if (document.kind === 'resident-18' || document.kind === 'residence-permit') {
    return !document.checkPasses && document.text.endsWith('000');
  }
  if (document.kind === 'resident-15' || document.kind === 'placeholder') return false;
  return SCIENTIFIC.test(document.text) || DECIMAL_TAIL.test(document.text);
}
