import { FIELDS } from '../../domain/fields.js';
import type { Field } from '../../domain/fields.js';
import type { Rule } from '../../domain/rule.js';
import { eachFilled, warning } from '../check.js';
import { codePointName, privateUseAt } from './characters.js';

const ALL: readonly Field[] = FIELDS;

/** No finding: no cell holds U+E000–F8FF or a character of planes 15 and 16. Old systems put rare name characters there. */
export const privateUseCharacters: Rule = {
  code: 'private-use-characters',
  severity: 'warning',
  fields: ALL.map((field) => field.key),
  appliesTo: 'all',
  source: 'GB 18030-2022: user-defined areas',
  inForce: {},
  text: {
    zh: {
      title: '含自造字',
      message: '{field}含有自造字区的字符（{character}），只有原系统的字库能显示。',
      advice: '请对照纸质档案，改为国家标准编码的汉字；尚无编码的，在备注写明字形。',
    },
    en: {
      title: 'Private-use character',
      message: '{field} holds a private-use character ({character}) that only the fonts of the old system can show.',
      advice: 'Replace it with the encoded character from the paper; if none exists yet, describe it in the remarks.',
    },
  },
  check: eachFilled(ALL, (value, { key }) => {
    const at = privateUseAt(value);
    return at < 0 ? undefined : warning(privateUseCharacters.code, [key], { character: codePointName(value, at) });
  }),
};
