import type { Finding } from '../../domain/finding.js';
import type { Rule } from '../../domain/rule.js';
import { error } from '../check.js';

/** More cells than the header names. Which cell is the extra one cannot be known, so nothing in the row is trusted. */
export const rowTooManyCells: Rule = {
  code: 'row-too-many-cells',
  severity: 'error',
  fields: [],
  appliesTo: 'all',
  source: 'RFC 4180 §2',
  inForce: {},
  text: {
    zh: {
      title: '单元格多于表头',
      message: '本行有 {cells} 个单元格，表头只有 {expected} 个，无法确定各值属于哪一列。',
      advice: '多半是某个值里有未加引号的分隔符。请给该值加引号，或改用 XLSX 重新导出。',
    },
    en: {
      title: 'More cells than headers',
      message: 'The row has {cells} cells but the header names {expected}; which value belongs to which column cannot be known.',
      advice: 'A value probably holds an unquoted separator. Quote that value, or export the table again as XLSX.',
    },
  },
};

/** `cells` counts the cells of the row, `expected` those of the header. */
export function foundTooManyCells(cells: number, expected: number): Finding {
  return error(rowTooManyCells.code, [], { cells, expected });
}
