import type { OpType, Sex } from '../../../src/domain/registration.js';
import { dayOf, type CivilDay } from '../../../samples/generate/civil-day.js';
import {
  certificateNumber,
  COOLING_OFF_BEGINS,
  EIGHTEEN_DIGITS_BEGIN,
  FIRST_DIVORCE_AFTER_COOLING_OFF,
  minimumAgeYears,
  NUMBERS_BEGIN,
  padded,
  REGULATION_387,
  type Nature,
} from '../../../samples/generate/eras.js';
import { fifteenDigits } from '../../../samples/generate/identity-numbers.js';
import type { Random } from '../../../samples/generate/random.js';
import { Choice } from './choice.js';
import { clearOfNewYear, isoText, yearOf } from './days.js';
import { makeRegion, makeSequence, numberFrom } from './documents.js';
import { makeName, registrarOf } from './names.js';
import type { Place, Places } from './places.js';
import type { Party, Registration } from './registration.js';

interface TypeFacts {
  readonly index: number;
  readonly share: number;
  readonly nature: Nature;
  readonly statusBefore: string;
  readonly volumeLetter: string;
}

const TYPES: Readonly<Record<Exclude<OpType, 'ID'>, TypeFacts>> = {
  IA: { index: 0, share: 82, nature: 'marriage', statusBefore: '10', volumeLetter: '结' },
  IB: { index: 1, share: 11, nature: 'divorce', statusBefore: '20', volumeLetter: '离' },
  ICA: { index: 2, share: 6, nature: 'marriage-again', statusBefore: '20', volumeLetter: '补结' },
  ICB: { index: 3, share: 1, nature: 'divorce-again', statusBefore: '40', volumeLetter: '补离' },
};
export type EventType = keyof typeof TYPES;

const TYPE_CHOICE = new Choice(Object.keys(TYPES) as EventType[], (type) => TYPES[type].share);
const ETHNIC = new Choice(['01', '13', '08', '22', '15'], (_, index) => [960, 14, 15, 5, 5][index] ?? 1);

/** Divorces of early 2021 could not be registered yet; nothing related falls into those weeks. */
export const COOLING_OFF_END: CivilDay = FIRST_DIVORCE_AFTER_COOLING_OFF;

const DAYS_A_YEAR = 365.25;
/** The last day a pair of parties may be born on so that both can be found in the lists of names. */
const YOUNGEST_BIRTH = dayOf(2003, 12, 31);

/** Makes couples and what the registry knows of them. Certificate serials count within place, year and type, as on paper. */
export class CoupleMaker {
  readonly #random: Random;
  readonly #places: Places;
  readonly #serials = new Map<number, number>();
  #serialYear = 0;

  constructor(random: Random, places: Places) {
    this.#random = random;
    this.#places = places;
  }

  /** A couple's event on that day, of a type by chance; `at` fixes the office. */
  register(day: CivilDay, at?: Place): Registration {
    const random = this.#random;
    const place = at ?? this.#places.on(day, random);
    const opType = typeOn(day, TYPE_CHOICE.pick(random));
    const marriedOn = opType === 'IA' ? day : clearOfNewYear(day - random.between(400, 9_000));
    const man = this.makeParty('male', marriedOn, place);
    const woman = this.makeParty('female', marriedOn, place);
    return this.registerCouple(opType, day, place, man, woman, marriedOn);
  }

  /** An event of these two; they are copied, and their papers written as of the day. */
  registerCouple(opType: EventType, day: CivilDay, place: Place, man: Party, woman: Party, marriedOn: CivilDay): Registration {
    const { nature, statusBefore, volumeLetter } = TYPES[opType];
    const serial = this.#nextSerial(place, opType, yearOf(day));
    const year = String(yearOf(day));
    const office = officeOf(place, day, this.#random);
    const again = opType !== 'IA';
    return {
      opType,
      day,
      dateText: isoText(day),
      place,
      serial,
      certificate: certificateNumber(countyOf(place), nature, day, serial),
      oldCertificate: again ? certificateNumber(countyOf(place), 'marriage', marriedOn, this.#random.between(1, 4_000)) : '',
      oldDateText: again ? isoText(marriedOn) : '',
      ...office,
      operator: registrarOf(place.index, serial % 4),
      renewed: false,
      man: paperOf(man, day, statusBefore),
      woman: paperOf(woman, day, statusBefore),
      fonds: place.fonds,
      archiveYear: year,
      volume: `${year}-${volumeLetter}-${padded(serial, 5)}`,
      pages: this.#random.between(4, 18),
    };
  }

  /** The office of the place on a later day, or another one when the place is no more. */
  placeLater(place: Place, day: CivilDay): Place {
    return this.#random.chance(0.8) ? this.#places.heir(place, day, this.#random) : this.#places.on(day, this.#random);
  }

  /** Someone who may marry on that day by its law. */
  makeParty(sex: Sex, marriedOn: CivilDay, place: Place): Party {
    const random = this.#random;
    const latest = Math.min(marriedOn - Math.ceil(minimumAgeYears(sex, marriedOn) * DAYS_A_YEAR) - 3, YOUNGEST_BIRTH);
    const spanYears = 8 + Math.max(0, Math.min(14, (yearOf(marriedOn) - 1970) / 3));
    const bornOn = clearOfNewYear(latest - random.bell(Math.round(spanYears * 365)));
    const { surname, given } = makeName(sex, yearOf(bornOn), random);
    return {
      sex,
      surname,
      given,
      nameText: '',
      number: numberFrom(makeRegion(random), bornOn, makeSequence(sex, random)),
      numberText: '',
      bornOn,
      birthText: '',
      ethnic: ETHNIC.pick(random),
      maritalStatus: '',
      address: addressIn(place, random),
    };
  }

  #nextSerial(place: Place, opType: EventType, year: number): number {
    if (year !== this.#serialYear && year > this.#serialYear) {
      this.#serials.clear();
      this.#serialYear = year;
    }
    const series = ((year - 1900) * 1_000 + place.index) * 8 + TYPES[opType].index;
    const serial = (this.#serials.get(series) ?? this.#random.below(40)) + 1;
    this.#serials.set(series, serial);
    return serial;
  }
}

function typeOn(day: CivilDay, drawn: EventType): EventType {
  if (day < dayOf(1964, 1, 1)) return 'IA';
  return drawn === 'IB' && day >= COOLING_OFF_BEGINS && day < FIRST_DIVORCE_AFTER_COOLING_OFF ? 'IA' : drawn;
}

const YEARS_WITHOUT_NUMBERS = dayOf(1986, 1, 1);

/** The party as the paper of that day has them: numbers of 15 digits before October 1999, few before 1986, none before 1984. */
function paperOf(party: Party, day: CivilDay, maritalStatus: string): Party {
  const numbered = day >= YEARS_WITHOUT_NUMBERS || (day >= NUMBERS_BEGIN && party.number.charCodeAt(16) % 3 === 0);
  const numberText = day < EIGHTEEN_DIGITS_BEGIN ? fifteenDigits(party.number) : party.number;
  return { ...party, nameText: '', numberText: numbered ? numberText : '', birthText: isoText(party.bornOn), maritalStatus };
}

function officeOf(place: Place, day: CivilDay, random: Random): Pick<Registration, 'officeCode' | 'officeName'> {
  const { code, name } = place;
  if (day >= REGULATION_387) return { officeCode: code, officeName: `${name}民政局婚姻登记处` };
  if (name.endsWith('区')) return { officeCode: code, officeName: `${name}人民政府` };
  return { officeCode: '', officeName: `${name}${random.pick(place.towns)}${townGovernment(yearOf(day))}` };
}

function townGovernment(year: number): string {
  if (year < 1958) return '乡人民委员会';
  if (year < 1967) return '人民公社管理委员会';
  if (year < 1980) return '公社革命委员会';
  return year < 1984 ? '公社管理委员会' : '镇人民政府';
}

export function addressIn(place: Place, random: Random): string {
  return `广东省${place.city}${place.name}${random.pick(place.towns)}镇样例路${random.between(1, 399)}号`;
}

/** As samples/generate knows a county: one that never changed. */
const counties = new Map<number, ReturnType<typeof makeCounty>>();

function makeCounty(place: Place) {
  return { city: place.city, periods: [{ from: -1_000_000, code: place.code, name: place.name }], towns: place.towns };
}

export function countyOf(place: Place): ReturnType<typeof makeCounty> {
  const known = counties.get(place.index) ?? makeCounty(place);
  counties.set(place.index, known);
  return known;
}
