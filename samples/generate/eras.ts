import { countyOn, type County } from './counties.js';
import { dayOf, twoDigits, yearOf, type CivilDay } from './civil-day.js';
import type { Sex } from '../../src/domain/registration.js';
import type { Random } from './random.js';

/*
 * What the paper of a time holds: who registered, which numbers stood on it, how old couples were.
 * The days of change are those of docs/records.md; shares and spreads are invented, and say so in docs/samples.md.
 */
export const REGISTRATION_BEGINS = dayOf(1950, 5, 1);
/** The day of the first resident numbers. */
export const NUMBERS_BEGIN = dayOf(1984, 4, 6);
const AGES_OF_1981 = dayOf(1981, 1, 1);
export const EIGHTEEN_DIGITS_BEGIN = dayOf(1999, 10, 1);
export const REGULATION_387 = dayOf(2003, 10, 1);
/** Offices changed to form F1 at different times between 2004 and 2010. */
const FORM_1_SPREADS = dayOf(2005, 1, 1);
const FORM_1_ONLY = dayOf(2010, 1, 1);
export const COOLING_OFF_BEGINS = dayOf(2021, 1, 1);
/** Applied for on the first working day of 2021, 4 January, a divorce could be registered from this day. */
export const FIRST_DIVORCE_AFTER_COOLING_OFF = dayOf(2021, 2, 4);

export function minimumAgeYears(sex: Sex, day: CivilDay): number {
  if (day < AGES_OF_1981) return sex === 'male' ? 20 : 18;
  return sex === 'male' ? 22 : 20;
}

export interface OfficeOnPaper {
  /** Empty for a town or commune: their codes are not public, and the paper has none. */
  readonly code: string;
  readonly name: string;
}

/** The office as its stamp read on that day: towns and communes until regulation 387, the county's bureau since. */
export function officeOn(county: County, town: string, day: CivilDay): OfficeOnPaper {
  const { code, name } = countyOn(county, day);
  if (day >= REGULATION_387) return { code, name: `${name}民政局婚姻登记处` };
  if (name.endsWith('区')) return { code, name: `${name}人民政府` };
  return { code: '', name: `${name}${town}${townGovernment(yearOf(day))}` };
}

function townGovernment(year: number): string {
  if (year < 1958) return '乡人民委员会';
  if (year < 1967) return '人民公社管理委员会';
  if (year < 1980) return '公社革命委员会';
  return year < 1984 ? '公社管理委员会' : '镇人民政府';
}

export function addressIn(county: County, town: string, day: CivilDay, random: Random): string {
  const { name } = countyOn(county, day);
  if (yearOf(day) < 1958) return `广东省${name}${town}乡第${random.between(1, 9)}村`;
  if (yearOf(day) < 1984) return `广东省${name}${town}公社第${random.between(1, 20)}生产队`;
  const city = yearOf(day) < 1988 ? '' : county.city;
  return `广东省${city}${name}${town}镇样例路${random.between(1, 399)}号`;
}

export type Nature = 'marriage' | 'divorce' | 'marriage-again' | 'divorce-again';

const FORM_1_PREFIX: Readonly<Record<Nature, string>> = { marriage: 'J', divorce: 'L', 'marriage-again': 'BJ', 'divorce-again': 'BL' };
const FORM_2_NATURE: Readonly<Record<Nature, string>> = {
  marriage: '结',
  divorce: '离',
  'marriage-again': '补结',
  'divorce-again': '补离',
};
const FORM_3_NATURE: Readonly<Record<Nature, string>> = { marriage: '结', divorce: '离', 'marriage-again': '补', 'divorce-again': '补离' };

/** The certificate number an office gave out on that day; `serial` counts within office, year and nature. */
export function certificateNumber(county: County, nature: Nature, day: CivilDay, serial: number): string {
  if (day < REGULATION_387) return oldLocalNumber(county, nature, day, serial);
  const formOne = day >= FORM_1_ONLY || (day >= FORM_1_SPREADS && serial % 2 === 0);
  return formOne ? formOneNumber(county, nature, day, serial) : formTwoNumber(county, nature, day, serial);
}

export function formOneNumber(county: County, nature: Nature, day: CivilDay, serial: number): string {
  return `${FORM_1_PREFIX[nature]}${countyOn(county, day).code}-${yearOf(day)}-${padded(serial, 6)}`;
}

function formTwoNumber(county: County, nature: Nature, day: CivilDay, serial: number): string {
  const place = countyOn(county, day).name.charAt(0);
  return `粤${place}${FORM_2_NATURE[nature]}字01${twoDigits(yearOf(day) % 100)}${padded(serial, 5)}`;
}

function oldLocalNumber(county: County, nature: Nature, day: CivilDay, serial: number): string {
  const place = countyOn(county, day).name.charAt(0);
  const year = twoDigits(yearOf(day) % 100);
  if (yearOf(day) < 1960) return `政字第${serial}号`;
  if (yearOf(day) < 1990) return `(${year})${place}${FORM_3_NATURE[nature]}字第${serial}号`;
  return `粤${place}${FORM_3_NATURE[nature]}字(${year})第${padded(serial, 5)}号`;
}

export function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** Registrations a year in thousands of couples, roughly; straight lines between the years named. Invented. */
const VOLUME_BY_YEAR: readonly (readonly [year: number, volume: number])[] = [
  [1950, 20],
  [1960, 25],
  [1970, 34],
  [1981, 70],
  [1990, 72],
  [2000, 60],
  [2013, 98],
  [2020, 64],
  [2025, 61],
];

export function volumeOf(year: number): number {
  const after = VOLUME_BY_YEAR.findIndex(([known]) => known >= year);
  const high = VOLUME_BY_YEAR[after];
  const low = VOLUME_BY_YEAR[after - 1];
  if (high === undefined) return VOLUME_BY_YEAR.at(-1)?.[1] ?? 0;
  if (low === undefined) return high[1];
  return low[1] + ((high[1] - low[1]) * (year - low[0])) / (high[0] - low[0]);
}
