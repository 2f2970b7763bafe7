import type { FieldKey } from '../../domain/fields.js';
import type { Finding } from '../../domain/finding.js';
import type { Rule } from '../../domain/rule.js';
import { error } from '../check.js';

/** An earlier row of the same file has the same record key but other content: one of the two is wrong. The loader finds it. */
export const duplicateInFile: Rule = {
  code: 'duplicate-in-file',
  severity: 'error',
  fields: ['cert_no', 'dept_code', 'op_date'],
  appliesTo: 'all',
  source: 'MZ/T 117-2018: one event, one record',
  inForce: {},
  text: {
    zh: {
      title: '文件内重复',
      message: '与本文件第 {line} 行是同一笔登记（字号、机关、日期、当事人相同），但内容不同（{fields}）。',
      advice: '请按纸质档案确定哪一行正确，修改后重试，另一行作废并写明原因。',
    },
    en: {
      title: 'Twice in the file',
      message:
        'This is the registration of line {line} of the same file (number, office, date and parties agree), with other content ({fields}).',
      advice: 'Decide by the paper which row is right, repair and retry that one, and discard the other with a reason.',
    },
  },
};

/** `line` is where the first of the two rows stands; `fields` are the columns that differ. */
export function foundDuplicateInFile(line: number, fields: readonly FieldKey[]): Finding {
  return error(duplicateInFile.code, fields, { line });
}
