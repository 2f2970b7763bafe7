import type { LinkageComparison } from '../../domain/linkage-model.js';
import { RECORD_WORDS, WORD } from '../features/record-layout.js';
import { PairComparer } from './compare-pair.js';
import type { HanLikeness } from './han-likeness.js';
import {
  CERTIFICATE,
  COUPLE_PATTERNS,
  COUPLE_SIZES,
  EVENT_PATTERNS,
  EVENT_SIZES,
  PARTY_PATTERNS,
  PARTY_SIZES,
  PLACE,
  unpackLevels,
} from './levels.js';
import { isNeutral } from './start-model.js';

/** Enough to count what two unrelated registrations agree on by chance down to one pair in 50,000. */
const SAMPLED_PAIRS = 400_000;
/** In a small registry more would only be the same pairs again. */
const PAIRS_A_RECORD = 30;
/** A level seen less often keeps the probability it began with. */
const LEAST_SEEN = 8;
/** Fewer pairs that have both values say nothing. */
const LEAST_PAIRS = 300;
/** Fewer than this are hardly ever unrelated pairs only. */
const LEAST_RECORDS = 1_000;
const TYPE_MASK = 0xf00;

/** u of every level, from pairs drawn at random: among millions of records hardly one of them is a true pair. */
export function estimateUnrelated(
  words: Uint32Array,
  count: number,
  han: HanLikeness,
  start: readonly LinkageComparison[],
): readonly LinkageComparison[] {
  if (count < LEAST_RECORDS) return start;
  const seen = countLevels(words, count, han, start);
  return start.map((comparison, index) => withShares(comparison, seen[index] ?? []));
}

function countLevels(words: Uint32Array, count: number, han: HanLikeness, start: readonly LinkageComparison[]): number[][] {
  const patterns = countPatterns(words, count, han);
  const seen = start.map(({ levels }) => levels.map(() => 0));
  addLevels(seen.slice(PLACE.nameMan), patterns.man, PARTY_SIZES);
  addLevels(seen.slice(PLACE.nameWoman), patterns.woman, PARTY_SIZES);
  addLevels(seen.slice(PLACE.parties), patterns.couple, COUPLE_SIZES);
  addLevels(seen.slice(PLACE.opDate), patterns.event, EVENT_SIZES);
  return seen;
}

/** How many of the drawn pairs have each packed combination of levels. */
function countPatterns(words: Uint32Array, count: number, han: HanLikeness) {
  const comparer = new PairComparer(words, han);
  const man = new Uint32Array(PARTY_PATTERNS);
  const woman = new Uint32Array(PARTY_PATTERNS);
  const couple = new Uint32Array(COUPLE_PATTERNS);
  const event = new Uint32Array(EVENT_PATTERNS);
  const draw = drawing(count);
  const sampled = Math.min(SAMPLED_PAIRS, count * PAIRS_A_RECORD);
  for (let pair = 0; pair < sampled; pair += 1) {
    const left = draw();
    const right = draw();
    if (left === right || !sameType(words, left, right)) continue;
    comparer.begin(left, right);
    countOne(man, comparer.man());
    countOne(woman, comparer.woman());
    countOne(couple, comparer.couple());
    countOne(event, comparer.event());
  }
  return { man, woman, couple, event };
}

function countOne(counts: Uint32Array, pattern: number): void {
  counts[pattern] = (counts[pattern] ?? 0) + 1;
}

/** @param seen counts by level of the comparisons that were packed, and of those behind them */
function addLevels(seen: readonly number[][], patterns: Uint32Array, sizes: readonly number[]): void {
  patterns.forEach((pairs, pattern) => {
    if (pairs === 0) return;
    unpackLevels(pattern, sizes).forEach((level, index) => {
      const counts = seen[index];
      if (counts !== undefined) counts[level] = (counts[level] ?? 0) + pairs;
    });
  });
}

function sameType(words: Uint32Array, left: number, right: number): boolean {
  const leftKind = words[left * RECORD_WORDS + WORD.KIND] ?? 0;
  const rightKind = words[right * RECORD_WORDS + WORD.KIND] ?? 0;
  return ((leftKind ^ rightKind) & TYPE_MASK) === 0;
}

/** The same places for the same number of records, so that an estimate can be made again (xorshift; Marsaglia, 2003). */
function drawing(count: number): () => number {
  let state = 0x2545_f491;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 2 ** 32) * count);
  };
}

function withShares(comparison: LinkageComparison, seen: readonly number[]): LinkageComparison {
  const isCounted = (level: number): boolean => !isNeutral(comparison.key, level) && !isAssumed(comparison.key, level);
  const total = seen.reduce((sum, count, level) => sum + (isCounted(level) ? count : 0), 0);
  if (total < LEAST_PAIRS) return comparison;
  const levels = comparison.levels.map((level, index) => {
    const count = seen[index] ?? 0;
    return isCounted(index) && count >= LEAST_SEEN ? { ...level, u: count / total } : level;
  });
  return { ...comparison, levels };
}

/** That parties are read crossed is a supposition; and how serials agree within one office and year no random pair can say. */
function isAssumed(comparison: string, level: number): boolean {
  return comparison === 'parties' || (comparison === 'certificate' && level < CERTIFICATE.sameSerial);
}
