import { FIELDS } from '../../domain/fields.js';
import type { Field } from '../../domain/fields.js';
import type { Rule } from '../../domain/rule.js';
import { eachFilled, error } from '../check.js';
import { codePointName, illegalAt } from './characters.js';

const ALL: readonly Field[] = FIELDS;

/**
 * No finding: no cell holds U+0000–001F, U+007F–009F, U+200B–200F, U+2028–202E, U+2060–206F, U+FDD0–FDEF, U+FEFF,
 * U+FFFD–FFFF or half a surrogate pair; text columns may hold tab, CR and LF.
 */
export const illegalCharacters: Rule = {
  code: 'illegal-characters',
  severity: 'error',
  fields: ALL.map((field) => field.key),
  appliesTo: 'all',
  source: 'GB 18030-2022; Unicode: control and replacement characters',
  inForce: {},
  text: {
    zh: {
      title: '含非法字符',
      message: '{field}含有不可见或已损坏的字符（{character}）。',
      advice: '原字已在某次转换中丢失或混入了控制符，请按纸质档案重新录入该项。',
    },
    en: {
      title: 'Illegal character',
      message: '{field} holds an invisible or damaged character ({character}).',
      advice: 'A conversion lost the character or let a control code in: enter this value again from the paper archive.',
    },
  },
  check: eachFilled(ALL, (value, { key, kind }) => {
    const at = illegalAt(value, kind === 'text');
    return at < 0 ? undefined : error(illegalCharacters.code, [key], { character: codePointName(value, at) });
  }),
};
