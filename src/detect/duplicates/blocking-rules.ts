import { DOCUMENT_KINDS, RECORD_WORDS, WORD } from '../features/record-layout.js';
import { birthInDocument, documentKind, isResident } from './compare-documents.js';
import type { HanLikeness } from './han-likeness.js';

/**
 * The blocking rules, the cheapest and surest first: two records are compared when they have the same key by one of them. Keys of 32
 * bits are hashes of the type and of what the rule names; 0 is no key. `unordered`: the same whoever stands as the man, so that
 * exchanged parties meet.
 */
export const BLOCKING_RULES = [
  'document-man',
  'document-woman',
  'names',
  'births',
  'certificate',
  'date-office-surnames',
  'date-name-man',
  'date-name-woman',
  'date-birth-man',
  'date-birth-woman',
  'name-birth-man',
  'name-birth-woman',
  'documents-crossed',
] as const;

const DOCUMENT_DIGIT_17 = 0xf;
const TYPE_SHIFT = 8;
const TYPE_MASK = 0xf;
const FORM_MASK = 7;
const FORM_F2 = 2;
const FORM_F4 = 4;
const UNITS = 4;

/** Computes the keys of records: `keys[rule * count + record]`. */
export class KeyMaker {
  private readonly words: Uint32Array;
  private readonly han: HanLikeness;
  private readonly readings = new Uint32Array(0x10000);

  constructor(words: Uint32Array, han: HanLikeness) {
    this.words = words;
    this.han = han;
  }

  /** Writes the keys of the records from `first` up to, not including, `end`. */
  fill(keys: Uint32Array, count: number, first: number, end: number): void {
    for (let record = first; record < end; record += 1) this.write(record, keys, record, count);
  }

  /** Writes the keys of one record to `to`, `to + step` and so on. */
  write(record: number, keys: Uint32Array, to: number, step: number): void {
    const { words } = this;
    const at = record * RECORD_WORDS;
    const type = (((words[at + WORD.KIND] ?? 0) >>> TYPE_SHIFT) & TYPE_MASK) + 1;
    const parts = words[at + WORD.DOCUMENTS] ?? 0;
    const documentMan = documentHash(words, at + WORD.DOCUMENT_MAN, parts & 0xffff);
    const documentWoman = documentHash(words, at + WORD.DOCUMENT_WOMAN, parts >>> 16);
    const nameMan = this.nameHash(at + WORD.NAME_MAN);
    const nameWoman = this.nameHash(at + WORD.NAME_WOMAN);
    const birthMan = birthOf(words, at, WORD.BIRTH_MAN, WORD.DOCUMENT_MAN, parts & 0xffff);
    const birthWoman = birthOf(words, at, WORD.BIRTH_WOMAN, WORD.DOCUMENT_WOMAN, parts >>> 16);
    const date = words[at + WORD.OP_DATE] ?? 0;
    const day = date % 100 === 0 ? 0 : date;
    keys[to] = key2(type, 1, documentMan);
    keys[to + step] = key2(type, 2, documentWoman);
    keys[to + 2 * step] = key3(type, 3, Math.min(nameMan, nameWoman), Math.max(nameMan, nameWoman));
    keys[to + 3 * step] = key3(type, 4, Math.min(birthMan, birthWoman), Math.max(birthMan, birthWoman));
    keys[to + 4 * step] = certificateKey(words, at, type, date);
    keys[to + 5 * step] = this.surnamesKey(at, type, date);
    keys[to + 6 * step] = key3(type, 7, day, nameMan);
    keys[to + 7 * step] = key3(type, 8, day, nameWoman);
    keys[to + 8 * step] = key3(type, 9, day, birthMan);
    keys[to + 9 * step] = key3(type, 10, day, birthWoman);
    keys[to + 10 * step] = key3(type, 11, nameMan, birthMan);
    keys[to + 11 * step] = key3(type, 12, nameWoman, birthWoman);
    keys[to + 12 * step] = key3(type, 13, Math.min(documentMan, documentWoman), Math.max(documentMan, documentWoman));
  }

  private surnamesKey(at: number, type: number, date: number): number {
    const { words } = this;
    const office = words[at + WORD.OFFICE] ?? 0;
    const man = this.reading((words[at + WORD.NAME_MAN] ?? 0) & 0xffff);
    const woman = this.reading((words[at + WORD.NAME_WOMAN] ?? 0) & 0xffff);
    return date === 0 ? 0 : key3(type, 6, mix(date, office), man === 0 || woman === 0 ? 0 : mix(man, woman));
  }

  /** Of how a name is read; 0 when there is none. */
  private nameHash(at: number): number {
    const low = this.words[at] ?? 0;
    if (low === 0) return 0;
    const high = this.words[at + 1] ?? 0;
    const units = [low & 0xffff, low >>> 16, high & 0xffff, high >>> 16] as const;
    let hash = 0;
    for (let unit = 0; unit < UNITS; unit += 1) hash = mix(hash, this.reading(units[unit] ?? 0));
    return hash | 1;
  }

  /** 0 for no character. Readings are looked up once: the table is asked for every name. */
  private reading(unit: number): number {
    if (unit === 0) return 0;
    const known = this.readings[unit] ?? 0;
    if (known !== 0) return known;
    const reading = this.han.blockingReading(unit);
    this.readings[unit] = reading;
    return reading;
  }
}

/** Without the check character, which is often what is wrong. */
function documentHash(words: Uint32Array, at: number, part: number): number {
  if (documentKind(part) === DOCUMENT_KINDS.none) return 0;
  const digit17 = isResident(documentKind(part)) ? part & DOCUMENT_DIGIT_17 : 0;
  return mix(mix(words[at] ?? 0, words[at + 1] ?? 0), digit17) | 1;
}

/** A whole day, as given or as the document has it; 0 when neither. */
function birthOf(words: Uint32Array, at: number, birth: number, document: number, part: number): number {
  const given = words[at + birth] ?? 0;
  if (given !== 0) return given % 100 === 0 ? 0 : given;
  return isResident(documentKind(part)) ? birthInDocument(words[at + document] ?? 0, words[at + document + 1] ?? 0) : 0;
}

/** Numbers of old forms come again in every office, so the year goes with them and the region, or the office where nobody knows it. */
function certificateKey(words: Uint32Array, at: number, type: number, date: number): number {
  const head = words[at + WORD.CERTIFICATE] ?? 0;
  const form = head & FORM_MASK;
  if (form === 0) return 0;
  const number = mix(head, words[at + WORD.SERIAL] ?? 0) | 1;
  if (form <= FORM_F2 || form > FORM_F4) return key3(type, 5, number, 1);
  const place = words[at + WORD.REGION] || (words[at + WORD.OFFICE] ?? 0);
  return key3(type, 5, number, place === 0 ? 0 : mix(Math.trunc(date / 10_000), place) | 1);
}

function key2(type: number, rule: number, value: number): number {
  return value === 0 ? 0 : finished(mix(type * 16 + rule, value));
}

function key3(type: number, rule: number, first: number, second: number): number {
  return first === 0 || second === 0 ? 0 : finished(mix(mix(type * 16 + rule, first), second));
}

/**
 * Mixes a word into a hash, each multiplied by its own constant, so that two words of like digits do not cancel out. Thirteen keys of
 * every record are made of it, so it leaves the rest of the scattering to `finished`.
 */
function mix(hash: number, word: number): number {
  const mixed = Math.imul(hash, 0x85eb_ca6b) ^ Math.imul(word, 0x9e37_79b1);
  return mixed ^ (mixed >>> 15);
}

/** Lets every bit of a hash depend on all before it (half the finaliser of MurmurHash3; Appleby, public domain). 0 is no key. */
function finished(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  return (mixed ^ (mixed >>> 13)) >>> 0 || 1;
}
