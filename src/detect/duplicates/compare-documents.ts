import { DOCUMENT_KINDS } from '../features/record-layout.js';
import { DOCUMENT } from './levels.js';

/** A party's part of the word DOCUMENTS (record-layout.ts): digit 17, check character, kind, whether the check is right. */
const DIGIT_17 = 0xf;
const CHECK_SHIFT = 4;
const KIND_SHIFT = 8;
const CHECK_IS_RIGHT = 0x800;

/** Digits 7 to 14, the birth, within the two words of digits 1 to 8 and 9 to 16. */
const BIRTH_IN_FIRST = 0xff00_0000;
const BIRTH_IN_SECOND = 0x00ff_ffff;

export const documentKind = (part: number): number => (part >>> KIND_SHIFT) & 7;

export function isResident(kind: number): boolean {
  return kind === DOCUMENT_KINDS.resident || kind === DOCUMENT_KINDS.residentFrom15;
}

/** The level at which two document numbers agree; `part` is the party's half of DOCUMENTS. */
export function compareDocuments(
  left1: number,
  left2: number,
  leftPart: number,
  right1: number,
  right2: number,
  rightPart: number,
): number {
  const leftKind = documentKind(leftPart);
  const rightKind = documentKind(rightPart);
  if (leftKind === DOCUMENT_KINDS.none || rightKind === DOCUMENT_KINDS.none) return DOCUMENT.missing;
  if (isResident(leftKind) && isResident(rightKind)) return compareResidents(left1, left2, leftPart, right1, right2, rightPart);
  if (left1 === right1 && left2 === right2 && leftKind === rightKind) return DOCUMENT.exact;
  const isMalformed = leftKind === DOCUMENT_KINDS.malformed || rightKind === DOCUMENT_KINDS.malformed;
  return leftKind !== rightKind || isMalformed ? DOCUMENT.otherKind : DOCUMENT.nothing;
}

function compareResidents(left1: number, left2: number, leftPart: number, right1: number, right2: number, rightPart: number): number {
  const first = left1 ^ right1;
  const second = left2 ^ right2;
  const last = (leftPart ^ rightPart) & DIGIT_17;
  const differing = digitsIn(first) + digitsIn(second) + (last === 0 ? 0 : 1);
  if (differing === 0) return ((leftPart ^ rightPart) >>> CHECK_SHIFT) & 0xf ? DOCUMENT.typo : DOCUMENT.exact;
  const bothProven = isProven(leftPart) && isProven(rightPart);
  if (differing === 1) return bothProven ? DOCUMENT.neighbour : DOCUMENT.typo;
  const sameBirth = ((first & BIRTH_IN_FIRST) | (second & BIRTH_IN_SECOND)) === 0;
  if (differing === 2 && !bothProven) {
    return isSwap(left1, left2, leftPart, right1, right2, rightPart) ? DOCUMENT.typo : DOCUMENT.twoDigits;
  }
  return sameBirth ? DOCUMENT.sameBirth : DOCUMENT.nothing;
}

/** A check character that was written and is right; the one of a 15-digit number was computed. */
function isProven(part: number): boolean {
  return (part & CHECK_IS_RIGHT) !== 0 && documentKind(part) === DOCUMENT_KINDS.resident;
}

/** Digits that differ, of the exclusive or of two words of eight. */
function digitsIn(difference: number): number {
  let bits = difference | (difference >>> 1);
  bits = (bits | (bits >>> 2)) & 0x1111_1111;
  return (Math.imul(bits, 0x1111_1111) >>> 28) & 0xf;
}

/** Of two digits that differ: whether they stand side by side, the one in place of the other. */
function isSwap(left1: number, left2: number, leftPart: number, right1: number, right2: number, rightPart: number): boolean {
  for (let at = 0; at < 16; at += 1) {
    const here = digitAt(left1, left2, leftPart, at);
    if (here === digitAt(right1, right2, rightPart, at)) continue;
    const next = digitAt(left1, left2, leftPart, at + 1);
    return here === digitAt(right1, right2, rightPart, at + 1) && next === digitAt(right1, right2, rightPart, at);
  }
  return false;
}

function digitAt(first: number, second: number, part: number, at: number): number {
  if (at === 16) return part & DIGIT_17;
  return ((at < 8 ? first : second) >>> ((at & 7) * 4)) & 0xf;
}

/** The birth a resident number holds as yyyymmdd; 0 when it is not digits. */
export function birthInDocument(first: number, second: number): number {
  let birth = 0;
  for (let at = 6; at < 14; at += 1) {
    const digit = digitAt(first, second, 0, at);
    if (digit === 0) return 0;
    birth = birth * 10 + digit - 1;
  }
  return birth;
}
