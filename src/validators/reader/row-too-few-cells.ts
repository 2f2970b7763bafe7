import type { Finding } from '../../domain/finding.js';
import type { Rule } from '../../domain/rule.js';
import { error } from '../check.js';

/** Fewer cells than the header names. Readers whose format drops empty cells at the end (XLSX) fill them first. */
export const rowTooFewCells: Rule = {
  code: 'row-too-few-cells',
  severity: 'error',
  fields: [],
  appliesTo: 'all',
  source: 'RFC 4180 §2',
  inForce: {},
  text: {
    zh: {
      title: '单元格少于表头',
      message: '本行只有 {cells} 个单元格，表头有 {expected} 个，无法确定缺的是哪一列。',
      advice: '请核对源文件该行是否换行或漏列，补齐空列（保留分隔符）后重新导入。',
    },
    en: {
      title: 'Fewer cells than headers',
      message: 'The row has only {cells} cells but the header names {expected}; which column is missing cannot be known.',
      advice: 'Look for a line break or a lost column in the source, restore the empty cells with their separators and import again.',
    },
  },
};

/** `cells` counts the cells of the row, `expected` those of the header. */
export function foundTooFewCells(cells: number, expected: number): Finding {
  return error(rowTooFewCells.code, [], { cells, expected });
}
