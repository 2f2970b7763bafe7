import { dayOf, isoText, yearOf, type CivilDay } from './civil-day.js';
import { COUNTIES, countyToday, type County } from './counties.js';
import {
  certificateNumber,
  COOLING_OFF_BEGINS,
  FIRST_DIVORCE_AFTER_COOLING_OFF,
  NUMBERS_BEGIN,
  officeOn,
  padded,
  REGISTRATION_BEGINS,
  REGULATION_387,
  type Nature,
} from './eras.js';
import { registrarOf } from './names.js';
import { makePerson, writeParty, type Household, type Person } from './people.js';
import { emptyRow, type SampleRow } from './row.js';
import { clearOfNewYear } from './timetable.js';
import { writeVisitor } from './visitors.js';
import type { NumberIssuer } from './identity-numbers.js';
import type { OpType } from '../../src/domain/registration.js';
import type { Random } from './random.js';

interface TypeFacts {
  readonly nature: Nature | undefined;
  /** Marital status before the event, of each party. */
  readonly statusBefore: string;
  readonly volumeLetter: string;
}

const TYPES: Readonly<Record<OpType, TypeFacts>> = {
  IA: { nature: 'marriage', statusBefore: '10', volumeLetter: '结' },
  IB: { nature: 'divorce', statusBefore: '20', volumeLetter: '离' },
  ICA: { nature: 'marriage-again', statusBefore: '20', volumeLetter: '补结' },
  ICB: { nature: 'divorce-again', statusBefore: '40', volumeLetter: '补离' },
  ID: { nature: undefined, statusBefore: '20', volumeLetter: '撤' },
};

const TYPE_SHARES: readonly (readonly [OpType, number])[] = [
  ['IA', 760],
  ['IB', 130],
  ['ICA', 90],
  ['ICB', 19],
  ['ID', 1],
];
const LONGEST_MARRIAGE_DAYS = 25 * 365;
/** Spouses from Hong Kong or abroad; the share is invented. */
const VISITORS_SHARE = 0.01;
const VISITORS_FROM = dayOf(1985, 1, 1);

/** Makes rows one by one; serials count within office, year and nature, as on paper. */
export class Registrar {
  readonly #issuer: NumberIssuer;
  readonly #random: Random;
  readonly #counties: readonly County[];
  readonly #serials = new Map<string, number>();
  #serialYear = 0;

  constructor(issuer: NumberIssuer, random: Random, counties: readonly County[] = COUNTIES) {
    this.#issuer = issuer;
    this.#random = random;
    this.#counties = counties;
  }

  /** A registration of that day without any defect, in codes and ISO dates. Call in order of date. */
  register(day: CivilDay): SampleRow {
    const county = this.#random.pick(this.#counties);
    const opType = this.#typeOn(day);
    const marriedOn = this.#marriageDay(opType, day);
    const home = { county, town: this.#random.pick(county.towns) };
    const row = emptyRow();
    this.#writeEvent(row, opType, day, home);
    if (opType !== 'IA') this.#writeEarlier(row, opType, marriedOn, day, county);
    this.#writeCouple(row, opType, marriedOn, day, home);
    if (opType === 'IA') this.#writeFlags(row, day);
    return row;
  }

  #typeOn(day: CivilDay): OpType {
    const opType = this.#random.weighted(TYPE_SHARES);
    // Reissues and divorces rest on a marriage that a registry could already have made.
    if (day < REGISTRATION_BEGINS + 2_000) return 'IA';
    if (opType === 'ID' && (day < REGULATION_387 || day >= COOLING_OFF_BEGINS)) return 'IA';
    const noDivorceYet = day >= COOLING_OFF_BEGINS && day < FIRST_DIVORCE_AFTER_COOLING_OFF;
    return opType === 'IB' && noDivorceYet ? 'IA' : opType;
  }

  #marriageDay(opType: OpType, day: CivilDay): CivilDay {
    if (opType === 'IA') return day;
    const longest = Math.min(LONGEST_MARRIAGE_DAYS, day - REGISTRATION_BEGINS - 1);
    return clearOfNewYear(day - this.#random.between(opType === 'ICB' ? 900 : 200, longest));
  }

  #writeEvent(row: SampleRow, opType: OpType, day: CivilDay, home: Household): void {
    const { nature, volumeLetter } = TYPES[opType];
    const year = yearOf(day);
    const serial = this.#nextSerial(home.county, opType, year);
    const office = officeOn(home.county, home.town, day);
    row.op_type = opType;
    row.op_date = isoText(day);
    if (nature !== undefined) row.cert_no = certificateNumber(home.county, nature, day, serial);
    row.dept_code = office.code;
    row.dept_name = office.name;
    row.operator = registrarOf(serial);
    if (nature !== undefined && day >= REGULATION_387) this.#writePrintNumbers(row, year);
    row.doc_code = `${countyToday(home.county).code}-MZ`;
    row.doc_year = String(year);
    row.doc_no = `${year}-${volumeLetter}-${padded(serial, 5)}`;
    row.doc_page_num = String(this.#random.between(4, 18));
  }

  #nextSerial(county: County, opType: OpType, year: number): number {
    if (year !== this.#serialYear) {
      this.#serials.clear();
      this.#serialYear = year;
    }
    const series = `${countyToday(county).code} ${opType}`;
    const serial = (this.#serials.get(series) ?? 0) + 1;
    this.#serials.set(series, serial);
    return serial;
  }

  #writePrintNumbers(row: SampleRow, year: number): void {
    const printed = this.#random.below(9_000_000) * 2;
    row.print_num_man = `44${year}${padded(printed, 8)}`;
    row.print_num_woman = `44${year}${padded(printed + 1, 8)}`;
  }

  #writeEarlier(row: SampleRow, opType: OpType, marriedOn: CivilDay, day: CivilDay, county: County): void {
    const divorcedOn = opType === 'ICB' ? this.#divorceBetween(marriedOn, day) : undefined;
    const earlier = divorcedOn ?? marriedOn;
    const nature = divorcedOn === undefined ? 'marriage' : 'divorce';
    row.old_op_date = isoText(earlier);
    row.old_cert_no = certificateNumber(county, nature, earlier, this.#random.between(1, 9_999));
  }

  #divorceBetween(marriedOn: CivilDay, day: CivilDay): CivilDay {
    const divorcedOn = clearOfNewYear(this.#random.between(marriedOn + 100, day - 100));
    const noDivorceYet = divorcedOn >= COOLING_OFF_BEGINS && divorcedOn < FIRST_DIVORCE_AFTER_COOLING_OFF;
    return noDivorceYet ? FIRST_DIVORCE_AFTER_COOLING_OFF : divorcedOn;
  }

  #writeCouple(row: SampleRow, opType: OpType, marriedOn: CivilDay, day: CivilDay, home: Household): void {
    const elsewhere = this.#otherHousehold(home);
    const manIsLocal = this.#random.chance(0.8);
    const man = this.#person('male', marriedOn, day, manIsLocal ? home : elsewhere);
    const woman = this.#person('female', marriedOn, day, manIsLocal ? elsewhere : home);
    writeParty(row, man, day, this.#statusBefore(opType));
    writeParty(row, woman, day, this.#statusBefore(opType));
    if (opType === 'IA' && day >= VISITORS_FROM && this.#random.chance(VISITORS_SHARE)) {
      writeVisitor(row, this.#random.chance(0.5) ? 'man' : 'woman', this.#random);
    }
  }

  #person(sex: Person['sex'], marriedOn: CivilDay, day: CivilDay, home: Household): Person {
    return makePerson(sex, marriedOn, day, home, this.#issuer, this.#random);
  }

  #otherHousehold(home: Household): Household {
    if (this.#random.chance(0.6)) return { county: home.county, town: this.#random.pick(home.county.towns) };
    const county = this.#random.pick(COUNTIES);
    return { county, town: this.#random.pick(county.towns) };
  }

  #statusBefore(opType: OpType): string {
    if (opType !== 'IA') return TYPES[opType].statusBefore;
    return this.#random.weighted([
      ['10', 88],
      ['40', 10],
      ['30', 2],
    ]);
  }

  #writeFlags(row: SampleRow, day: CivilDay): void {
    const bothDivorced = row.marry_status_man === '40' && row.marry_status_woman === '40';
    row.renew_flag = bothDivorced ? '1' : '0';
    row.remedy_flag = '0';
    if (day >= NUMBERS_BEGIN && this.#random.chance(0.01)) row.remark = '当事人补交材料,已核对';
  }
}
