import { addDays, formatDay, isProbablyWorkingDay, parseDay, weekdayOf } from './calendar.js';
import type { AsOf, CodeRow, OfficeRow, Reference, ReferenceTables, RegionRow } from './reference.js';

/**
 * Builds the look-ups over the reference tables. Building costs a few milliseconds, a look-up well under a microsecond,
 * and outcomes are shared objects, so a worker asks millions of times without making garbage.
 * @throws Error when a table holds a date that is not a day: the tables are checked where they are read.
 */
export function createReference(tables: ReferenceTables): Reference {
  const regions = datedRows(tables.regions, (row) => [row.code, row.from, row.to]);
  const offices = officeIndex(tables.offices);
  const codes = codeIndex(tables.codes);
  const laws = datedRows(tables.laws, (row) => [row.key, row.from, row.to]);
  const knownInFull = new Set(tables.regions.filter((row) => row.level !== 'province').map((row) => provinceOf(row.code)));
  return {
    tables,
    region: (code, first, last) => lookUp(regions.get(code) ?? outsideProvince(code), first, last),
    regionEverExisted: (code) => SIX_DIGITS.test(code) && (regions.has(code) || outsideProvince(code) !== undefined),
    office: (code, first, last) => lookUp(offices.get(code) ?? officeOfPlace(code), first, last),
    officesDuring: (code, first, last) => rowsDuring(offices.get(code) ?? officeOfPlace(code), first, last),
    code: (table, code) => codes.get(table)?.rows.get(code),
    codeFor: (table, word) => codes.get(table)?.words.get(word) ?? codes.get(table)?.words.get(word.toUpperCase()),
    law: (key, day) => laws.get(key)?.findLast((law) => law.first <= day && day <= law.last)?.row,
    workingDay: workingDayOf(tables),
  };

  /** Counties are held for Guangdong; elsewhere a code stands for its province, unless an override names its counties. */
  function outsideProvince(code: string): readonly Dated<RegionRow>[] | undefined {
    return SIX_DIGITS.test(code) && !knownInFull.has(provinceOf(code)) ? regions.get(`${provinceOf(code)}0000`) : undefined;
  }

  /** The code of a township or authorised unit begins with its county's; the county's bureau stands for it. */
  function officeOfPlace(code: string): readonly Dated<OfficeRow>[] | undefined {
    return LONGER_OFFICE_CODE.test(code) ? offices.get(code.slice(0, 6)) : undefined;
  }
}

/**
 * Offices by code. A place that was given an office of its own by a decision was its county's until then, and what was
 * registered there before is judged as it was.
 */
function officeIndex(rows: readonly OfficeRow[]): ReadonlyMap<string, readonly Dated<OfficeRow>[]> {
  const index = new Map(datedRows(rows, (row) => [row.code, row.openedOn, row.closedOn, [row.openedBy, row.closedBy]]));
  for (const [code, own] of index) {
    const [first] = own;
    if (first?.row.openedBy === undefined || !LONGER_OFFICE_CODE.test(code)) continue;
    const ofCounty = (index.get(code.slice(0, 6)) ?? []).filter((dated) => dated.first < first.first);
    index.set(code, [...ofCounty.map((dated) => endingBefore(dated, first.first)), ...own]);
  }
  return index;
}

function endingBefore(dated: Dated<OfficeRow>, day: number): Dated<OfficeRow> {
  if (dated.last < day) return dated;
  const last = addDays(day, -1);
  const row = { ...dated.row, closedOn: formatDay(last) };
  return { ...dated, row, last, ...outcomesOf(row) };
}

const SIX_DIGITS = /^\d{6}$/;
const LONGER_OFFICE_CODE = /^\d{6}[0-9A-Z-]+$/;

const provinceOf = (code: string): string => code.slice(0, 2);

/** A row in force from `first` to `last` (yyyymmdd, both included), with its three outcomes made once. */
interface Dated<Row> {
  readonly row: Row;
  readonly first: number;
  readonly last: number;
  /** Whether its first and its last day are those of a decision: beyond them nothing is near. */
  readonly decided: readonly [first: boolean, last: boolean];
  readonly valid: AsOf<Row>;
  readonly near: AsOf<Row>;
  readonly notThen: AsOf<Row>;
}

type Span = readonly [key: string, from: string, to: string | undefined, decidedBy?: readonly [string | undefined, string | undefined]];

/** `keyAndSpan` gives what a row is looked up by, its first day and its last, and what decided on them. */
function datedRows<Row>(rows: readonly Row[], keyAndSpan: (row: Row) => Span): ReadonlyMap<string, readonly Dated<Row>[]> {
  const index = new Map<string, Dated<Row>[]>();
  for (const row of rows) {
    const [key, from, to, [openedBy, closedBy] = []] = keyAndSpan(row);
    const decided = [openedBy !== undefined, closedBy !== undefined] as const;
    const dated = { row, first: dayOfTable(from), last: to === undefined ? OPEN_END : dayOfTable(to), decided, ...outcomesOf(row) };
    index.set(
      key,
      [...(index.get(key) ?? []), dated].toSorted((a, b) => a.first - b.first),
    );
  }
  return index;
}

const OPEN_END = 99991231;

function dayOfTable(text: string): number {
  const day = parseDay(text);
  if (day === undefined) throw new Error(`not a day: ${text}`);
  return day;
}

function outcomesOf<Row>(row: Row): Pick<Dated<Row>, 'valid' | 'near' | 'notThen'> {
  return { valid: { status: 'valid', row }, near: { status: 'near', row }, notThen: { status: 'not-then', row } };
}

const UNKNOWN = { status: 'unknown' } as const;

/**
 * The row whose span meets first…last, the latest where several do; else the nearest in time, which is `near` within a
 * year, unless a decision drew the line: code lists are snapshots, and offices went on using an old code for a while.
 */
function lookUp<Row>(rows: readonly Dated<Row>[] | undefined, first: number, last: number): AsOf<Row> {
  const [newest] = rows?.slice(-1) ?? [];
  if (rows === undefined || newest === undefined) return UNKNOWN;
  const meeting = rows.findLast((row) => row.first <= last && row.last >= first);
  if (meeting !== undefined) return meeting.valid;
  const nearest = rows.reduce((best, row) => (gap(row, first, last) < gap(best, first, last) ? row : best), newest);
  const isExact = nearest.decided[nearest.first > last ? 0 : 1];
  return !isExact && gap(nearest, first, last) <= ONE_YEAR ? nearest.near : nearest.notThen;
}

function rowsDuring<Row>(rows: readonly Dated<Row>[] | undefined, first: number, last: number): readonly Row[] {
  return (rows ?? []).filter((dated) => dated.first <= last && dated.last >= first).map(({ row }) => row);
}

/** A year later is the same digits plus this, so a distance in yyyymmdd within it is a year or less. */
const ONE_YEAR = 10_000;

function gap(row: { readonly first: number; readonly last: number }, first: number, last: number): number {
  return row.first > last ? row.first - last : first - row.last;
}

interface CodeIndex {
  readonly rows: Map<string, CodeRow>;
  readonly words: Map<string, string>;
}

/** Codes win over words: in a table where a word of one row is the code of another, the code means itself. */
function codeIndex(rows: readonly CodeRow[]): ReadonlyMap<string, CodeIndex> {
  const tables = new Map<string, CodeIndex>();
  for (const row of rows) {
    const index = tables.get(row.table) ?? { rows: new Map(), words: new Map() };
    tables.set(row.table, index);
    index.rows.set(row.code, row);
    for (const word of [row.zh, row.en, ...(row.synonyms ?? [])]) index.words.set(word.toUpperCase(), row.code);
  }
  for (const index of tables.values()) for (const code of index.rows.keys()) index.words.set(code, code);
  return tables;
}

function workingDayOf(tables: ReferenceTables): Reference['workingDay'] {
  const exceptions = new Map(tables.holidays.map((row) => [dayOfTable(row.date), row.kind]));
  const [firstYear, lastYear] = tables.holidayYears;
  return (day) => {
    const exception = exceptions.get(day);
    if (exception !== undefined) return exception === 'work' ? 'working' : 'off';
    const covered = day >= firstYear * 10_000 && day < (lastYear + 1) * 10_000;
    if (covered) return weekdayOf(day) <= 5 ? 'working' : 'off';
    return isProbablyWorkingDay(day) ? 'provisional-working' : 'provisional-off';
  };
}
