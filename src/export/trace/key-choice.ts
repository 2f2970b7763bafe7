import type { FieldKey } from '../../domain/fields.js';
import { parseDate, type PartialDate } from '../../domain/partial-date.js';
import { keyRangeOf } from '../../domain/record-key-day.js';
import { PART_SEPARATOR, type TraceRepository } from '../../store/trace-repository.js';
import { keyPartOf, keyPartOfValue, type PartShape } from './glimpse.js';
import type { LeakColumn, Reading } from './leak-columns.js';

/** Which column is which field, and the fields by which records are looked for. */
export interface KeyChoice {
  readonly reading: Reading;
  readonly fields: readonly FieldKey[];
}

/** The best key, and every reading that agrees with the registry just as well: of two columns of stars either may be the man's. */
export interface ChosenKey extends KeyChoice {
  readonly readings: readonly Reading[];
}

/** Texts of which an export or anybody after it may leave any piece. */
const NOT_A_KEY: ReadonlySet<FieldKey> = new Set(['remark', 'scan_files', 'dept_name']);

const PROBE_ROWS = 100;
const PROBE_RECORDS = 30_000;
const SPREAD_BLOCKS = 60;
const SPREAD_BLOCK_ROWS = 1_000;

/**
 * The reading that finds most records, with every column that finding them does not suffer from: a column that was changed on
 * purpose agrees with no record. Readings are tried on the records of the most frequent dates, or on some from all over.
 */
export function chooseKey(readings: readonly Reading[], repository: TraceRepository): ChosenKey {
  const trial = trialOf(readings, repository);
  const tried = readings.map((reading): TriedKey => {
    const choice = { reading, fields: keyFields(reading).filter((field) => trial.knows(field, reading)) };
    return { choice, found: trial.found(choice) };
  });
  const best = bestOf(tried);
  const equals = tried.filter((other) => worthOf(other) === worthOf(best)).map(({ choice }) => choice.reading);
  return { ...withoutSpoilers(best, trial).choice, readings: equals.slice(0, MOST_EQUAL_READINGS) };
}

const MOST_EQUAL_READINGS = 6;

interface TriedKey {
  readonly choice: KeyChoice;
  readonly found: number;
}

/** Of readings that find as much, the one in which more columns agree with the registry is right. */
function bestOf(tried: readonly TriedKey[]): TriedKey {
  return tried.reduce((left, right) => (worthOf(right) > worthOf(left) ? right : left));
}

function worthOf({ choice, found }: TriedKey): number {
  return found * choice.fields.length;
}

function trialOf(readings: readonly Reading[], repository: TraceRepository): Trial {
  const fields = [...new Set(readings.flatMap(keyFields))];
  const dates = groupsByDate(readings[0]?.get('op_date'));
  if (dates.length === 0) return new Trial(fields, repository.valuesSpread(fields, SPREAD_BLOCKS, SPREAD_BLOCK_ROWS), undefined);
  const records: string[][] = [];
  const probed: number[] = [];
  for (const { date, rows } of dates) {
    if (probed.length >= PROBE_ROWS || records.length >= PROBE_RECORDS) break;
    records.push(...repository.valuesInRange(fields, keyRangeOf(date), PROBE_RECORDS));
    probed.push(...rows);
  }
  return new Trial(fields, records, probed);
}

function keyFields(reading: Reading): FieldKey[] {
  return [...reading].filter(([field, { shape }]) => shape !== undefined && !NOT_A_KEY.has(field)).map(([field]) => field);
}

/** Leaving a good column out finds hardly more; a column that finds so many more when left out is a spoiler. */
const SPOILS = 1.3;
const MOST_SPOILERS = 4;
/** So many of the rows found leave nothing to look for. */
const FOUND_WELL = 0.7;

function withoutSpoilers(tried: TriedKey, trial: Trial): TriedKey {
  let best = tried;
  if (tried.found >= trial.rowCount * FOUND_WELL) return best;
  for (let round = 0; round < MOST_SPOILERS; round += 1) {
    const shorter = best.choice.fields.map((spoiler): TriedKey => {
      const choice = { ...best.choice, fields: best.choice.fields.filter((field) => field !== spoiler) };
      return { choice, found: trial.found(choice) };
    });
    const better = shorter.reduce((left, right) => (right.found > left.found ? right : left), best);
    if (better.found <= best.found * SPOILS + 2) break;
    best = better;
  }
  return best;
}

/** Half of a leak may be from elsewhere. */
const KNOWN_SHARE = 0.3;

/** Records against which readings are tried. Parts of keys are made once, for many readings share them. */
class Trial {
  readonly #fields: readonly FieldKey[];
  readonly #records: readonly (readonly string[])[];
  /** Rows of the sample that take part; all when `undefined`. */
  readonly #rows: readonly number[] | undefined;
  readonly #recordParts = new Map<string, readonly string[]>();
  readonly #rowParts = new Map<LeakColumn, readonly (string | undefined)[]>();

  constructor(fields: readonly FieldKey[], records: readonly (readonly string[])[], rows: readonly number[] | undefined) {
    this.#fields = fields;
    this.#records = records;
    this.#rows = rows;
  }

  /** Rows that take part; without a date any row may be a record that is not among the few. */
  get rowCount(): number {
    return this.#rows?.length ?? Number.POSITIVE_INFINITY;
  }

  /**
   * Whether the registry has what the column shows, in that field: an address that was cut to its county is found in no record.
   * Where the records are a few from all over, one hit is enough.
   */
  knows(field: FieldKey, reading: Reading): boolean {
    const column = reading.get(field);
    if (column === undefined) return false;
    const parts = this.#partsOfRows(column);
    const shown = (this.#rows ?? parts.map((_, row) => row)).flatMap((row) => parts[row] ?? []).filter((part) => part !== '');
    const known = new Set(this.#partsOfRecords(field, column.shape));
    const share = shown.filter((part) => known.has(part)).length / Math.max(1, shown.length);
    return this.#rows === undefined ? share > 0 : share >= KNOWN_SHARE;
  }

  /** How many keys of the leak belong to exactly one record. */
  found({ reading, fields }: KeyChoice): number {
    if (fields.length === 0) return 0;
    const columns = fields.flatMap((field) => reading.get(field) ?? []);
    const rowParts = columns.map((column) => this.#partsOfRows(column));
    const rows = this.#rows ?? rowParts[0]?.map((_, row) => row) ?? [];
    const counts = new Map(rows.flatMap((row) => joined(rowParts, row) ?? []).map((key) => [key, 0]));
    const recordParts = fields.map((field) => this.#partsOfRecords(field, reading.get(field)?.shape));
    for (let record = 0; record < this.#records.length; record += 1) {
      const key = joined(recordParts, record) ?? '';
      const count = counts.get(key);
      if (count !== undefined) counts.set(key, count + 1);
    }
    return [...counts.values()].filter((count) => count === 1).length;
  }

  #partsOfRows(column: LeakColumn): readonly (string | undefined)[] {
    const known = this.#rowParts.get(column) ?? partsOfColumn(column);
    this.#rowParts.set(column, known);
    return known;
  }

  #partsOfRecords(field: FieldKey, shape: PartShape | undefined): readonly string[] {
    if (shape === undefined) return [];
    const name = `${field} ${shape.head} ${shape.tail}`;
    const at = this.#fields.indexOf(field);
    const known = this.#recordParts.get(name) ?? this.#records.map((record) => keyPartOfValue(record[at] ?? '', shape));
    this.#recordParts.set(name, known);
    return known;
  }
}

function partsOfColumn({ glimpses, shape }: LeakColumn): readonly (string | undefined)[] {
  return shape === undefined ? [] : glimpses.map((glimpse) => keyPartOf(glimpse, shape));
}

/** `undefined` when a part is missing. */
function joined(parts: readonly (readonly (string | undefined)[])[], at: number): string | undefined {
  let key: string | undefined;
  for (const part of parts) {
    const text = part[at];
    if (text === undefined) return undefined;
    key = key === undefined ? text : key + PART_SEPARATOR + text;
  }
  return key;
}

/** The key of each row of the sample that shows enough for one. */
export function keysOf({ reading, fields }: KeyChoice): ReadonlyMap<number, string> {
  const parts = fields.flatMap((field) => reading.get(field) ?? []).map(partsOfColumn);
  const keys = (parts[0] ?? []).map((_, row): [number, string | undefined] => [row, joined(parts, row)]);
  return new Map(keys.filter((entry): entry is [number, string] => entry[1] !== undefined));
}

export interface DateGroup {
  readonly date: PartialDate;
  /** Indexes in the sample. */
  readonly rows: readonly number[];
}

/** Rows by their date, the most frequent date first: there a look into the registry finds most. */
export function groupsByDate(column: LeakColumn | undefined): readonly DateGroup[] {
  const groups = new Map<string, { readonly date: PartialDate; readonly rows: number[] }>();
  for (const [row, { text }] of (column?.glimpses ?? []).entries()) {
    const date = parseDate(text);
    if (date === undefined) continue;
    const group = groups.get(text) ?? { date, rows: [] };
    group.rows.push(row);
    groups.set(text, group);
  }
  return [...groups.values()].toSorted((left, right) => right.rows.length - left.rows.length);
}
