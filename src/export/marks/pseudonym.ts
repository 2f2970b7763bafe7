import { keyedHash } from './mark-key.js';

/**
 * Pseudonyms of one export: the same value has the same one in every row, no other export has it, and nobody without
 * the export's key can compute it or find its value by trying all numbers.
 * Form: `P`, twelve characters for the value (60 bits), four that belong to those twelve under the export's key (20 bits), in
 * Crockford's base 32. The last four tell whose export a pseudonym is from without knowing whom it stands for.
 */
export type Pseudonymise = (value: string) => string;

const PREFIX = 'P';
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const NAME_DIGITS = 12;
const TAG_DIGITS = 4;
const TAG_MASK = 0xfffff;
const HIGH_MASK = 0x0fffffff;
/** One pseudonym of another export in this many has the right tag by chance. */
export const TAG_SPAN: number = TAG_MASK + 1;

/** @returns a function that keeps the empty value empty. @param key the export's mark key. */
export function createPseudonymiser(key: Buffer): Pseudonymise {
  const name = keyedHash(key, 'pseudonym');
  const tag = keyedHash(key, 'pseudonym-tag');
  return (value) => {
    if (value === '') return '';
    name.ofText(value);
    const low = name.low >>> 0;
    const high = name.high & HIGH_MASK;
    tag.ofWords(low | 0, high);
    return PREFIX + inDigits(high, low) + inTagDigits(tag.low & TAG_MASK);
  };
}

/** A pseudonym as it was read in a file. */
export interface SeenPseudonym {
  readonly low: number;
  readonly high: number;
  readonly tag: number;
}

const SHAPE = new RegExp(`^${PREFIX}[${DIGITS}]{${NAME_DIGITS + TAG_DIGITS}}$`, 'iu');

/** `undefined` when the text does not have the form. */
export function readPseudonym(text: string): SeenPseudonym | undefined {
  if (!SHAPE.test(text)) return undefined;
  const digits = [...text.slice(PREFIX.length).toUpperCase()].map((character) => DIGITS.indexOf(character));
  const name = digits.slice(0, NAME_DIGITS).reduce((value, five) => value * 32n + BigInt(five), 0n);
  const tag = digits.slice(NAME_DIGITS).reduce((value, five) => value * 32 + five, 0);
  return { low: Number(name & 0xffffffffn), high: Number(name >> 32n), tag };
}

/** Tells whether pseudonyms carry the tag of the export with this key. */
export function pseudonymRecogniser(key: Buffer): (seen: SeenPseudonym) => boolean {
  const tag = keyedHash(key, 'pseudonym-tag');
  return (seen) => {
    tag.ofWords(seen.low | 0, seen.high);
    return (tag.low & TAG_MASK) === seen.tag;
  };
}

/** Sixty bits in twelve digits: 28 from the high word, 32 from the low one; five of the first four digits' bits each. */
function inDigits(high: number, low: number): string {
  return (
    digit(high >>> 23) +
    digit(high >>> 18) +
    digit(high >>> 13) +
    digit(high >>> 8) +
    digit(high >>> 3) +
    digit((high << 2) | (low >>> 30)) +
    digit(low >>> 25) +
    digit(low >>> 20) +
    digit(low >>> 15) +
    digit(low >>> 10) +
    digit(low >>> 5) +
    digit(low)
  );
}

function inTagDigits(tag: number): string {
  return digit(tag >>> 15) + digit(tag >>> 10) + digit(tag >>> 5) + digit(tag);
}

function digit(bits: number): string {
  return DIGITS[bits & 31] as string;
}
