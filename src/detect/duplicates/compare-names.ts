import type { HanLikeness } from './han-likeness.js';
import { NAME } from './levels.js';

/** Units of a name that the record holds; of a longer one the last is a hash of the rest (record-layout.ts). */
const HELD_UNITS = 4;

/** □, 〇, ○, ■, ?, * and the replacement character: where somebody could not read a character. */
const UNREADABLE: ReadonlySet<number> = new Set([0x25a1, 0x3007, 0x25cb, 0x25a0, 0x3f, 0x2a, 0xfffd]);

/** How two different characters are alike, the nearest first; the level of a name is that of its least alike character. */
const LIKENESS = [NAME.homophoneTone, NAME.homophone, NAME.lookAlike, NAME.cantonese] as const;

/** The level at which two names agree, by the words of the record and their true lengths. */
export class NameComparer {
  private readonly han: HanLikeness;
  private readonly left = new Uint16Array(HELD_UNITS);
  private readonly right = new Uint16Array(HELD_UNITS);

  constructor(han: HanLikeness) {
    this.han = han;
  }

  compare(leftLow: number, leftHigh: number, leftLength: number, rightLow: number, rightHigh: number, rightLength: number): number {
    if (leftLow === 0 || rightLow === 0) return NAME.missing;
    if (leftLow === rightLow && leftHigh === rightHigh) return leftLength === rightLength ? NAME.exact : NAME.oneMissing;
    unpack(this.left, leftLow, leftHigh);
    unpack(this.right, rightLow, rightHigh);
    return leftLength === rightLength ? this.compareEqualLengths(leftLength) : this.compareLengths(leftLength, rightLength);
  }

  private compareEqualLengths(length: number): number {
    const { left, right } = this;
    const held = Math.min(length, HELD_UNITS);
    let unlike = 0;
    let level = 0;
    for (let at = 0; at < held; at += 1) {
      if (left[at] === right[at]) continue;
      const isRest = at === HELD_UNITS - 1 && length > HELD_UNITS;
      const likeness = isRest ? 0 : this.likeness(left[at] ?? 0, right[at] ?? 0);
      // A different rest may be any number of characters.
      if (likeness === 0) unlike += isRest ? HELD_UNITS : 1;
      else level = Math.max(level, likeness);
    }
    if (unlike === 0) return level;
    if (isReordered(left, right, held)) return NAME.swapped;
    if (unlike === 1 && held > 2) return NAME.oneDifferent;
    return left[0] === right[0] ? NAME.surname : NAME.nothing;
  }

  /** 0 when two different characters are not alike. */
  private likeness(left: number, right: number): number {
    const { han } = this;
    if (han.sharesToneReading(left, right)) return LIKENESS[0];
    if (han.sharesReading(left, right)) return LIKENESS[1];
    if (han.looksAlike(left, right) || UNREADABLE.has(left) || UNREADABLE.has(right)) return LIKENESS[2];
    return han.sharesCantoneseReading(left, right) ? LIKENESS[3] : 0;
  }

  /** One character left out, not the surname of a name of two. */
  private compareLengths(leftLength: number, rightLength: number): number {
    const { left, right } = this;
    const longer = leftLength > rightLength ? left : right;
    const shorter = leftLength > rightLength ? right : left;
    const length = Math.max(leftLength, rightLength);
    const isOneApart = Math.abs(leftLength - rightLength) === 1 && length <= HELD_UNITS && length > 2;
    if (isOneApart && isWithout(longer, shorter, length)) return NAME.oneMissing;
    return left[0] === right[0] ? NAME.surname : NAME.nothing;
  }
}

function unpack(units: Uint16Array, low: number, high: number): void {
  units[0] = low & 0xffff;
  units[1] = low >>> 16;
  units[2] = high & 0xffff;
  units[3] = high >>> 16;
}

/** The same characters in another order. */
function isReordered(left: Uint16Array, right: Uint16Array, length: number): boolean {
  let matched = 0;
  for (let at = 0; at < length; at += 1) {
    for (let other = 0; other < length; other += 1) {
      if (left[at] === right[other] && (matched & (1 << other)) === 0) {
        matched |= 1 << other;
        break;
      }
    }
  }
  return matched === (1 << length) - 1;
}

/** Whether the longer name without one of its characters is the shorter one. */
function isWithout(longer: Uint16Array, shorter: Uint16Array, length: number): boolean {
  let skipped = 0;
  for (let at = 0; at < length; at += 1) {
    if (at - skipped < length - 1 && longer[at] === shorter[at - skipped]) continue;
    skipped += 1;
  }
  return skipped === 1;
}
