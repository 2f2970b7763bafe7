import { RECORD_WORDS, WORD } from '../features/record-layout.js';
import { NAME } from './levels.js';
import type { CharacterShares, NameFrequencies } from './stored-model.js';

const UNITS = 0x10000;
/** A rare name says more, but a misread one is rare too. */
const MOST_BITS = 8;
const LEAST_BITS = -5;
/** Characters counted less often than this have the share of all such: a count of two may be one couple keyed twice. */
const LEAST_COUNT = 5;
const SHARE_DIGITS = 3;

/** Bits by which agreement on a name counts for more or less than agreement on an average one. */
export class NameRarity {
  private readonly surname: Float32Array;
  private readonly givenMan: Float32Array;
  private readonly givenWoman: Float32Array;

  constructor(names: NameFrequencies) {
    this.surname = bitsByUnit(names.surname);
    this.givenMan = bitsByUnit(names.givenMan);
    this.givenWoman = bitsByUnit(names.givenWoman);
  }

  /** Of a name that agrees at `level`, by the words of the left record. */
  man(words: Uint32Array, record: number, level: number): number {
    return this.bits(words, record * RECORD_WORDS + WORD.NAME_MAN, level, this.givenMan);
  }

  woman(words: Uint32Array, record: number, level: number): number {
    return this.bits(words, record * RECORD_WORDS + WORD.NAME_WOMAN, level, this.givenWoman);
  }

  private bits(words: Uint32Array, at: number, level: number, given: Float32Array): number {
    if (level !== NAME.exact && level !== NAME.surname && level !== NAME.oneDifferent && level !== NAME.oneMissing) return 0;
    const low = words[at] ?? 0;
    let bits = this.surname[low & 0xffff] ?? 0;
    if (level === NAME.exact) {
      if (low >>> 16 !== 0) bits += given[low >>> 16] ?? 0;
      const third = (words[at + 1] ?? 0) & 0xffff;
      if (third !== 0) bits += given[third] ?? 0;
    }
    return Math.min(MOST_BITS, Math.max(LEAST_BITS, bits));
  }
}

/** log2 of the chance that two average characters agree over the chance of agreeing on this one. */
function bitsByUnit({ shares, rest }: CharacterShares): Float32Array {
  const agreement = Object.values(shares).reduce((sum, share) => sum + share * share, rest * rest);
  const bits = new Float32Array(UNITS).fill(Math.log2(agreement / rest));
  for (const [character, share] of Object.entries(shares)) bits[character.charCodeAt(0)] = Math.log2(agreement / share);
  return bits;
}

/** How common the characters of names are, counted over the records. */
export function countNames(words: Uint32Array, count: number): NameFrequencies {
  const surname = new Uint32Array(UNITS);
  const givenMan = new Uint32Array(UNITS);
  const givenWoman = new Uint32Array(UNITS);
  for (let record = 0; record < count; record += 1) {
    countName(words, record * RECORD_WORDS + WORD.NAME_MAN, surname, givenMan);
    countName(words, record * RECORD_WORDS + WORD.NAME_WOMAN, surname, givenWoman);
  }
  return { surname: sharesOf(surname), givenMan: sharesOf(givenMan), givenWoman: sharesOf(givenWoman) };
}

function countName(words: Uint32Array, at: number, surname: Uint32Array, given: Uint32Array): void {
  const low = words[at] ?? 0;
  if (low === 0) return;
  const third = (words[at + 1] ?? 0) & 0xffff;
  surname[low & 0xffff] = (surname[low & 0xffff] ?? 0) + 1;
  if (low >>> 16 !== 0) given[low >>> 16] = (given[low >>> 16] ?? 0) + 1;
  if (third !== 0) given[third] = (given[third] ?? 0) + 1;
}

function sharesOf(counts: Uint32Array): CharacterShares {
  const total = Math.max(
    1,
    counts.reduce((sum, count) => sum + count, 0),
  );
  const shares: Record<string, number> = {};
  counts.forEach((count, unit) => {
    if (count >= LEAST_COUNT) shares[String.fromCharCode(unit)] = Number((count / total).toPrecision(SHARE_DIGITS));
  });
  return { shares, rest: LEAST_COUNT / 2 / Math.max(total, UNITS) };
}
