import { otherStarCount } from '../marks/spelling.js';
import type { MaskValue } from '../masking/treatments.js';
import * as texts from '../masking/treatments.js';
import { hideSlippedNumbers, SHORTEST_RESIDENT_NUMBER } from '../masking/slipped-numbers.js';
import type { CellWork } from './cell-work.js';
import type { NameTree } from './name-tree.js';

/**
 * Writes a cell as a mask of texts leaves it, in the spelling that the bit asks for.
 * @returns `false` when the bytes alone do not tell how; then nothing was written, and the cell goes through the texts.
 */
export type ByteForm = (work: CellWork, bit: 0 | 1) => boolean;

const STAR = 0x2a;
const HYPHEN = 0x2d;
const SPACE = 0x20;
const ZERO = 0x30;
const NINE = 0x39;
const UPPER_A = 0x41;
const UPPER_X = 0x58;
const UPPER_Z = 0x5a;
const FIRST_OF_TWO = 0xc0;
const FIRST_OF_THREE = 0xe0;
const FIRST_OF_FOUR = 0xf0;
const REGION_DIGITS = 6;
const NUMBER_STARS = 12;
const HIDDEN_STARS = 3;
const MOST_LEVELS = 3;
const YEAR_CHARACTERS = 4;
const MONTH_CHARACTERS = 7;
/** A number in a text, as masking/slipped-numbers.ts looks for it: a digit and six more digits, spaces or hyphens. */
const SLIPPED_RUN = 7;

/**
 * The masks that have a form in bytes, by the mask itself: one that is changed there and not here is not found, and its
 * cells go through the texts. test/export/fast holds each to its mask.
 */
export const BYTE_FORMS: ReadonlyMap<MaskValue, ByteForm> = new Map<MaskValue, ByteForm>([
  [texts.keep, keep],
  [texts.hide, hide],
  [texts.familyName, familyName],
  [texts.regionOfNumber, regionOfNumber],
  [texts.yearOf, beginning(YEAR_CHARACTERS)],
  [texts.monthOf, beginning(MONTH_CHARACTERS)],
  [texts.officeRegionOf, beginning(REGION_DIGITS)],
  [texts.starDigits, starDigits],
  [texts.originOf, originOf],
  [hideSlippedNumbers, keepWithoutNumber],
]);

/** The region words of an address (masking/place-words.ts). */
export function placeForm(names: NameTree): ByteForm {
  return (work, bit) => {
    let end = work.from;
    for (let level = 0; level < MOST_LEVELS; level += 1) end = names.endOfName(work.source, end, work.to);
    if (end === work.from) return hide(work, bit);
    work.cut(end - work.from);
    return true;
  };
}

function keep(): boolean {
  return true;
}

function keepWithoutNumber(work: CellWork): boolean {
  return !mayHoldNumber(work) || isShortCode(work);
}

/** `440106-MZ`: too short for a resident number, and no letter before a digit, which would make it a passport's. */
function isShortCode({ source, from, to, isAscii }: CellWork): boolean {
  if (!isAscii || to - from >= SHORTEST_RESIDENT_NUMBER) return false;
  for (let at = from + 1; at < to; at += 1) if (isDigit(source[at] as number) && isLetter(source[at - 1] as number)) return false;
  return true;
}

function mayHoldNumber({ source, from, to }: CellWork): boolean {
  let run = 0;
  for (let at = from; at < to; at += 1) {
    const byte = source[at] as number;
    if (isDigit(byte) || (run > 0 && (byte === SPACE || byte === HYPHEN))) run += 1;
    else run = 0;
    if (run === SLIPPED_RUN) return true;
  }
  return false;
}

function hide(work: CellWork, bit: 0 | 1): boolean {
  work.cut(0);
  stars(work, HIDDEN_STARS, bit);
  return true;
}

function familyName(work: CellWork, bit: 0 | 1): boolean {
  work.cut(bytesOfCharacter(work.source[work.from] as number));
  stars(work, 1, bit);
  return true;
}

function bytesOfCharacter(first: number): number {
  if (first < FIRST_OF_TWO) return 1;
  if (first < FIRST_OF_THREE) return 2;
  return first < FIRST_OF_FOUR ? 3 : 4;
}

function regionOfNumber(work: CellWork, bit: 0 | 1): boolean {
  if (!isResidentNumber(work)) return hide(work, bit);
  work.cut(REGION_DIGITS);
  stars(work, NUMBER_STARS, bit);
  return true;
}

function isResidentNumber({ source, from, to }: CellWork): boolean {
  const isLong = to - from === 18;
  if (!isLong && to - from !== 15) return false;
  const digitsEnd = isLong && source[to - 1] === UPPER_X ? to - 1 : to;
  for (let at = from; at < digitsEnd; at += 1) if (!isDigit(source[at] as number)) return false;
  return true;
}

function beginning(characters: number): ByteForm {
  return (work) => {
    if (!work.isAscii) return false;
    work.cut(characters);
    return true;
  };
}

function originOf(work: CellWork, bit: 0 | 1): boolean {
  const { source, from, to } = work;
  const isHan = to - from === 2 && source[from] === ZERO && source[from + 1] === ZERO + 1;
  const isChina = to - from === 3 && source[from] === ZERO + 1 && source[from + 1] === ZERO + 5 && source[from + 2] === ZERO + 6;
  return isHan || isChina || hide(work, bit);
}

/** Only the first run of stars is spelled one way or the other. */
function starDigits(work: CellWork, bit: 0 | 1): boolean {
  const { source, from, to } = work;
  let first = from;
  while (first < to && !isDigit(source[first] as number)) first += 1;
  let last = first;
  while (last < to && isDigit(source[last] as number)) last += 1;
  work.cut(first - from);
  stars(work, last - first, bit);
  const { out } = work;
  for (let at = last; at < to; at += 1) {
    const byte = source[at] as number;
    out[work.end++] = isDigit(byte) ? STAR : byte;
  }
  return true;
}

function stars(work: CellWork, count: number, bit: 0 | 1): void {
  work.put(STAR, bit === 0 || count === 0 ? count : otherStarCount(count));
}

const isLetter = (byte: number): boolean => byte >= UPPER_A && byte <= UPPER_Z;
const isDigit = (byte: number): boolean => byte >= ZERO && byte <= NINE;
