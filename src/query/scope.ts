import { areaHolds } from '../domain/archive-area.js';
import { PARTY_FIELDS } from '../domain/read-registration.js';
import type { Role } from '../domain/fields.js';
import { parseDate } from '../domain/partial-date.js';
import { personKey } from '../domain/person-key.js';
import type { Reference } from '../domain/reference.js';
import type { RowValues } from '../domain/registration.js';
import type { FoundRegistration } from '../store/query-repository.js';

/** A person as somebody asks for one. The number is normalised; without a name only the number counts. */
export interface AskedPerson {
  readonly number: string;
  readonly name: string | undefined;
}

/** One registration of a person: which side of it the person is on, and whether the name given is the one that stands there. */
export interface PersonRegistration {
  readonly registration: FoundRegistration;
  readonly role: Role;
  readonly nameFits: boolean;
  /** In the area of who asks: everything may be seen. Elsewhere the least that answers the question (docs/query.md). */
  readonly isOwn: boolean;
}

const FIRST_HASHED_KEY = 2 ** 47;

/** Whether the archive of a registration lies in the area of who asks. */
export type QueryArea = (registration: FoundRegistration) => boolean;

/**
 * The registrations of a person that somebody of this area may know of: all of the area's own, and of others those where
 * name and number both fit.
 */
export function visibleTo(area: QueryArea, person: AskedPerson, found: readonly FoundRegistration[]): readonly PersonRegistration[] {
  return found.flatMap((registration) => {
    const place = placeOf(person.number, registration);
    if (place === undefined) return [];
    const { role, names } = place;
    const nameFits = person.name === undefined || names.includes(person.name);
    const isOwn = area(registration);
    return isOwn || (nameFits && person.name !== undefined) ? [{ registration, role, nameFits, isOwn }] : [];
  });
}

/** The side of the couple the person is on, and the names the person has there and in what was merged into it. */
function placeOf(number: string, registration: FoundRegistration): { readonly role: Role; readonly names: readonly string[] } | undefined {
  const { foundBy: merged } = registration;
  const role = roleOf(number, merged?.registration ?? registration);
  if (role === undefined) return undefined;
  if (merged === undefined) return { role, names: [registration[PARTY_FIELDS[role].name]] };
  const own = merged.exchanged ? (role === 'man' ? 'woman' : 'man') : role;
  return { role: own, names: [registration[PARTY_FIELDS[own].name], merged.registration[PARTY_FIELDS[role].name]] };
}

/** The side of the couple that carries the number, in 15 or 18 digits. */
export function roleOf(number: string, registration: RowValues): Role | undefined {
  return (['man', 'woman'] as const).find((role) => isSameNumber(number, registration[PARTY_FIELDS[role].documentNumber]));
}

/**
 * Resident numbers are one when region, birth and sequence are: the check character follows from them, and a 15-digit number
 * has none. Others must be equal, since their keys are hashes.
 */
function isSameNumber(left: string, right: string): boolean {
  if (right === '') return false;
  const key = personKey(left);
  return left === right || (key < FIRST_HASHED_KEY && key === personKey(right));
}

/** The area whose office codes begin with `prefix`, with the archives it took over. @param reference of the registry's tables */
export function queryArea(prefix: string, reference: Reference): QueryArea {
  return ({ dept_code: code, op_date: day }) => {
    if (code.startsWith(prefix)) return true;
    const date = parseDate(day);
    const found = date === undefined || code === '' ? undefined : reference.office(code, date.first, date.last);
    return areaHolds(prefix, code, found?.status === 'unknown' ? undefined : found?.row, reference);
  };
}

/** The province sees all of it, and what other provinces sent. */
export const WHOLE_PROVINCE: QueryArea = () => true;
