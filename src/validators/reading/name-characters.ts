import { FIELDS } from '../../domain/fields.js';
import type { Rule } from '../../domain/rule.js';
import { eachFilled, warning } from '../check.js';

const NAMES = FIELDS.filter((field) => field.kind === 'name');
/** Letters of any script, marks, digits (name-digits speaks of those), private use (a rule of its own), joining signs. */
const ODD_CHARACTERS = /[^\p{L}\p{M}\p{Nd}\p{Co}\p{Cc}\p{Cf}\p{Cs}〇・·•‧ .,'’-]/gu;
/** The commonest name: two to four characters of the basic Han block, decided without the general pattern. */
const PLAIN_HAN = /^[\u4e00-\u9fff]{2,4}$/u;

/** No finding: names and registrar hold letters, Han characters, 〇, spaces and `· . , ' -` only. */
export const nameCharacters: Rule = {
  code: 'name-characters',
  severity: 'warning',
  fields: NAMES.map((field) => field.key),
  appliesTo: 'all',
  source: '公安部姓名登记规定; archive practice: □ and ? stand for what could not be read',
  inForce: {},
  text: {
    zh: {
      title: '姓名含异常字符',
      message: '{field}含有姓名中不应出现的字符“{characters}”。',
      advice: '请按纸质档案核对；无法辨认的字、曾用名等请写入备注。',
    },
    en: {
      title: 'Odd character in a name',
      message: '{field} holds characters that names do not have: "{characters}".',
      advice: 'Check against the paper archive; put unreadable characters and former names into the remarks.',
    },
  },
  check: eachFilled(NAMES, (value, { key }) => {
    if (PLAIN_HAN.test(value)) return undefined;
    const odd = value.match(ODD_CHARACTERS);
    return odd === null ? undefined : warning(nameCharacters.code, [key], { characters: odd.slice(0, 10).join('') });
  }),
};
