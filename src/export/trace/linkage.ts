import type { PartialDate } from '../../domain/partial-date.js';
import { keyRangeOf } from '../../domain/record-key-day.js';
import type { TraceRepository, VisiblePart } from '../../store/trace-repository.js';
import { chooseKey, groupsByDate, keysOf, type KeyChoice } from './key-choice.js';
import { columnsOf, readingsOf, type LeakColumn, type Reading } from './leak-columns.js';
import type { LeakedTable } from './leak-file.js';

/** Rows of the leak and the records they may be. */
export interface Linkage {
  /** The ways to read the columns that fit the registry best, equally well. */
  readonly readings: readonly Reading[];
  readonly columns: readonly LeakColumn[];
  /** Rows that were looked for in the registry: those that show as much as most do. */
  readonly examined: number;
  readonly rows: readonly LinkedRow[];
}

export interface LinkedRow {
  /** Index in the sample. */
  readonly row: number;
  /** Records that show the same in every column looked at: one, or a few that cannot be told apart. */
  readonly ids: readonly number[];
}

/** More records than this with the same key tell nothing. */
const MOST_CANDIDATES = 20;
/** With this share of the rows wanted, a search through many more records is not worth its time. */
const ENOUGH_SHARE = 0.3;
const RECORDS_WORTH_READING = 200_000;

/**
 * Finds the records that leaked rows speak of, by all that is left in them: the month, the office, family names, the region in a
 * number, years of birth. One of these says nothing, together they name one couple in most cases.
 * @param mostRows enough rows: the search ends with that many found.
 */
export function linkRows(table: LeakedTable, repository: TraceRepository, mostRows: number): Linkage {
  const columns = columnsOf(table);
  const key = chooseKey(readingsOf(columns), repository);
  const search = new Search(key);
  const rows = search.run(repository, mostRows);
  return { readings: key.readings, columns, examined: search.examined, rows };
}

function visibleParts({ reading, fields }: KeyChoice): VisiblePart[] {
  return fields.flatMap((field) => {
    const shape = reading.get(field)?.shape;
    return shape === undefined ? [] : [{ field, ...shape }];
  });
}

/** About so many of the rows, from all parts of the file: two copies may stand one behind the other. */
function spreadOver(rows: readonly number[], most: number): readonly number[] {
  const step = Math.max(1, Math.ceil(rows.length / most));
  return rows.filter((_, at) => at % step === 0);
}

/** The search for the rows of one reading, date by date. */
class Search {
  examined = 0;
  readonly #reading: Reading;
  readonly #parts: readonly VisiblePart[];
  readonly #keys: ReadonlyMap<number, string>;
  readonly #found: LinkedRow[] = [];
  #recordsRead = 0;

  constructor(choice: KeyChoice) {
    this.#reading = choice.reading;
    this.#parts = visibleParts(choice);
    this.#keys = keysOf(choice);
  }

  run(repository: TraceRepository, mostRows: number): readonly LinkedRow[] {
    const isDated = this.#parts.some(({ field }) => field === 'op_date');
    const groups = isDated ? groupsByDate(this.#reading.get('op_date')) : [];
    if (groups.length === 0) this.#look(repository, spreadOver([...this.#keys.keys()], mostRows * 2));
    for (const { date, rows } of groups) {
      if (this.#found.length >= mostRows) break;
      if (this.#found.length >= mostRows * ENOUGH_SHARE && this.#recordsRead >= RECORDS_WORTH_READING) break;
      this.#recordsRead += repository.countInRange(keyRangeOf(date));
      this.#look(repository, rows, date);
    }
    return this.#found;
  }

  #look(repository: TraceRepository, rows: readonly number[], date?: PartialDate): void {
    const keyed = rows.filter((row) => this.#keys.has(row));
    this.examined += keyed.length;
    if (keyed.length === 0 || this.#parts.length === 0) return;
    const keys = [...new Set(keyed.map((row) => this.#keys.get(row) ?? ''))];
    const range = date === undefined ? undefined : keyRangeOf(date);
    const ids = new Map<string, number[]>(keys.map((key) => [key, []]));
    for (const { id, key } of repository.byVisibleParts(this.#parts, keys, range)) ids.get(key)?.push(id);
    for (const row of keyed) {
      const candidates = ids.get(this.#keys.get(row) ?? '') ?? [];
      if (candidates.length > 0 && candidates.length <= MOST_CANDIDATES) this.#found.push({ row, ids: candidates });
    }
  }
}
