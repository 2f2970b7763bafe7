import { looksAlike } from '../../../domain/han-lookalikes.js';
import { sharesCantoneseReading, sharesReading } from '../../../domain/han-readings.js';

/**
 * Names as a timeline keeps them: the first four UTF-16 code units in two words, so that thirty million of them fit in memory.
 * `similar` are two spellings that one person may have: half of the characters agree, one is missing, or all sound or look alike.
 */
export type Likeness = 'same' | 'similar' | 'different';

export interface PackedName {
  readonly low: number;
  readonly high: number;
}

export function packName(name: string): PackedName {
  const unit = (at: number): number => (at < name.length ? name.charCodeAt(at) : 0);
  return { low: (unit(0) | (unit(1) << 16)) >>> 0, high: (unit(2) | (unit(3) << 16)) >>> 0 };
}

/** A name that is not given may be any. */
export function nameLikeness(left: PackedName, right: PackedName): Likeness {
  if (left.low === 0 || right.low === 0) return 'similar';
  if (left.low === right.low && left.high === right.high) return 'same';
  const a = unitsOf(left);
  const b = unitsOf(right);
  return mayBeOneName(a, b) ? 'similar' : 'different';
}

/** The surname's character, 0 when there is no name. */
export function surnameOf({ low }: PackedName): number {
  return low & 0xffff;
}

export function shareNoCharacter(left: PackedName, right: PackedName): boolean {
  const b = unitsOf(right);
  return !unitsOf(left).some((unit) => b.includes(unit));
}

function unitsOf({ low, high }: PackedName): readonly number[] {
  return [low & 0xffff, low >>> 16, high & 0xffff, high >>> 16].filter((unit) => unit !== 0);
}

function mayBeOneName(a: readonly number[], b: readonly number[]): boolean {
  if (a.length === b.length) {
    const differing = a.filter((unit, at) => unit !== b[at]).length;
    return differing <= Math.floor(a.length / 2) || a.every((unit, at) => areAlike(unit, b[at] ?? 0));
  }
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  return shorter.length >= 2 && longer.length - shorter.length === 1 && isSubsequence(shorter, longer);
}

function areAlike(a: number, b: number): boolean {
  return a === b || sharesReading(a, b) || sharesCantoneseReading(a, b) || looksAlike(a, b);
}

function isSubsequence(shorter: readonly number[], longer: readonly number[]): boolean {
  let at = 0;
  for (const unit of longer) if (unit === shorter[at]) at += 1;
  return at === shorter.length;
}
