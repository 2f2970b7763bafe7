import { FIELDS } from '../../domain/fields.js';
import type { Field } from '../../domain/fields.js';
import type { Rule } from '../../domain/rule.js';
import { eachFilled, error } from '../check.js';

const ALL: readonly Field[] = FIELDS;

/** No finding: every cell has at most the characters of its column, counted as code points. */
export const textTooLong: Rule = {
  code: 'text-too-long',
  severity: 'error',
  fields: ALL.map((field) => field.key),
  appliesTo: 'all',
  source: 'docs/records.md: longest value of each column',
  inForce: {},
  text: {
    zh: {
      title: '内容过长',
      message: '{field}有 {characters} 个字符，最多 {maxCharacters} 个。',
      advice: '多半是列错位或几个值连在一起，请按纸质档案核对。',
    },
    en: {
      title: 'Value too long',
      message: '{field} has {characters} characters; at most {maxCharacters} are allowed.',
      advice: 'Columns have probably shifted or values run together: check against the paper archive.',
    },
  },
  check: eachFilled(ALL, (value, { key, maxCharacters }) => {
    if (value.length <= maxCharacters) return undefined;
    const characters = Array.from(value).length;
    if (characters <= maxCharacters) return undefined;
    return error(textTooLong.code, [key], { characters, maxCharacters });
  }),
};
