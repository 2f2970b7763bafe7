import { nameLikeness } from './name-likeness.js';
import type { TimelineEntry } from './entry-store.js';

/**
 * Whether two events of one person are with the same spouse. Numbers are mistyped and names misspelt, so there is a `maybe`: it
 * is enough to end a marriage, and not enough to say something of a couple.
 */
export type SameSpouse = 'yes' | 'maybe' | 'no';

export function sameSpouse(left: TimelineEntry, right: TimelineEntry): SameSpouse {
  const names = nameLikeness(left.spouseName, right.spouseName);
  if (left.spouseKey === 0 || right.spouseKey === 0) return withoutNumber(left, right, names);
  if (left.spouseKey === right.spouseKey) return names === 'different' ? 'maybe' : 'yes';
  if (names === 'different') return 'no';
  return names === 'similar' && areOthers(left, right) ? 'no' : 'maybe';
}

function withoutNumber(left: TimelineEntry, right: TimelineEntry, names: ReturnType<typeof nameLikeness>): SameSpouse {
  const isNamed = left.spouseName.low !== 0 && right.spouseName.low !== 0;
  return names === 'same' && isNamed ? 'yes' : names === 'different' ? 'no' : 'maybe';
}

const SEQUENCE_SPAN = 1_000;
const DAY_SPAN = 100_000;

/** Two sound resident numbers with other birthdays are two people, whatever their names have in common. */
function areOthers(left: TimelineEntry, right: TimelineEntry): boolean {
  if (!left.spouseIsSound || !right.spouseIsSound) return false;
  return birthdayIn(left.spouseKey) !== birthdayIn(right.spouseKey);
}

const birthdayIn = (key: number): number => Math.floor(key / SEQUENCE_SPAN) % DAY_SPAN;
