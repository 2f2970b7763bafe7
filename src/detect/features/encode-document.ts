import { parseDocument } from '../../domain/identity-document.js';
import { DOCUMENT_KINDS } from './record-layout.js';
import { HASH_START, hashBytes, OTHER_START } from './text-hash.js';

const ZERO = 0x30;
const NINE = 0x39;
const X = 0x58;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
/** The check character of each remainder as its nibble: digit + 1, X is 11. */
const CHECK_NIBBLES = [2, 1, 11, 10, 9, 8, 7, 6, 5, 4, 3] as const;
const X_NIBBLE = 11;
const UNREADABLE_NIBBLE = 15;
const CHECK_SHIFT = 4;
const KIND_SHIFT = 8;
const CHECK_IS_RIGHT = 0x800;
/** A number of 15 digits writes the year with two. Sequences from 996 were kept for people already a hundred years old. */
const FIRST_CENTENARIAN = 996;
/** What was meant as a resident number: this long, beginning with a digit, and most of it digits. */
const MALFORMED = { shortest: 14, longest: 20, digits: 12 } as const;

/** Reads document numbers into two words and half of the word DOCUMENTS (record-layout.ts). */
export class DocumentEncoder {
  low = 0;
  high = 0;
  private readonly digits = new Uint8Array(18);

  /** @returns the party's half of DOCUMENTS; the words are in `low` and `high` */
  encode(bytes: Buffer, start: number, end: number): number {
    this.low = 0;
    this.high = 0;
    const length = end - start;
    if (length === 0 || (looksLikePlaceholder(bytes, start, end) && isPlaceholder(bytes, start, end))) return 0;
    if (length === 18 && countDigits(bytes, start, start + 17) === 17) {
      const last = bytes[end - 1] as number;
      if (last === X || isDigit(last)) return this.encodeEighteen(bytes, start);
    }
    if (length === 15 && countDigits(bytes, start, end) === 15) return this.encodeFifteen(bytes, start);
    return this.encodeOther(bytes, start, end);
  }

  private encodeEighteen(bytes: Buffer, start: number): number {
    for (let at = 0; at < 17; at += 1) this.digits[at] = (bytes[start + at] as number) - ZERO;
    const last = bytes[start + 17] as number;
    const check = last === X ? X_NIBBLE : last - ZERO + 1;
    return this.pack(check, DOCUMENT_KINDS.resident, check === this.checkNibble());
  }

  private encodeFifteen(bytes: Buffer, start: number): number {
    const { digits } = this;
    for (let at = 0; at < 6; at += 1) digits[at] = (bytes[start + at] as number) - ZERO;
    for (let at = 6; at < 15; at += 1) digits[at + 2] = (bytes[start + at] as number) - ZERO;
    const sequence = (digits[14] as number) * 100 + (digits[15] as number) * 10 + (digits[16] as number);
    digits[6] = 1;
    digits[7] = sequence >= FIRST_CENTENARIAN ? 8 : 9;
    return this.pack(this.checkNibble(), DOCUMENT_KINDS.residentFrom15, true);
  }

  private checkNibble(): number {
    let sum = 0;
    for (let at = 0; at < 17; at += 1) sum += (this.digits[at] as number) * (WEIGHTS[at] as number);
    return CHECK_NIBBLES[sum % 11] as number;
  }

  private pack(check: number, kind: number, isRight: boolean): number {
    const { digits } = this;
    let low = 0;
    let high = 0;
    for (let at = 7; at >= 0; at -= 1) {
      low = (low << 4) | ((digits[at] as number) + 1);
      high = (high << 4) | ((digits[at + 8] as number) + 1);
    }
    this.low = low >>> 0;
    this.high = high >>> 0;
    return ((digits[16] as number) + 1) | (check << CHECK_SHIFT) | (kind << KIND_SHIFT) | (isRight ? CHECK_IS_RIGHT : 0);
  }

  private encodeOther(bytes: Buffer, start: number, end: number): number {
    if (isMalformed(bytes, start, end)) return this.packMalformed(bytes, start, end);
    this.low = hashBytes(bytes, start, end, HASH_START);
    this.high = hashBytes(bytes, start, end, OTHER_START);
    return DOCUMENT_KINDS.other << KIND_SHIFT;
  }

  /** Digits where they stand: one too few or too many shifts what follows, and still the first ones agree. */
  private packMalformed(bytes: Buffer, start: number, end: number): number {
    for (let at = 0; at < 8; at += 1) {
      this.low |= nibbleAt(bytes, start + at, end) << (at * 4);
      this.high |= nibbleAt(bytes, start + at + 8, end) << (at * 4);
    }
    this.low >>>= 0;
    this.high >>>= 0;
    const [digit17, check] = [nibbleAt(bytes, start + 16, end), nibbleAt(bytes, start + 17, end)];
    return digit17 | (check << CHECK_SHIFT) | (DOCUMENT_KINDS.malformed << KIND_SHIFT);
  }
}

function nibbleAt(bytes: Buffer, at: number, end: number): number {
  if (at >= end) return 0;
  const byte = bytes[at] as number;
  return isDigit(byte) ? byte - ZERO + 1 : byte === X ? X_NIBBLE : UNREADABLE_NIBBLE;
}

function isMalformed(bytes: Buffer, start: number, end: number): boolean {
  const length = end - start;
  if (length < MALFORMED.shortest || length > MALFORMED.longest || !isDigit(bytes[start] as number)) return false;
  return countDigits(bytes, start, end) >= MALFORMED.digits;
}

/** Cheap to ask, and true of every placeholder: most numbers are none, and need no look at their text. */
function looksLikePlaceholder(bytes: Buffer, start: number, end: number): boolean {
  if (end - start < 14) return true;
  const [first, second, third, fourth] = [bytes[start], bytes[start + 1], bytes[start + 2], bytes[start + 3]];
  const isRepeated = first === second && second === third && third === fourth;
  return isRepeated || first === ZERO || bytes[start + 6] === ZERO || (first === ZERO + 1 && second === ZERO + 2 && third === ZERO + 3);
}

function isPlaceholder(bytes: Buffer, start: number, end: number): boolean {
  return parseDocument(bytes.toString('utf8', start, end), '', '')?.kind === 'placeholder';
}

function countDigits(bytes: Buffer, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at += 1) if (isDigit(bytes[at] as number)) count += 1;
  return count;
}

const isDigit = (byte: number): boolean => byte >= ZERO && byte <= NINE;
