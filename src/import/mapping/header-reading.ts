import { FIELDS, FIELD_KEYS } from '../../domain/fields.js';
import type { FieldKey, Role } from '../../domain/fields.js';
import { headerSpelling } from './header-spelling.js';
import { RECORD_SYNONYMS } from './header-synonyms.js';
import { PARTY_BASES, PARTY_SYNONYMS, PARTY_WORDS } from './party-synonyms.js';
import type { PartyBase } from './party-synonyms.js';

export interface HeaderReading {
  readonly key: FieldKey;
  readonly how: 'key' | 'header' | 'synonym';
}

const ROLES: readonly Role[] = ['man', 'woman'];

const recordSynonyms: Partial<Record<FieldKey, readonly string[]>> = RECORD_SYNONYMS;
const readings = new Map<string, HeaderReading>();
for (const key of FIELD_KEYS) for (const word of recordSynonyms[key] ?? []) addReading(word, { key, how: 'synonym' });
for (const field of FIELDS) {
  addReading(field.zh, { key: field.key, how: 'header' });
  addReading(field.en, { key: field.key, how: 'header' });
  addReading(field.key, { key: field.key, how: 'key' });
}

const partyBases = new Map<string, PartyBase>();
for (const base of PARTY_BASES) for (const word of PARTY_SYNONYMS[base]) partyBases.set(headerSpelling(word), base);

const partyWords: readonly (readonly [word: string, role: Role])[] = ROLES.flatMap((role) =>
  PARTY_WORDS[role].map((word) => [headerSpelling(word), role] as const),
);

/** Reads one header cell by key, by its Chinese or English header, or as a synonym; `undefined` when it is none of ours. */
export function readHeader(header: string): HeaderReading | undefined {
  const spelling = headerSpelling(header);
  return readings.get(spelling) ?? readPartyHeader(spelling);
}

/** Which party a cell names when it says nothing else, as the upper row of a two-row header does (`男方`). */
export function partyNamedBy(cell: string): Role | undefined {
  const spelling = headerSpelling(cell).replace(/(基本)?(信息|情况|资料)$/u, '');
  return partyWords.find(([word]) => word === spelling)?.[1];
}

function readPartyHeader(spelling: string): HeaderReading | undefined {
  for (const [word, role] of partyWords) {
    const base = partyBases.get(withoutWord(spelling, word));
    if (base !== undefined) return { key: `${base}_${role}`, how: 'synonym' };
  }
  return undefined;
}

function withoutWord(spelling: string, word: string): string {
  if (spelling.startsWith(word)) return spelling.slice(word.length).replace(/^的/u, '');
  return spelling.endsWith(word) ? spelling.slice(0, -word.length) : '';
}

function addReading(word: string, reading: HeaderReading): void {
  readings.set(headerSpelling(word), reading);
}
