import type { FieldKey } from '../../domain/fields.js';
import type { Finding } from '../../domain/finding.js';
import type { Rule } from '../../domain/rule.js';
import { error } from '../check.js';

/** Bytes that are not text in the encoding of the file. The reader finds it. */
export const encodingDamaged: Rule = {
  code: 'encoding-damaged',
  severity: 'error',
  fields: [],
  appliesTo: 'all',
  source: 'GB 18030-2022; RFC 3629',
  inForce: {},
  text: {
    zh: {
      title: '编码损坏',
      message: '本行含有不符合 {encoding} 编码的字节，文字无法确定。',
      advice: '若整份文件都如此，请用 --encoding 指定正确编码；若只有个别行，请按纸质档案核对该处文字。',
    },
    en: {
      title: 'Damaged encoding',
      message: 'The row holds bytes that are not {encoding}, so the text cannot be known.',
      advice:
        'If the whole file looks like this, name its encoding with --encoding; if only a few rows do, check the text against the paper.',
    },
  },
};

/** `fields` names the damaged columns. */
export function foundEncodingDamaged(encoding: string, fields: readonly FieldKey[]): Finding {
  return error(encodingDamaged.code, fields, { encoding });
}
