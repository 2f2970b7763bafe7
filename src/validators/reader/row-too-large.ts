import type { Finding } from '../../domain/finding.js';
import type { Rule } from '../../domain/rule.js';
import { error } from '../check.js';

/** The row as stored would pass 60,000 bytes: no honest registration comes near. The loader finds it. */
export const rowTooLarge: Rule = {
  code: 'row-too-large',
  severity: 'error',
  fields: [],
  appliesTo: 'all',
  source: 'docs/records.md',
  inForce: {},
  text: {
    zh: {
      title: '记录过长',
      message: '这一行的内容超过 60000 字节，不像一条婚姻登记记录。',
      advice: '请检查单元格中是否粘贴了大段文字或空格，整理后重试。',
    },
    en: {
      title: 'Row too large',
      message: 'The row holds more than 60,000 bytes, which no registration needs.',
      advice: 'Look for pasted text or padding in its cells, tidy it and retry.',
    },
  },
};

export function foundRowTooLarge(): Finding {
  return error(rowTooLarge.code, []);
}
