import { isRealDay } from '../../domain/calendar.js';
import { checkDigit, eighteenFromFifteen } from '../../domain/identity-document.js';
import type { CtcLattice } from '../engines/engine.js';
import type { Grammar } from './beam.js';
import { decode, decodedOf, type Decoded } from './decode.js';
import { DIGITS, LETTER_X } from './field-symbols.js';
import { narrowLattice } from './narrow-lattice.js';

/** What is known of a person before the number is read. */
export interface IdKnowledge {
  /** Whether numbers with this region (six digits) were given; asked again with the birth date (yyyymmdd) once that is read. */
  admitsRegion(region: string, birth?: number): boolean;
  /** First and last day of birth that can be, as yyyymmdd: a known date has both the same. */
  readonly bornFrom: number;
  readonly bornTo: number;
  readonly sex?: 'male' | 'female';
}

const SYMBOLS = [...DIGITS, LETTER_X];
/** By length and remainder of the check sum. */
const WIDTH = { texts: 800, perBucket: 8, seen: 1e-6, share: 1e-10 };
/** By length only. */
const FIFTEEN_WIDTH = { texts: 400, perBucket: 60, seen: 1e-6, share: 1e-10 };
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1];
const REGION_DIGITS = 6;
const BIRTH_DIGITS = 8;

/**
 * Reads a resident's number of 18 digits: only what has a region, a real birth date, the sex and a right check digit
 * (GB 11643-1999) is a candidate at all, so a misread digit is repaired by the digits that the recogniser held for second best.
 */
export function decodeIdNumber(lattice: CtcLattice, knowledge: IdKnowledge): Decoded {
  return decode(narrowLattice(lattice, SYMBOLS), numberGrammar(18, knowledge), WIDTH);
}

/** Reads a number of the first generation: 15 digits, without a check digit, so that its margin says less. */
export function decodeFifteenDigits(lattice: CtcLattice, knowledge: IdKnowledge): Decoded {
  return decode(narrowLattice(lattice, DIGITS), numberGrammar(15, knowledge), FIFTEEN_WIDTH);
}

/** Where either can stand, as on forms filled about the year 2000. */
export function decodeEitherNumber(lattice: CtcLattice, knowledge: IdKnowledge): Decoded {
  const both = [decodeIdNumber(lattice, knowledge), decodeFifteenDigits(lattice, knowledge)];
  const candidates = both.flatMap((decoded) => decoded.candidates).toSorted((a, b) => b.logProbability - a.logProbability);
  return decodedOf(narrowLattice(lattice, SYMBOLS), candidates);
}

interface Digits {
  readonly text: string;
  /** The weighed sum of MOD 11-2 so far: texts of one length and remainder end in the same check digit. */
  readonly remainder: number;
}

function numberGrammar(length: 15 | 18, knowledge: IdKnowledge): Grammar<Digits> {
  return {
    start: { text: '', remainder: 0 },
    next({ text, remainder }, symbol) {
      const place = text.length;
      if (place >= length || (symbol === 'X' && place !== 17)) return undefined;
      const longer = text + symbol;
      if (!admits(length === 18 ? longer : eighteenPrefix(longer), length, knowledge)) return undefined;
      return { text: longer, remainder: (remainder + Number(symbol === 'X' ? 10 : symbol) * (WEIGHTS[place] ?? 0)) % 11 };
    },
    accepts: ({ text }) => text.length === length,
    bucket: ({ text, remainder }) => text.length * 11 + (length === 18 ? remainder : 0),
  };
}

/** The century is known only at the end, where centenarians had sequences of their own. */
function eighteenPrefix(prefix: string): string {
  if (prefix.length === 15) return eighteenFromFifteen(prefix);
  return prefix.length < REGION_DIGITS ? prefix : `${prefix.slice(0, REGION_DIGITS)}19${prefix.slice(REGION_DIGITS)}`;
}

function admits(prefix: string, length: 15 | 18, knowledge: IdKnowledge): boolean {
  const region = prefix.slice(0, REGION_DIGITS);
  if (prefix.length < REGION_DIGITS) return true;
  const birth = prefix.slice(REGION_DIGITS, REGION_DIGITS + BIRTH_DIGITS);
  if (birth === '' || (length === 15 && birth === '19')) return knowledge.admitsRegion(region);
  if (prefix.length <= REGION_DIGITS + BIRTH_DIGITS) return admitsBirth(birth, region, knowledge);
  if (prefix.length === 17 && length === 18) return admitsSex(prefix, knowledge);
  if (prefix.length < 18) return true;
  return length === 18
    ? checkDigit(prefix.slice(0, 17)) === prefix[17]
    : admitsSex(prefix, knowledge) && admitsBirth(birth, region, knowledge);
}

function admitsSex(number: string, { sex }: IdKnowledge): boolean {
  return sex === undefined || (sex === 'male') === (number.charCodeAt(16) % 2 === 1);
}

function admitsBirth(digits: string, region: string, knowledge: IdKnowledge): boolean {
  if (Number(digits.padEnd(BIRTH_DIGITS, '9')) < knowledge.bornFrom || Number(digits.padEnd(BIRTH_DIGITS, '0')) > knowledge.bornTo)
    return false;
  const birth = Number(digits);
  return digits.length < BIRTH_DIGITS ? admitsMonth(digits) : isRealDay(birth) && knowledge.admitsRegion(region, birth);
}

function admitsMonth(digits: string): boolean {
  const month = digits.slice(4, 6);
  return /^(?:0[1-9]?|1[0-2]?|)$/u.test(month) && /^[0-3]?$/u.test(digits.slice(6));
}
