import { dayOf, isoText, yearOf, yearsLater, type CivilDay } from './civil-day.js';
import { addressIn, EIGHTEEN_DIGITS_BEGIN, minimumAgeYears, NUMBERS_BEGIN } from './eras.js';
import { fifteenDigits, LAST_BIRTH, type NumberIssuer } from './identity-numbers.js';
import { makeName } from './names.js';
import { clearOfNewYear } from './timetable.js';
import type { County } from './counties.js';
import type { Random } from './random.js';
import type { SampleRow } from './row.js';
import { PARTY_FIELDS } from '../../src/domain/read-registration.js';
import type { Sex } from '../../src/domain/registration.js';

/** One party as the archive of the day describes them, in codes. */
export interface Person {
  readonly sex: Sex;
  readonly name: string;
  readonly bornOn: CivilDay;
  /** 18 digits; empty for people recorded before numbers existed. */
  readonly number: string;
  readonly ethnic: string;
  readonly occupation: string;
  readonly education: string;
  readonly address: string;
}

const YEARS_BEYOND_MINIMUM = [
  [1970, 6],
  [1990, 10],
  [2010, 14],
  [2100, 18],
] as const;
/** Young couples of the last years would be born after the last possible number: they are made a little older. */
const LATE_BIRTHS_FROM = dayOf(1984, 1, 1);

const ETHNIC_SHARES = [
  ['01', 960],
  ['13', 14],
  ['08', 12],
  ['22', 5],
  ['06', 5],
  ['15', 4],
] as const;
const OCCUPATION_SHARES = {
  early: [
    ['5', 85],
    ['6/7/8/9', 8],
    ['3', 4],
    ['1/2', 3],
  ],
  late: [
    ['5', 30],
    ['6/7/8/9', 25],
    ['4', 22],
    ['1/2', 12],
    ['3', 8],
    ['Y', 3],
  ],
} as const;
const EDUCATION_SHARES = {
  early: [
    ['80', 60],
    ['90', 20],
    ['70', 17],
    ['60', 3],
  ],
  late: [
    ['70', 40],
    ['60', 22],
    ['40', 10],
    ['20/30', 24],
    ['10', 1],
    ['80', 3],
  ],
} as const;

export interface Household {
  readonly county: County;
  readonly town: string;
}

/** Someone who may marry on `marriedOn`: old enough by the law of that day, with a number if anyone had one by `recordedOn`. */
export function makePerson(
  sex: Sex,
  marriedOn: CivilDay,
  recordedOn: CivilDay,
  home: Household,
  issuer: NumberIssuer,
  random: Random,
): Person {
  // Two days to spare: the age counts from the day after the birthday, and a birth on New Year's Day moves one day on.
  const latest = yearsLater(marriedOn, -minimumAgeYears(sex, marriedOn)) - 2;
  const wished = wishedBirth(latest, marriedOn, random);
  const birth = recordedOn < NUMBERS_BEGIN ? { bornOn: wished, number: '' } : issuer.issue(sex, wished, latest);
  const span = yearOf(marriedOn) < 1984 ? 'early' : 'late';
  return {
    sex,
    ...birth,
    name: makeName(sex, yearOf(birth.bornOn), random),
    ethnic: random.weighted(ETHNIC_SHARES),
    occupation: random.weighted<string>(OCCUPATION_SHARES[span]),
    education: random.weighted<string>(EDUCATION_SHARES[span]),
    address: addressIn(home.county, home.town, recordedOn, random),
  };
}

function wishedBirth(latest: CivilDay, marriedOn: CivilDay, random: Random): CivilDay {
  const year = yearOf(marriedOn);
  const spanYears = YEARS_BEYOND_MINIMUM.find(([until]) => year < until)?.[1] ?? 10;
  const wished = latest - random.bell(spanYears * 365);
  return clearOfNewYear(wished > LAST_BIRTH ? random.between(LATE_BIRTHS_FROM, LAST_BIRTH) : wished);
}

/** Writes the party into its eleven columns; `maritalStatus` is the one before the event. */
export function writeParty(row: SampleRow, person: Person, recordedOn: CivilDay, maritalStatus: string): void {
  const numbered = person.number !== '';
  const columns = PARTY_FIELDS[person.sex === 'male' ? 'man' : 'woman'];
  row[columns.name] = person.name;
  row[columns.idType] = '1';
  row[columns.documentType] = numbered ? '1' : '';
  row[columns.documentNumber] = numbered ? numberAsOf(person.number, recordedOn) : '';
  row[columns.birth] = isoText(person.bornOn);
  row[columns.nation] = '156';
  row[columns.ethnic] = person.ethnic;
  row[columns.occupation] = person.occupation;
  row[columns.education] = person.education;
  row[columns.maritalStatus] = maritalStatus;
  row[columns.address] = person.address;
}

/** Records made before October 1999 carry 15 digits. */
export function numberAsOf(eighteen: string, recordedOn: CivilDay): string {
  return recordedOn < EIGHTEEN_DIGITS_BEGIN ? fifteenDigits(eighteen) : eighteen;
}
