import { dayOf, isoText, yearOf, type CivilDay } from '../../samples/generate/civil-day.js';
import { Random } from '../../samples/generate/random.js';
import { emptyRow, type SampleRow } from '../../samples/generate/row.js';
import type { OpType } from '../../src/domain/registration.js';
import { daysOfRegistrations } from './calendar.js';
import type { BenchOffice } from './offices.js';
import { Population, writePerson, type BenchPerson } from './people.js';

/** A couple whose marriage the archive holds and nothing has ended. */
interface Couple {
  readonly man: BenchPerson;
  readonly woman: BenchPerson;
  readonly marriedOn: CivilDay;
  readonly certificate: string;
  readonly office: BenchOffice;
  readonly reissued: boolean;
}

export interface CleanRow {
  readonly row: SampleRow;
  readonly office: BenchOffice;
  readonly day: CivilDay;
}

/** Series of which some serials were never entered: `J440103-2015` → the serials. */
export type SkippedSerials = ReadonlyMap<string, ReadonlySet<number>>;

/** Couples that may divorce or lose a certificate: enough for every office and year, and little memory. */
const COUPLES_KEPT = 50_000;
const TYPES: readonly (readonly [OpType, number])[] = [
  ['IA', 72],
  ['IB', 20],
  ['ICA', 7],
  ['ICB', 1],
];
const PREFIX: Readonly<Record<string, string>> = { IA: 'J', IB: 'L', ICA: 'BJ', ICB: 'BL' };
const COOLING_OFF_FROM = dayOf(2021, 1, 1);
const FIRST_DIVORCE_AFTER = dayOf(2021, 2, 2);

/** Registrations in order of date without any anomaly: couples marry, divorce, marry others, lose certificates. */
export class CleanArchive {
  private readonly random: Random;
  private readonly population: Population;
  private readonly skipped: SkippedSerials;
  private readonly couples: Couple[] = [];
  private readonly divorced: { readonly couple: Couple; readonly divorcedOn: CivilDay; readonly certificate: string }[] = [];
  private readonly serials = new Map<string, number>();
  private readonly weights: readonly (readonly [BenchOffice, number])[];

  constructor(offices: readonly BenchOffice[], seed: number, skipped: SkippedSerials) {
    this.random = new Random(seed);
    this.population = new Population(this.random);
    this.skipped = skipped;
    this.weights = offices.map((office) => [office, Math.round(office.weight * 100)]);
  }

  *rows(count: number, seed: number): Generator<CleanRow> {
    for (const day of daysOfRegistrations(count, seed)) yield this.register(day);
  }

  private register(day: CivilDay): CleanRow {
    const wished = this.random.weighted(TYPES);
    if (wished === 'IB' && (day < COOLING_OFF_FROM || day >= FIRST_DIVORCE_AFTER)) return this.divorce(day) ?? this.marry(day);
    if (wished === 'ICA') return this.reissue(day) ?? this.marry(day);
    if (wished === 'ICB') return this.reissueDivorce(day) ?? this.marry(day);
    return this.marry(day);
  }

  private marry(day: CivilDay): CleanRow {
    const office = this.random.weighted(this.weights);
    const again = this.random.chance(0.03) ? this.takeDivorced(day) : undefined;
    const man = again?.man ?? this.population.person('man', day);
    const woman = this.population.person('woman', day);
    const row = this.event('IA', day, office);
    writePerson(row, man, day, again === undefined ? '10' : '40');
    writePerson(row, woman, day, '10');
    row.renew_flag = '0';
    row.remedy_flag = '0';
    this.keep({ man, woman, marriedOn: day, certificate: row.cert_no, office, reissued: false });
    return { row, office, day };
  }

  private keep(couple: Couple): void {
    if (this.couples.length < COUPLES_KEPT) this.couples.push(couple);
    else this.couples[this.random.below(COUPLES_KEPT)] = couple;
  }

  private divorce(day: CivilDay): CleanRow | undefined {
    const couple = this.take(day);
    if (couple === undefined) return undefined;
    const row = this.event('IB', day, couple.office);
    this.writeCouple(row, couple, day, '20');
    row.old_op_date = isoText(couple.marriedOn);
    row.old_cert_no = couple.certificate;
    this.divorced.push({ couple, divorcedOn: day, certificate: row.cert_no });
    return { row, office: couple.office, day };
  }

  private reissue(day: CivilDay): CleanRow | undefined {
    const couple = this.take(day);
    if (couple === undefined) return undefined;
    this.couples.push({ ...couple, reissued: true });
    const row = this.event('ICA', day, couple.office);
    this.writeCouple(row, couple, day, '20');
    row.old_op_date = isoText(couple.marriedOn);
    row.old_cert_no = couple.certificate;
    return { row, office: couple.office, day };
  }

  private reissueDivorce(day: CivilDay): CleanRow | undefined {
    const ended = this.divorced[this.random.below(this.divorced.length)];
    if (ended === undefined || ended.divorcedOn > day - 100) return undefined;
    const row = this.event('ICB', day, ended.couple.office);
    this.writeCouple(row, ended.couple, day, '40');
    row.old_op_date = isoText(ended.divorcedOn);
    row.old_cert_no = ended.certificate;
    return { row, office: ended.couple.office, day };
  }

  private takeDivorced(day: CivilDay): Couple | undefined {
    const at = this.random.below(this.divorced.length);
    const ended = this.divorced[at];
    const last = this.divorced.at(-1);
    if (ended === undefined || last === undefined || ended.divorcedOn > day - 200) return undefined;
    this.divorced[at] = last;
    this.divorced.pop();
    return ended.couple;
  }

  /** A couple that has been married for a while, taken out. */
  private take(day: CivilDay): Couple | undefined {
    const at = this.random.below(this.couples.length);
    const couple = this.couples[at];
    const last = this.couples.at(-1);
    if (couple === undefined || last === undefined || couple.marriedOn > day - 200) return undefined;
    this.couples[at] = last;
    this.couples.pop();
    return couple;
  }

  private event(opType: OpType, day: CivilDay, office: BenchOffice): SampleRow {
    const row = emptyRow();
    row.op_type = opType;
    row.op_date = isoText(day);
    row.dept_code = office.code;
    row.dept_name = office.name;
    row.operator = this.random.pick(office.registrars);
    row.cert_no = this.certificate(opType, day, office);
    return row;
  }

  private certificate(opType: OpType, day: CivilDay, office: BenchOffice): string {
    const year = yearOf(day);
    const series = `${PREFIX[opType]}${office.code}-${year}`;
    let serial = (this.serials.get(series) ?? 0) + 1;
    while (this.skipped.get(series)?.has(serial) === true) serial += 1;
    this.serials.set(series, serial);
    if (year >= 2004) return `${series}-${String(serial).padStart(6, '0')}`;
    return `(${year % 100})${PREFIX[opType] === 'L' ? '离' : '结'}字第${serial}号`;
  }

  private writeCouple(row: SampleRow, { man, woman }: Couple, day: CivilDay, status: string): void {
    writePerson(row, man, day, status);
    writePerson(row, woman, day, status);
  }
}
