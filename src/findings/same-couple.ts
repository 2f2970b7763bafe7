import type { Role } from '../domain/fields.js';
import { parseDate, type PartialDate } from '../domain/partial-date.js';
import { personKey } from '../domain/person-key.js';
import { PARTY_FIELDS } from '../domain/read-registration.js';
import type { StoredRegistration } from '../store/registration-repository.js';

/** Why two registrations cannot be one event. */
export type Contradiction = 'type' | 'date' | 'man' | 'woman';

/** Two dates of one event, one of them wrong: a digit or two, days exchanged, or the lunar reading, which is up to two months away. */
const MOST_DAYS_APART = 60;
const MOST_DIGITS_WRONG = 2;
/** Beyond four places a number is another number, not the same with mistakes. */
const MOST_PLACES_WRONG = 4;

/** @param exchanged the man of one is in the columns of the woman of the other */
export function contradictionOf(left: StoredRegistration, right: StoredRegistration, exchanged: boolean): Contradiction | undefined {
  if (left.op_type !== right.op_type) return 'type';
  if (datesContradict(left.op_date, right.op_date)) return 'date';
  return (['man', 'woman'] as const).find((role) => {
    const facts = partyAgreement(left, role, right, exchanged ? otherRole(role) : role);
    return facts.includes('disagrees') && !facts.includes('agrees');
  });
}

/** Whether the parties agree better when the columns of man and woman are exchanged. */
export function isExchanged(left: StoredRegistration, right: StoredRegistration): boolean {
  const agreements = (role: Role, other: Role): number =>
    partyAgreement(left, role, right, other).filter((fact) => fact === 'agrees').length;
  return agreements('man', 'woman') + agreements('woman', 'man') > agreements('man', 'man') + agreements('woman', 'woman');
}

export function otherRole(role: Role): Role {
  return role === 'man' ? 'woman' : 'man';
}

type Fact = 'agrees' | 'disagrees' | 'unknown';

/** Name, document number and birth of a party: any one that agrees keeps two parties one, so that two mistakes do not part them. */
function partyAgreement(left: StoredRegistration, role: Role, right: StoredRegistration, other: Role): readonly Fact[] {
  const judge = (key: 'name' | 'documentNumber' | 'birth', same: (a: string, b: string) => boolean): Fact => {
    const [a, b] = [left[PARTY_FIELDS[role][key]], right[PARTY_FIELDS[other][key]]];
    return a === '' || b === '' ? 'unknown' : same(a, b) ? 'agrees' : 'disagrees';
  };
  return [judge('name', namesAgree), judge('documentNumber', numbersAgree), judge('birth', (a, b) => a === b)];
}

/** More than half of the characters in their places: the family name alone says little. */
function namesAgree(left: string, right: string): boolean {
  const [a, b] = [[...left], [...right]];
  const same = a.filter((character, at) => character === b[at]).length;
  return same * 2 > Math.max(a.length, b.length);
}

function numbersAgree(left: string, right: string): boolean {
  return personKey(left) === personKey(right) || (left.length === right.length && placesApart(left, right) <= MOST_PLACES_WRONG);
}

function placesApart(left: string, right: string): number {
  return Array.from(left).filter((character, at) => character !== right[at]).length;
}

function datesContradict(left: string, right: string): boolean {
  const [a, b] = [parseDate(left), parseDate(right)];
  if (a === undefined || b === undefined) return false;
  return daysBetween(a, b) > MOST_DAYS_APART && placesApart(left.padEnd(10), right.padEnd(10)) > MOST_DIGITS_WRONG;
}

/** Days of calendar between the spans of two dates; 0 when they overlap. */
function daysBetween(left: PartialDate, right: PartialDate): number {
  return Math.max(0, dayNumber(right.first) - dayNumber(left.last), dayNumber(left.first) - dayNumber(right.last));
}

/** Days since the epoch of a day written yyyymmdd. */
function dayNumber(day: number): number {
  return Date.UTC(Math.trunc(day / 10_000), (Math.trunc(day / 100) % 100) - 1, day % 100) / 86_400_000;
}
