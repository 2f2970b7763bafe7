import type { ComparisonSubject } from '../../domain/linkage-model.js';

/**
 * What is compared of two registrations and the levels of each comparison, the level's number being its place. Level 0 is `missing`
 * everywhere and says nothing. docs/linkage.md has what each level means.
 */
export const NAME = {
  missing: 0,
  exact: 1,
  homophoneTone: 2,
  homophone: 3,
  lookAlike: 4,
  cantonese: 5,
  swapped: 6,
  oneMissing: 7,
  oneDifferent: 8,
  surname: 9,
  nothing: 10,
} as const;

export const DOCUMENT = {
  missing: 0,
  exact: 1,
  typo: 2,
  twoDigits: 3,
  /** One digit apart and both check characters right: rather two persons, twins above all, than one. */
  neighbour: 4,
  sameBirth: 5,
  otherKind: 6,
  nothing: 7,
} as const;

/** How two dates agree; `close` is within a month, `lunar` that one may be the lunar date of the other. */
export const OP_DATE = {
  missing: 0,
  exact: 1,
  coarse: 2,
  swapped: 3,
  oneDigit: 4,
  lunar: 5,
  near: 6,
  close: 7,
  sameYear: 8,
  nothing: 9,
} as const;

export const BIRTH = {
  ...OP_DATE,
  /** The documents have the birth in them and are alike: it would be counted twice. */
  implied: 10,
} as const;

/**
 * Below `exactOld` everything but the serial is alike, and how likely the serials then agree is all that counts: that office and year
 * are alike is the business of other comparisons.
 */
export const CERTIFICATE = {
  missing: 0,
  exact: 1,
  /** Of a form whose serials many offices gave (docs/records.md, F3 and F4). */
  exactOld: 2,
  /** One digit, but not the last one: that is what the next couple of the day has. */
  serialTypo: 3,
  otherSerial: 4,
  sameSerial: 5,
  otherForm: 6,
  nothing: 7,
} as const;

export const OFFICE = {
  missing: 0,
  same: 1,
  /** Not the same text, and of one of them nobody knows where it is. */
  unplaced: 2,
  sameRegion: 3,
  sameCity: 4,
  other: 5,
} as const;

/** Within the same office: elsewhere other registrars work anyway. */
export const REGISTRAR = { missing: 0, same: 1, other: 2 } as const;
export const VOLUME = { missing: 0, same: 1, other: 2 } as const;
/** 复婚 and 补办. */
export const FLAGS = { missing: 0, same: 1, other: 2 } as const;
export const PARTIES = { missing: 0, straight: 1, crossed: 2 } as const;
export const ADDRESS = { missing: 0, both: 1, one: 2, other: 3 } as const;
export const FOLK = { missing: 0, same: 1, sameMinority: 2, other: 3 } as const;

interface ComparisonShape {
  readonly key: string;
  readonly subject: ComparisonSubject;
  /** Keys by level number. */
  readonly levels: readonly string[];
}

/** `homophoneTone` → `homophone-tone`: keys as the model and the messages have them. */
function levelKeys(levels: Readonly<Record<string, number>>): readonly string[] {
  return Object.keys(levels).map((name) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
}

/** In the order of the evidence of a pair. */
export const COMPARISONS: readonly ComparisonShape[] = [
  { key: 'name-man', subject: 'man', levels: levelKeys(NAME) },
  { key: 'document-man', subject: 'man', levels: levelKeys(DOCUMENT) },
  { key: 'birth-man', subject: 'man', levels: levelKeys(BIRTH) },
  { key: 'name-woman', subject: 'woman', levels: levelKeys(NAME) },
  { key: 'document-woman', subject: 'woman', levels: levelKeys(DOCUMENT) },
  { key: 'birth-woman', subject: 'woman', levels: levelKeys(BIRTH) },
  { key: 'parties', subject: 'couple', levels: levelKeys(PARTIES) },
  { key: 'address', subject: 'couple', levels: levelKeys(ADDRESS) },
  { key: 'folk', subject: 'couple', levels: levelKeys(FOLK) },
  { key: 'op-date', subject: 'event', levels: levelKeys(OP_DATE) },
  { key: 'certificate', subject: 'event', levels: levelKeys(CERTIFICATE) },
  { key: 'office', subject: 'event', levels: levelKeys(OFFICE) },
  { key: 'registrar', subject: 'event', levels: levelKeys(REGISTRAR) },
  { key: 'volume', subject: 'event', levels: levelKeys(VOLUME) },
  { key: 'flags', subject: 'event', levels: levelKeys(FLAGS) },
];

/** Places in `COMPARISONS`. */
export const PLACE = { nameMan: 0, nameWoman: 3, parties: 6, opDate: 9 } as const;

const count = (levels: object): number => Object.keys(levels).length;

/** Levels of a party, of the couple and of the event, each packed into one number; the first level varies slowest. */
export const PARTY_SIZES = [count(NAME), count(DOCUMENT), count(BIRTH)] as const;
export const COUPLE_SIZES = [count(PARTIES), count(ADDRESS), count(FOLK)] as const;
export const EVENT_SIZES = [count(OP_DATE), count(CERTIFICATE), count(OFFICE), count(REGISTRAR), count(VOLUME), count(FLAGS)] as const;

export const PARTY_PATTERNS: number = product(PARTY_SIZES);
export const COUPLE_PATTERNS: number = product(COUPLE_SIZES);
export const EVENT_PATTERNS: number = product(EVENT_SIZES);

function product(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all * size, 1);
}

/** The levels that were packed. */
export function unpackLevels(pattern: number, sizes: readonly number[]): readonly number[] {
  const levels: number[] = [];
  let rest = pattern;
  for (const size of sizes.toReversed()) {
    levels.unshift(rest % size);
    rest = Math.trunc(rest / size);
  }
  return levels;
}

/** The same, each pattern unpacked once: few occur, and they come again for every pair. */
function rememberedLevels(sizes: readonly number[]): (pattern: number) => readonly number[] {
  const known: (readonly number[] | undefined)[] = [];
  return (pattern) => (known[pattern] ??= unpackLevels(pattern, sizes));
}

const partyLevels = rememberedLevels(PARTY_SIZES);
const coupleLevels = rememberedLevels(COUPLE_SIZES);
const eventLevels = rememberedLevels(EVENT_SIZES);

/** A pair's levels in two numbers: persons (10 bits man, 10 bits woman, 6 bits couple) and the event. */
export interface PairPattern {
  readonly persons: number;
  readonly event: number;
}

export const WOMAN_SHIFT = 10;
export const COUPLE_SHIFT = 20;
export const PARTY_MASK = 0x3ff;

/** Levels in the order of `COMPARISONS`. */
export function levelsOf({ persons, event }: PairPattern): readonly number[] {
  const man = partyLevels(persons & PARTY_MASK);
  const woman = partyLevels((persons >>> WOMAN_SHIFT) & PARTY_MASK);
  return man.concat(woman, coupleLevels(persons >>> COUPLE_SHIFT), eventLevels(event));
}
