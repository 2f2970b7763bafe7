import { isoText, type CivilDay } from '../../samples/generate/civil-day.js';
import type { Random } from '../../samples/generate/random.js';
import { emptyRow, type SampleRow } from '../../samples/generate/row.js';
import type { SkippedSerials } from './clean.js';
import type { BenchOffice } from './offices.js';
import { day, writePerson, type Population } from './people.js';
import type { PlantedCase, PlantedRow } from './planted.js';

/** What cases of offices are made with. */
export interface OfficePlanting {
  readonly population: Population;
  readonly random: Random;
  /** Offices of the clean archive. */
  readonly offices: readonly BenchOffice[];
  /** Offices with nothing in the clean archive. */
  readonly emptyOffices: readonly BenchOffice[];
}

/** A marriage of a new couple without a certificate number. */
export function marriage(
  { population }: Pick<OfficePlanting, 'population'>,
  office: BenchOffice,
  on: CivilDay,
  over: Partial<SampleRow> = {},
): SampleRow {
  const row = emptyRow();
  row.op_type = 'IA';
  row.op_date = isoText(on);
  row.dept_code = office.code;
  row.dept_name = office.name;
  row.operator = office.registrars[0] ?? '';
  writePerson(row, population.person('man', on), on, '10');
  writePerson(row, population.person('woman', on), on, '10');
  return { ...row, ...over };
}

const rowsOf = (count: number, make: (nth: number) => SampleRow): readonly PlantedRow[] =>
  Array.from({ length: count }, (_, nth) => ({ row: make(nth) }));

/** Serials that the clean archive is told to leave out, for the gaps. */
export function skippedSerials(offices: readonly BenchOffice[]): SkippedSerials {
  return new Map(offices.slice(0, 3).map(({ code }, at) => [`J${code}-${2012 + at}`, new Set([7, 8, 11])]));
}

export function officeCases(planting: OfficePlanting): readonly PlantedCase[] {
  return [
    ...serialCases(planting),
    ...volumeCases(planting),
    ...hoursCases(planting),
    ...rateCases(planting),
    ...heapCases(planting),
    ...absenceCases(planting),
  ];
}

function serialCases(planting: OfficePlanting): readonly PlantedCase[] {
  const { offices } = planting;
  const gaps = [...skippedSerials(offices).keys()].map((series) => ({
    rule: 'certificate-serial-gap',
    what: `serials left out of ${series}`,
    rows: [],
    subject: series,
  }));
  const [first, second, third] = offices;
  if (first === undefined || second === undefined || third === undefined) throw new RangeError('three offices are needed');
  const repeat = (what: string, ...numbers: readonly string[]): PlantedCase => ({
    rule: 'certificate-serial-repeat',
    what,
    rows: numbers.map((cert_no, nth) => ({ row: marriage(planting, first, day('2016-06-01') + nth, { cert_no }) })),
  });
  return [
    ...gaps,
    {
      rule: 'certificate-serial-gap',
      what: 'a serial far behind all others',
      rows: [{ row: marriage(planting, third, day('2019-06-05'), { cert_no: `J${third.code}-2019-600001` }) }],
    },
    repeat('a serial of the archive again', `J${first.code}-2016-000003`),
    repeat('a serial again without its zeros', `J${first.code}-2016-000901`, `J${first.code}-2016-901`),
    repeat('a serial of 2005 again', '粤样结字010500099', '粤样结字010500099'),
    repeat('a local number again', '(95)样结字第99号', '(95)样结字第99号'),
  ];
}

/** One registrar of an office after the other. */
function inTurn({ registrars }: BenchOffice, nth: number): string {
  return registrars[nth % registrars.length] ?? '';
}

function volumeCases(planting: OfficePlanting): readonly PlantedCase[] {
  const [, , , fourth, fifth, sixth] = planting.offices;
  if (fourth === undefined || fifth === undefined || sixth === undefined) throw new RangeError('six offices are needed');
  return [
    {
      rule: 'registrar-volume',
      what: '300 registrations of one registrar on one day',
      rows: rowsOf(300, () => marriage(planting, fourth, day('2014-03-12'))),
      subject: `registrar-day/${fourth.code}/${fourth.registrars[0]}/2014-03-12`,
    },
    {
      rule: 'registrar-volume',
      what: 'a registrar with 25 registrations on each of 40 days',
      rows: rowsOf(1_000, (nth) => marriage(planting, fifth, workingDay('2017-03-01', nth % 40), { operator: '样忙碌' })),
      subject: `registrar-year/${fifth.code}/样忙碌/2017`,
    },
    {
      rule: 'office-volume',
      what: '600 registrations of one office on one day',
      rows: rowsOf(600, (nth) => marriage(planting, sixth, day('2011-11-09'), { operator: inTurn(sixth, nth) })),
      subject: `office-day/${sixth.code}//2011-11-09`,
    },
    {
      rule: 'office-volume',
      what: '3,000 registrations of one office in one month',
      rows: rowsOf(3_000, (nth) => marriage(planting, fifth, workingDay('2010-06-01', nth % 20), { operator: inTurn(fifth, nth) })),
      subject: `office-month/${fifth.code}//2010-06`,
    },
  ];
}

/** The nth day from Monday to Friday from a day on. */
function workingDay(from: string, nth: number): CivilDay {
  const start = day(from);
  let reached = start;
  for (let left = nth; left > 0 || isWeekend(reached); reached += 1) if (!isWeekend(reached)) left -= 1;
  return reached;
}

const isWeekend = (on: CivilDay): boolean => (on + 3) % 7 > 4;

function hoursCases(planting: OfficePlanting): readonly PlantedCase[] {
  const [office] = planting.offices.slice(6);
  if (office === undefined) throw new RangeError('seven offices are needed');
  const holidays = ['2012-10-01', '2013-10-02', '2014-10-02', '2015-10-01', '2016-10-03', '2013-05-01', '2014-02-03'];
  const rows = rowsOf(40, (nth) => marriage(planting, office, day(holidays[nth % holidays.length] ?? ''), { operator: '样假日' }));
  return [
    {
      rule: 'registrar-hours',
      what: '40 registrations of one registrar on public holidays',
      rows,
      subject: `holiday/${office.code}/样假日`,
    },
  ];
}

function rateCases(planting: OfficePlanting): readonly PlantedCase[] {
  const [wrong, careless, deleting] = planting.emptyOffices;
  if (wrong === undefined || careless === undefined || deleting === undefined) throw new RangeError('three more offices are needed');
  const some = (office: BenchOffice, count: number, over: (nth: number) => Omit<PlantedRow, 'row'>): readonly PlantedRow[] =>
    Array.from({ length: count }, (_, nth) => ({
      row: marriage(planting, office, workingDay('2013-03-04', nth), { operator: inTurn(office, nth) }),
      ...over(nth),
    }));
  return [
    {
      rule: 'office-error-rate',
      what: 'a fifth of the rows of an office flagged',
      rows: some(wrong, 400, (nth) => ({ flagged: nth % 5 === 0 })),
      subject: wrong.code,
    },
    {
      rule: 'office-error-rate',
      what: 'a fifth of the rows of an office in quarantine',
      rows: some(careless, 400, () => ({})),
      refused: Array.from({ length: 100 }, (_, nth) => ({
        dept_code: careless.code,
        operator: inTurn(careless, nth),
      })),
      subject: careless.code,
    },
    {
      rule: 'office-deletion-rate',
      what: 'a tenth of the rows of an office deleted',
      rows: some(deleting, 400, (nth) => (nth % 10 === 0 ? { state: 'deleted' } : {})),
      subject: deleting.code,
    },
  ];
}

const HEAP_ROWS = 300;

function heapCases(planting: OfficePlanting): readonly PlantedCase[] {
  const kinds: readonly (readonly [what: string, over: (nth: number, row: SampleRow) => Partial<SampleRow>])[] = [
    ['birth-1900', () => ({ birth_man: '1900-01-01', cert_num_man: '' })],
    ['birth-new-year', (_nth, row) => ({ birth_woman: `${row.birth_woman.slice(0, 4)}-01-01`, cert_num_woman: '' })],
    ['birth-middle', (_nth, row) => ({ birth_man: `${row.birth_man.slice(0, 7)}-15`, cert_num_man: '' })],
    ['registered-new-year', (_nth, row) => ({ op_date: `${row.op_date.slice(0, 4)}-01-01` })],
    ['number-zeros', () => ({ cert_num_man: '0'.repeat(18) })],
    ['name-words', () => ({ name_woman: '无名氏' })],
    ['birthday', () => ({ birth_man: '1980-06-18', cert_num_man: '' })],
  ];
  return kinds.map(([what, over], at) => {
    const office = planting.emptyOffices[3 + at];
    if (office === undefined) throw new RangeError('more offices are needed');
    const rows = rowsOf(HEAP_ROWS, (nth) => {
      const row = marriage(planting, office, workingDay('2004-02-02', nth % 250), {
        operator: inTurn(office, nth),
      });
      return nth % 3 === 0 ? { ...row, ...over(nth, row) } : row;
    });
    return { rule: 'placeholder-heap', what, rows, subject: `${office.code}/${what}` };
  });
}

function absenceCases(planting: OfficePlanting): readonly PlantedCase[] {
  const [some] = planting.offices;
  if (some === undefined) throw new RangeError('an office is needed');
  const at = (code: string, on: string): readonly PlantedRow[] =>
    rowsOf(2, (nth) => marriage(planting, { ...some, code, name: '样板市民政局' }, day(on) + nth));
  return [
    { rule: 'office-not-open', what: 'an office that had closed', rows: at('449001', '2010-03-04') },
    { rule: 'office-not-open', what: 'an office before it opened', rows: at('440115', '1996-03-04') },
    { rule: 'office-not-open', what: 'a code that never was one', rows: at('440199', '2010-03-04') },
  ];
}
