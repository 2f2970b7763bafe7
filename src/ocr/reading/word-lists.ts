import { fieldOf, type FieldKey } from '../../domain/fields.js';
import { codeTableOf, type Reference } from '../../domain/reference.js';
import { lexiconOf, type Lexicon } from '../decoding/lexicon.js';
import type { Zone } from '../templates/template.js';
import type { OfficeNames } from './office-names.js';

/** The words that can stand in a zone, each with the stored form it means. */
export interface WordList {
  readonly means: ReadonlyMap<string, string>;
  readonly lexicon: Lexicon;
}

function listOf(means: ReadonlyMap<string, string>): WordList {
  return { means, lexicon: lexiconOf([...means].map(([text, value]) => ({ text, value }))) };
}

/** Codes themselves, and English labels, are not what clerks write on Chinese forms. */
const HAN_ONLY = /^\p{Script=Han}+$/u;

/** The words of a coded field; `undefined` for a field without a table. */
function codeWords(key: FieldKey, reference: Reference): WordList | undefined {
  const table = codeTableOf(fieldOf(key).kind);
  if (table === undefined) return undefined;
  const rows = reference.tables.codes.filter((row) => row.table === table);
  const words = rows.flatMap((row) => [row.zh, ...(row.synonyms ?? [])].filter((word) => HAN_ONLY.test(word)));
  return listOf(new Map(words.map((word) => [word, reference.codeFor(table, word) ?? word])));
}

function officeWords(names: OfficeNames): WordList {
  return listOf(new Map([...names.keys()].map((name) => [name, name])));
}

/** The list of each field that has one, made when it is first asked for. */
export function wordLists(reference: Reference, offices: OfficeNames): (zone: Zone) => WordList | undefined {
  const made = new Map<string, WordList | undefined>();
  return (zone) => {
    if (zone.kind !== 'code' && zone.kind !== 'office') return undefined;
    const name = zone.kind === 'office' ? 'office' : fieldOf(zone.key).kind;
    if (!made.has(name)) made.set(name, zone.kind === 'office' ? officeWords(offices) : codeWords(zone.key, reference));
    return made.get(name);
  };
}
