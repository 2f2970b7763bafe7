import { fieldOf } from '../domain/fields.js';
import type { FieldKey } from '../domain/fields.js';
import type { Finding } from '../domain/finding.js';
import { maskNumber } from '../domain/masking.js';
import type { RuleText } from '../domain/rule.js';
import type { Lang } from '../i18n/lang.js';
import { findRule } from './index.js';

const PLACE = /\{(\w+)\}/gu;
const PARTIES = {
  zh: { man: '男方', woman: '女方' },
  en: { man: 'the man', woman: 'the woman' },
} as const;
const LIST_SEPARATORS = { zh: '、', en: ', ' } as const;
const DOCUMENT_NUMBER = /Number$/u;

/**
 * The texts of a finding with their places filled: `{field}` and `{fields}` are the names of its columns, `{party}` the side
 * it speaks of, every other place a value of the finding. Values named `…Number` are masked. A code that this version does
 * not know stands for itself.
 */
export function describeFinding(finding: Finding, lang: Lang): RuleText {
  const rule = findRule(finding.code);
  if (rule === undefined) return { title: finding.code, message: finding.code, advice: '' };
  const { title, message, advice } = rule.text[lang];
  return { title: fill(title, finding, lang), message: fill(message, finding, lang), advice: fill(advice, finding, lang) };
}

/** The names of columns as a list in the language: `男方姓名、女方姓名`. */
export function fieldNames(keys: readonly FieldKey[], lang: Lang): string {
  return keys.map((key) => fieldOf(key)[lang]).join(LIST_SEPARATORS[lang]);
}

function fill(text: string, finding: Finding, lang: Lang): string {
  return text.replace(PLACE, (place, name: string) => {
    const filled = placeValue(name, finding, lang);
    return filled ?? place;
  });
}

function placeValue(name: string, { fields, values }: Finding, lang: Lang): string | undefined {
  if (name === 'field') return fieldNames(fields.slice(0, 1), lang);
  if (name === 'fields') return fieldNames(fields, lang);
  if (name === 'party') return partyName(fields, lang);
  const value = values?.[name];
  if (value === undefined) return undefined;
  return DOCUMENT_NUMBER.test(name) ? maskNumber(String(value)) : String(value);
}

function partyName(fields: readonly FieldKey[], lang: Lang): string | undefined {
  const role = fields.map((key) => fieldOf(key).role).find((found) => found !== undefined);
  return role === undefined ? undefined : PARTIES[lang][role];
}
