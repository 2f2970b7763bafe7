import { compactText, dayOf, yearOf, type CivilDay } from './civil-day.js';
import type { Sex } from '../../src/domain/registration.js';
import type { Random } from './random.js';

/*
 * Resident numbers that pass every check and can be nobody's. docs/samples.md argues the two kinds at length:
 *
 * - Born to the end of 1987: the address code of a prefecture (地区). GB 11643 puts a county-level code there; a prefecture
 *   was an office of the province without residents of its own, and its code ended in January 1988.
 * - Born 1988 to 1994: a county code that ended before 1999-10-01 with a sequence of 996 to 999. While the code lived,
 *   numbers had 15 digits and those sequences meant "born in the 1800s"; when numbers got 18 digits, the code was gone.
 *
 * Nobody here is born after 1994, because no abolished code can be theirs.
 */
const PREFECTURES = ['442400', '442500', '442800'] as const;
const LAST_PREFECTURE_BIRTH = dayOf(1987, 12, 31);
const HIGHEST_ORDINARY_SEQUENCE = 995;
const NUMBERS_PER_PREFECTURE_DAY = Math.floor(HIGHEST_ORDINARY_SEQUENCE / 2);

export const FIRST_BIRTH: CivilDay = dayOf(1890, 1, 1);
export const LAST_BIRTH: CivilDay = dayOf(1994, 12, 31);

/** County codes by the last December at which they stood (GB/T 2260 as published year by year, 1987 to 1994). */
const ABOLISHED_COUNTIES: readonly (readonly [lastYear: number, codes: readonly string[]])[] = [
  [1991, ['440126', '440321', '440622', '440623', '440721', '440722', '441227']],
  [1992, ['440121', '440125', '440524', '440621', '440724', '440725', '440822', '440922', '441221', '441222', '441230']],
  [
    1993,
    [
      '440122',
      '440225',
      '440521',
      '440624',
      '440723',
      '440821',
      '440824',
      '440924',
      '441228',
      '441229',
      '441321',
      '441425',
      '441722',
      '441822',
      '441824',
    ],
  ],
  [1994, ['440921', '441522']],
];
/** 449001 to 449031, the county-level cities of that December; 449005 云浮 had become a prefecture-level city. */
const COUNTY_CITIES_1994: readonly string[] = Array.from({ length: 31 }, (_, index) => String(449_001 + index)).filter(
  (code) => code !== '449005',
);

export interface NumberedBirth {
  readonly bornOn: CivilDay;
  /** 18 digits; `fifteenDigits` gives the older form of numbers that have one. */
  readonly number: string;
}

/** Gives each person a number of their own: the nth man born on a day gets the nth number of that day. */
export class NumberIssuer {
  readonly #random: Random;
  readonly #issued = {
    male: new Uint16Array(LAST_BIRTH - FIRST_BIRTH + 1),
    female: new Uint16Array(LAST_BIRTH - FIRST_BIRTH + 1),
  };

  constructor(random: Random) {
    this.#random = random;
  }

  /**
   * A number for someone born on the wished day or, where that day's numbers are used up or impossible, on a nearby one.
   * `latest` is the last birthday the caller can use.
   */
  issue(sex: Sex, wished: CivilDay, latest: CivilDay): NumberedBirth {
    let bornOn = clamp(wished, FIRST_BIRTH, Math.min(latest, LAST_BIRTH));
    let number = this.#take(sex, bornOn);
    while (number === undefined) {
      bornOn = this.#random.between(LAST_PREFECTURE_BIRTH - 4_000, Math.min(LAST_PREFECTURE_BIRTH, latest));
      number = this.#take(sex, bornOn);
    }
    return { bornOn, number };
  }

  #take(sex: Sex, bornOn: CivilDay): string | undefined {
    const index = bornOn - FIRST_BIRTH;
    const taken = this.#issued[sex][index] ?? 0;
    const body = bornOn <= LAST_PREFECTURE_BIRTH ? prefectureBody(sex, bornOn, taken) : abolishedCountyBody(sex, bornOn, taken);
    if (body === undefined) return undefined;
    this.#issued[sex][index] = taken + 1;
    return body + checkCharacter(body);
  }
}

function prefectureBody(sex: Sex, bornOn: CivilDay, taken: number): string {
  // Past 1,491 men born on one day numbers come round again; an archive of five million rows does not get there.
  const turn = (taken + bornOn - FIRST_BIRTH) % PREFECTURES.length;
  const step = Math.floor(taken / PREFECTURES.length) % NUMBERS_PER_PREFECTURE_DAY;
  const sequence = 2 * step + (sex === 'male' ? 1 : 2);
  return `${PREFECTURES[turn]}${compactText(bornOn)}${String(sequence).padStart(3, '0')}`;
}

function abolishedCountyBody(sex: Sex, bornOn: CivilDay, taken: number): string | undefined {
  const codes = countiesStandingAt(yearOf(bornOn));
  if (taken >= codes.length * 2) return undefined;
  const code = codes[(taken + bornOn) % codes.length];
  const high = taken >= codes.length;
  if (sex === 'male') return `${code}${compactText(bornOn)}${high ? '999' : '997'}`;
  return `${code}${compactText(bornOn)}${high ? '998' : '996'}`;
}

const standing = new Map<number, readonly string[]>();

function countiesStandingAt(year: number): readonly string[] {
  const known = standing.get(year);
  if (known !== undefined) return known;
  const codes = ABOLISHED_COUNTIES.filter(([lastYear]) => lastYear >= year).flatMap(([, list]) => list);
  const all = year === 1994 ? [...codes, ...COUNTY_CITIES_1994] : codes;
  standing.set(year, all);
  return all;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** The check character of the 17 digits before it: ISO 7064 MOD 11-2 as in GB 11643-1999. */
export function checkCharacter(seventeen: string): string {
  let sum = 0;
  for (let index = 0; index < WEIGHTS.length; index++) sum += (seventeen.charCodeAt(index) - 48) * (WEIGHTS[index] ?? 0);
  return '10X98765432'.charAt(sum % 11);
}

/** The number as it stood before October 1999: no century, no check character. */
export function fifteenDigits(eighteen: string): string {
  return eighteen.slice(0, 6) + eighteen.slice(8, 17);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
