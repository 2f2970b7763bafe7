import type { Finding } from '../../domain/finding.js';
import type { Rule } from '../../domain/rule.js';
import { error } from '../check.js';

/** The record ends inside quotation marks, or the file ends in the middle of the row. The reader finds it. */
export const rowCutOff: Rule = {
  code: 'row-cut-off',
  severity: 'error',
  fields: [],
  appliesTo: 'all',
  source: 'RFC 4180 §2',
  inForce: {},
  text: {
    zh: {
      title: '记录不完整',
      message: '文件在这一行中间中断：引号没有闭合，或文件提前结束。',
      advice: '请核对源文件是否传输完整，重新导出后再导入；不要在原行上补写。',
    },
    en: {
      title: 'Row cut off',
      message: 'The file breaks off inside this row: a quotation mark is never closed, or the file ends early.',
      advice: 'Check that the file arrived whole, export it again and import the new file; do not complete the row by hand.',
    },
  },
};

export function foundRowCutOff(): Finding {
  return error(rowCutOff.code, []);
}
