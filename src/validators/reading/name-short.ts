import type { Rule } from '../../domain/rule.js';
import { eachParty, warning } from '../check.js';

/** No finding: both names have at least two characters (a surrogate pair counts as one). */
export const nameShort: Rule = {
  code: 'name-short',
  severity: 'warning',
  fields: ['name_man', 'name_woman'],
  appliesTo: 'all',
  source: 'Backfill experience: a name cut after its first character',
  inForce: {},
  text: {
    zh: {
      title: '姓名只有一个字',
      message: '{field}只有一个字符，可能漏录。',
      advice: '请按纸质档案核对姓名是否完整。',
    },
    en: {
      title: 'Name of one character',
      message: '{field} has a single character; part of it may be missing.',
      advice: 'Check against the paper archive that the name is complete.',
    },
  },
  check: eachParty(({ name, fields }) => (isSingle(name) ? warning(nameShort.code, [fields.name]) : undefined)),
};

function isSingle(name: string): boolean {
  if (name.length === 1) return true;
  return name.length === 2 && (name.codePointAt(0) ?? 0) > 0xffff;
}
