import { dayOf, isoText, yearOf, type CivilDay } from '../../../samples/generate/civil-day.js';
import {
  certificateNumber,
  EIGHTEEN_DIGITS_BEGIN,
  NUMBERS_BEGIN,
  padded,
  REGULATION_387,
  type Nature,
} from '../../../samples/generate/eras.js';
import { fifteenDigits } from '../../../samples/generate/identity-numbers.js';
import type { Random } from '../../../samples/generate/random.js';
import { emptyRow, type SampleRow } from '../../../samples/generate/row.js';
import { clearOfNewYear } from '../../../samples/generate/timetable.js';
import type { Role } from '../../../src/domain/fields.js';
import type { OpType, Sex } from '../../../src/domain/registration.js';
import { CoupleMaker, countyOf, type EventType } from '../../linkage/generate/couples.js';
import { makeSequence, numberFrom, withBody } from '../../linkage/generate/documents.js';
import { Places, type Place } from '../../linkage/generate/places.js';
import type { Party, Registration } from '../../linkage/generate/registration.js';
import { minorityName } from './minority-names.js';

/** From the first to the last year that a form was in use. */
export interface YearSpan {
  readonly fromYear: number;
  readonly toYear: number;
}

const places = new Places();

const NATURES: Readonly<Record<EventType, Nature>> = { IA: 'marriage', IB: 'divorce', ICA: 'marriage-again', ICB: 'divorce-again' };
/** Before it nothing but marriages has papers of its own here. */
const FIRST_YEAR_OF_OTHERS = 1966;

/**
 * A couple's event as the law of its day allows, with every column that a form can hold. Made up throughout: names are put
 * together from lists, and each resident number is one of three kinds that nobody can have (docs/benchmarks.md).
 */
export function makeRow(opType: OpType, span: YearSpan, random: Random): SampleRow {
  const maker = new CoupleMaker(random, places);
  for (;;) {
    const day = dayWithin(span, opType, random);
    const registration = maker.register(day);
    if (registration.opType === opType) return rowOf(registration, random);
  }
}

function dayWithin({ fromYear, toYear }: YearSpan, opType: OpType, random: Random): CivilDay {
  const first = opType === 'IA' ? fromYear : Math.max(fromYear, FIRST_YEAR_OF_OTHERS);
  return clearOfNewYear(random.between(dayOf(first, 5, 2), dayOf(toYear, 10, 30)));
}

function rowOf(registration: Registration, random: Random): SampleRow {
  const { opType, day, place } = registration;
  if (opType === 'ID') throw new RangeError('no form of a revocation');
  const serial = random.between(1, 9_999);
  const row = emptyRow();
  row.op_type = opType;
  row.op_date = registration.dateText;
  row.cert_no = certificateNumber(countyOf(place), NATURES[opType], day, serial);
  row.old_cert_no = registration.oldCertificate;
  row.old_op_date = registration.oldDateText;
  row.dept_code = registration.officeCode;
  row.dept_name = registration.officeName;
  row.operator = registrarName(random);
  if (opType === 'IA') row.renew_flag = row.remedy_flag = '0';
  if (day >= REGULATION_387) writePrintNumbers(row, yearOf(day), random);
  row.doc_code = registration.fonds.slice(0, 6);
  row.doc_year = registration.archiveYear;
  row.doc_no = `${registration.archiveYear}-${padded(serial, 5)}`;
  row.doc_page_num = String(registration.pages);
  writeParty(row, 'man', registration.man, registration, random);
  writeParty(row, 'woman', registration.woman, registration, random);
  return row;
}

function registrarName(random: Random): string {
  return random.pick([...'梁陈何李黄罗冯谭邓邱吴周曾']) + random.pick(['示例', '样本', '虚拟', '试行', '模拟', '范本', '例', '仿真']);
}

function writePrintNumbers(row: SampleRow, year: number, random: Random): void {
  const printed = random.below(9_000_000) * 2;
  row.print_num_man = `44${year}${padded(printed, 8)}`;
  row.print_num_woman = `44${year}${padded(printed + 1, 8)}`;
}

const OCCUPATIONS = ['5', '5', '5', '6/7/8/9', '6/7/8/9', '4', '1/2', '3', 'Y'];
const EDUCATIONS = ['70', '70', '80', '60', '60', '40', '20/30', '10', '90'];
const MINORITY_NAME_SHARE = 0.02;

function writeParty(row: SampleRow, role: Role, party: Party, { day, place, opType }: Registration, random: Random): void {
  const minority = random.chance(MINORITY_NAME_SHARE);
  const number = party.numberText === '' ? '' : numberAsOf(numberOf(party, day, place, random), day);
  row[`name_${role}`] = minority ? minorityName(party.sex, random) : party.surname + party.given;
  row[`id_type_${role}`] = '1';
  row[`cert_type_${role}`] = number === '' ? '' : '1';
  row[`cert_num_${role}`] = number;
  row[`birth_${role}`] = isoText(party.bornOn);
  row[`nation_${role}`] = '156';
  row[`folk_${role}`] = minority ? '05' : random.chance(0.12) ? random.pick(['13', '08', '22', '15', '06', '11']) : '01';
  row[`job_${role}`] = random.pick(OCCUPATIONS);
  row[`degree_${role}`] = random.pick(EDUCATIONS);
  row[`marry_status_${role}`] = opType === 'IA' && random.chance(0.1) ? random.pick(['30', '40']) : party.maritalStatus;
  row[`reg_detail_${role}`] = addressOf(place, day, random);
}

/**
 * 996 to 999 meant people born before 1900 while numbers had 15 digits, and no office has come so far in a day since: with a
 * county that stands, such a number is nobody's. The two other kinds are those of bench/linkage and of samples/.
 */
function numberOf(party: Party, day: CivilDay, place: Place, random: Random): string {
  const kind = random.below(10);
  if (kind < 4 && day >= EIGHTEEN_DIGITS_BEGIN) {
    const code = random.chance(0.6) ? place.code : places.on(day, random).code;
    return numberFrom(code, party.bornOn, lastSequence(party.sex, random));
  }
  const ofPrefecture = kind < 7 && yearOf(party.bornOn) < 1988;
  return ofPrefecture
    ? numberFrom(random.pick(['442400', '442500', '442800']), party.bornOn, makeSequence(party.sex, random))
    : outsiderNumber(party);
}

/** Chongqing has been a province since 1997 only: its people are from Sichuan here. */
function outsiderNumber({ number }: Party): string {
  return number.startsWith('50') ? withBody(`51${number.slice(2, 17)}`) : number;
}

function lastSequence(sex: Sex, random: Random): number {
  return (sex === 'male' ? 997 : 996) + random.below(2) * 2;
}

function numberAsOf(eighteen: string, day: CivilDay): string {
  return day < EIGHTEEN_DIGITS_BEGIN ? fifteenDigits(eighteen) : eighteen;
}

const ROADS = ['样例路', '人民中路', '解放北路', '沿江东路', '新兴街', '文明里', '振兴大道', '环城西路', '朝阳巷', '学前街', '工业二路'];
const VILLAGES = ['石门', '大塘', '下寮', '龙潭', '水边', '南坑', '高岭', '沙头', '新屋', '竹山', '横岗', '榕树头'];

/** From a production team of a commune to a flat in a tower: some addresses need two lines. */
function addressOf(place: Place, day: CivilDay, random: Random): string {
  const town = random.pick(place.towns);
  const year = yearOf(day);
  const city = year < 1988 ? '' : place.city;
  const head = `${random.chance(0.7) ? '广东省' : ''}${city}${place.name}`;
  if (year < 1958) return `${head}${town}乡第${random.between(1, 9)}村`;
  if (day < NUMBERS_BEGIN) return `${head}${town}公社${random.pick(VILLAGES)}大队第${random.between(1, 20)}生产队`;
  if (random.chance(0.4)) return `${head}${town}镇${random.pick(VILLAGES)}村委会${random.pick(VILLAGES)}村${random.between(1, 160)}号`;
  const door = random.chance(0.5)
    ? ''
    : `${random.between(1, 12)}栋${random.between(1, 3)}单元${random.between(1, 30)}0${random.between(1, 6)}房`;
  return `${head}${town}${random.chance(0.6) ? '镇' : '街道'}${random.pick(ROADS)}${random.between(1, 399)}号${door}`;
}

/** Numbers began in April 1984: forms older than that are filled without them. */
export const YEARS: Readonly<Record<'old' | 'between' | 'modern', YearSpan>> = {
  old: { fromYear: 1950, toYear: 1983 },
  between: { fromYear: 1986, toYear: 2003 },
  modern: { fromYear: 2004, toYear: 2024 },
};
