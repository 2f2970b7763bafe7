import { isRealDay } from './calendar.js';
import type { Reference } from './reference.js';
import type { Sex } from './registration.js';
import type { RuleSettings } from './rule.js';

const LEAP_DAY = 229;

/**
 * The birthday on which someone born on `birth` turns `years`, both yyyymmdd. A birthday on 29 February falls on the last day
 * of February in other years, as Civil Code Art. 202 ends a term whose day does not exist.
 */
export function birthdayOf(birth: number, years: number): number {
  const birthday = birth + years * 10_000;
  return birth % 10_000 === LEAP_DAY && !isRealDay(birthday) ? birthday - 1 : birthday;
}

/** One of the 55 minorities of GB/T 3304; 01 is Han, 97 and 98 are "other" and "foreign origin". */
export function isMinority(ethnic: string): boolean {
  return ethnic !== '' && ethnic !== '01' && ethnic < '57';
}

/** A party at a marriage; days are yyyymmdd, `registered` the first and last day that the date may mean. */
export interface MarriageAgeFacts {
  readonly sex: Sex;
  /** The earliest day of birth. */
  readonly birth: number;
  readonly registered: { readonly first: number; readonly last: number };
  /** A party belongs to a minority, so that an autonomous area may have allowed less. */
  readonly minorityCouple: boolean;
}

export interface UnderAge {
  readonly severity: 'error' | 'warning';
  readonly years: number;
  /** The earliest birthday on which the age can have been reached. */
  readonly reachedOn: number;
}

/** Autonomous areas that vary the law go two years below it, to 20 and 18. Which of ours do is not certain. */
const VARIATION_YEARS = 2;
const LOWEST_AGES = { male: 20, female: 18 } as const;

/**
 * Under the age of the law of the day. `undefined` when the party may have turned it before the registration (setting `birthday`:
 * on or before it). On the birthday itself with the setting `day-after`: warning. Below the age: error, but a warning when
 * autonomous areas may allow it.
 */
export function judgeMarriageAge(facts: MarriageAgeFacts, reference: Reference, { ageReached }: RuleSettings): UnderAge | undefined {
  const { birth, registered } = facts;
  const years = minimumYears(facts, reference);
  if (years === undefined) return undefined;
  const reachedOn = birthdayOf(birth, years);
  if (registered.last > reachedOn) return undefined;
  if (registered.last === reachedOn) return ageReached === 'birthday' ? undefined : { severity: 'warning', years, reachedOn };
  return { severity: isVariation(facts, years) ? 'warning' : 'error', years, reachedOn };
}

/** The law of the earliest day the date may mean is the mildest: the ages have only ever risen. */
function minimumYears({ sex, registered }: MarriageAgeFacts, reference: Reference): number | undefined {
  const law = reference.law('minimum-age', registered.first) ?? reference.law('minimum-age', registered.last);
  const years = law?.values[sex === 'male' ? 'manYears' : 'womanYears'];
  return years === undefined ? undefined : Number(years);
}

function isVariation({ sex, birth, registered, minorityCouple }: MarriageAgeFacts, years: number): boolean {
  return minorityCouple && registered.last >= birthdayOf(birth, Math.max(years - VARIATION_YEARS, LOWEST_AGES[sex]));
}
