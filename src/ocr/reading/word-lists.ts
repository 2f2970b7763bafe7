import { fieldOf, type FieldKey } from '../../domain/fields.js';
import type { CodeRow, Reference } from '../../domain/reference.js';
import type { OfficeNames } from './office-names.js';

/** The words that can stand in a zone, each with the stored form it means. */
export type WordList = ReadonlyMap<string, string>;

const CODE_TABLES: ReadonlySet<string> = new Set([
  'op-type',
  'flag',
  'id-type',
  'document-type',
  'country',
  'ethnic',
  'occupation',
  'education',
  'marital',
]);
/** Codes themselves, and English labels, are not what clerks write on Chinese forms. */
const HAN_ONLY = /^\p{Script=Han}+$/u;

/** The words of a coded field; `undefined` for a field without a table. */
export function codeWords(key: FieldKey, reference: Reference): WordList | undefined {
  const { kind } = fieldOf(key);
  if (!CODE_TABLES.has(kind)) return undefined;
  const rows: readonly CodeRow[] = reference.tables.codes.filter((row) => row.table === kind);
  const words = rows.flatMap((row) => [row.zh, ...(row.synonyms ?? [])].filter((word) => HAN_ONLY.test(word)));
  return new Map(words.map((word) => [word, reference.codeFor(kind as CodeRow['table'], word) ?? word]));
}

export function officeWords(names: OfficeNames): WordList {
  return new Map([...names.keys()].map((name) => [name, name]));
}

/** Words that could have been misread as the text: of nearly its length, with some character in the same place from either end. */
export function wordsNear(text: string, words: WordList): readonly string[] {
  const characters = [...text];
  const reach = Math.max(1, Math.ceil(characters.length * 0.34));
  return [...words.keys()].filter((word) => {
    const letters = [...word];
    if (Math.abs(letters.length - characters.length) > reach) return false;
    const shared = letters.filter(
      (letter, at) => letter === characters[at] || letter === characters[characters.length - letters.length + at],
    ).length;
    return shared >= Math.max(1, letters.length - reach - 1) || letters.length === 1;
  });
}
