import { decimalDigits } from '../../domain/chinese-numerals.js';
import { decodeUnits, toCapitalUnit } from './code-units.js';
import { addUnit, finished, HASH_START } from './text-hash.js';

/** The rules, also for the reference that the tests hold this to (docs/linkage.md). */
export const ADDRESS_RULES = {
  /** Written or left out as one likes. */
  ignored: ' ,.;:、。·()\'"',
  /** Between two numbers or letters all the same: 12号3栋401, 12-3-401, 12号之3. */
  betweenNumbers: '-#/_号栋幢座室房楼层弄单元之',
  numerals: '〇零一二三四五六七八九十百',
  /** A Chinese numeral of up to four characters in front of one of these is written in digits; elsewhere it is part of a name (三水). */
  afterNumerals: '号栋幢座室房楼层弄单组队巷',
} as const;

/** What a unit is, as bits: one look into a table for each of some forty million characters. */
const IGNORED = 1;
const BETWEEN_NUMBERS = 2;
const NUMERAL = 4;
const AFTER_NUMERAL = 8;
const NUMBER = 16;
const CLASSES = classTable();

function classTable(): Uint8Array {
  const classes = new Uint8Array(0x10000).fill(NUMBER, 0x30, 0x3a).fill(NUMBER, 0x41, 0x5b);
  const mark = (characters: string, bit: number): void => {
    for (const character of characters) (classes[character.charCodeAt(0)] as number) |= bit;
  };
  mark(ADDRESS_RULES.ignored, IGNORED);
  mark(ADDRESS_RULES.betweenNumbers, BETWEEN_NUMBERS);
  mark(ADDRESS_RULES.numerals, NUMERAL);
  mark(ADDRESS_RULES.afterNumerals, AFTER_NUMERAL);
  return classes;
}

const is = (unit: number, bit: number): boolean => ((CLASSES[unit] as number) & bit) !== 0;

const LONGEST_NUMERAL = 4;

const PROVINCE = '省'.charCodeAt(0);
const CITY = '市'.charCodeAt(0);
/** 省 is looked for among the first characters of this number, 市 behind it, twice: a city and the county-level city in it. */
const PROVINCE_WITHIN = 8;
const CITY_WITHIN = 5;
const DASH = 0x2d;
const MOST_UNITS = 512;
/** 百号 becomes 100号. */
const GROWTH = 3;

/**
 * A hash of an address in a light canonical form: without the names of province and city, which one archive writes and the other
 * does not, with digits for Chinese numerals of houses, and one mark for what stands between two numbers.
 */
export class AddressEncoder {
  private readonly units = new Uint16Array(MOST_UNITS);
  private readonly written = new Uint16Array(MOST_UNITS * GROWTH);

  /** @returns 0 when nothing is given */
  encode(bytes: Buffer, start: number, end: number): number {
    const read = this.readUnits(bytes, start, end);
    const from = afterCity(this.units, afterProvince(this.units, read), read);
    const length = this.writeDigits(from, read);
    return length === 0 ? 0 : this.hash(length);
  }

  private readUnits(bytes: Buffer, start: number, end: number): number {
    const { units } = this;
    const count = decodeUnits(bytes, start, end, units);
    let kept = 0;
    for (let at = 0; at < count; at += 1) {
      const unit = units[at] as number;
      if (is(unit, IGNORED)) continue;
      units[kept] = toCapitalUnit(unit);
      kept += 1;
    }
    return kept;
  }

  /** Copies the units from `from` to `end` with numerals in digits. */
  private writeDigits(from: number, end: number): number {
    const { units, written } = this;
    let length = 0;
    for (let at = from; at < end;) {
      const numeral = is(units[at] as number, NUMERAL) ? numeralEnd(units, at, end) : at;
      if (numeral > at && numeral - at <= LONGEST_NUMERAL && numeral < end && is(units[numeral] as number, AFTER_NUMERAL)) {
        length = this.writeNumeral(at, numeral, length);
        at = numeral;
      } else {
        written[length] = units[at] as number;
        length += 1;
        at += 1;
      }
    }
    return length;
  }

  private writeNumeral(start: number, end: number, to: number): number {
    const text = String.fromCharCode(...this.units.subarray(start, end));
    const digits = decimalDigits(text) ?? text;
    for (let at = 0; at < digits.length; at += 1) this.written[to + at] = digits.charCodeAt(at);
    return to + digits.length;
  }

  private hash(length: number): number {
    const { written } = this;
    let hash = HASH_START;
    let isAfterNumber = false;
    for (let at = 0; at < length; at += 1) {
      const unit = written[at] as number;
      if (isAfterNumber && is(unit, BETWEEN_NUMBERS)) {
        while (at + 1 < length && is(written[at + 1] as number, BETWEEN_NUMBERS)) at += 1;
        if (at + 1 < length && is(written[at + 1] as number, NUMBER)) hash = addUnit(hash, DASH);
        isAfterNumber = false;
      } else {
        hash = addUnit(hash, unit);
        isAfterNumber = is(unit, NUMBER);
      }
    }
    return finished(hash);
  }
}

function numeralEnd(units: Uint16Array, start: number, end: number): number {
  let at = start;
  while (at < end && is(units[at] as number, NUMERAL)) at += 1;
  return at;
}

function afterProvince(units: Uint16Array, end: number): number {
  return afterMark(units, 0, Math.min(end, PROVINCE_WITHIN), PROVINCE);
}

function afterCity(units: Uint16Array, from: number, end: number): number {
  const first = afterMark(units, from, Math.min(end, from + CITY_WITHIN), CITY);
  return first === from ? from : afterMark(units, first, Math.min(end, first + CITY_WITHIN), CITY);
}

/** Behind the first `mark` that is not the first unit of `from` to `end`; `from` when there is none. */
function afterMark(units: Uint16Array, from: number, end: number, mark: number): number {
  for (let at = from + 1; at < end; at += 1) if (units[at] === mark) return at + 1;
  return from;
}
