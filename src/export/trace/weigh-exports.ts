import type { StoredExportMark } from '../../store/export-mark-repository.js';
import { IdSet } from '../marks/id-set.js';
import { keyedHash } from '../marks/mark-key.js';
import { pseudonymRecogniser, readPseudonym, type SeenPseudonym } from '../marks/pseudonym.js';
import { fieldIndexOf, markBit } from '../marks/row-marker.js';
import { Evidence } from './evidence.js';
import type { LeakColumn } from './leak-columns.js';
import type { Linkage } from './linkage.js';
import type { Observations } from './observations.js';

/** What speaks for one export. */
export interface WeighedExport {
  readonly exportNumber: string;
  /** The stake on it as a power of ten (`Evidence`). */
  readonly log10: number;
  /** Linked rows whose record it holds. */
  readonly rowsHeld: number;
  /** Rows whose marks could be read, and their marks. */
  readonly markedRows: number;
  readonly agreed: number;
  readonly disagreed: number;
  /** Pseudonyms with its tag. */
  readonly pseudonyms: number;
  /** Whether every column could have come from it. */
  readonly isPossible: boolean;
}

const MOST_PSEUDONYMS = 400;

/** The pseudonyms in a leak, each once, from all parts of it. */
export function pseudonymsIn(columns: readonly LeakColumn[]): readonly SeenPseudonym[] {
  const cells = new Set(columns.filter(({ kind }) => kind === 'pseudonym').flatMap(({ cells: texts }) => texts));
  const seen = [...cells].flatMap((cell) => readPseudonym(cell) ?? []);
  const step = Math.ceil(seen.length / MOST_PSEUDONYMS) || 1;
  return seen.filter((_, at) => at % step === 0);
}

/** Lays a leak, read in one way, beside one export after the other. */
export class Scales {
  readonly #linkage: Linkage;
  readonly #observations: Observations;
  readonly #pseudonyms: readonly SeenPseudonym[];
  /** Where the pairs of each linked row begin, and where those of the last end. */
  readonly #firstPair: readonly number[];

  constructor(linkage: Linkage, observations: Observations) {
    this.#linkage = linkage;
    this.#observations = observations;
    this.#pseudonyms = pseudonymsIn(linkage.columns);
    let pair = 0;
    this.#firstPair = linkage.rows.map(({ ids }) => (pair += ids.length) - ids.length);
  }

  weigh(mark: StoredExportMark): WeighedExport {
    const evidence = new Evidence();
    const held = this.#heldPairs(new IdSet(mark.ids));
    this.#addMarks(evidence, mark, held.pairs);
    this.#addPseudonyms(evidence, mark);
    const { agreed, disagreed, markedRows, rightTags: pseudonyms } = evidence;
    return {
      exportNumber: mark.exportNumber,
      log10: evidence.log10(),
      rowsHeld: held.rows,
      markedRows,
      agreed,
      disagreed,
      pseudonyms,
      isPossible: this.#isPossible(mark),
    };
  }

  /** Rows that the export holds; of a row that may be several records in it no mark can be read. A record counts once. */
  #heldPairs(ids: IdSet): { readonly rows: number; readonly pairs: readonly number[] } {
    const records = new Set<number>();
    const pairs: number[] = [];
    let rows = 0;
    for (const [at, { ids: candidates }] of this.#linkage.rows.entries()) {
      const held = candidates.flatMap((id, index) => (ids.has(id) ? [index] : []));
      const [only = 0] = held;
      if (held.length > 0) rows += 1;
      if (held.length !== 1 || records.has(candidates[only] ?? 0)) continue;
      records.add(candidates[only] ?? 0);
      pairs.push((this.#firstPair[at] ?? 0) + only);
    }
    return { rows, pairs };
  }

  /** Keys are derived only where they are used: for a thousand exports that takes longer than anything else here. */
  #addPseudonyms(evidence: Evidence, { key }: StoredExportMark): void {
    if (this.#pseudonyms.length === 0) return;
    const isOurs = pseudonymRecogniser(key);
    for (const seen of this.#pseudonyms) evidence.addPseudonym(isOurs(seen));
  }

  #addMarks(evidence: Evidence, mark: StoredExportMark, pairs: readonly number[]): void {
    if (pairs.length === 0) return;
    const hash = keyedHash(mark.key, 'row-marks');
    const seen = this.#columnsOf(mark).map(({ field, masking }) => ({
      bits: this.#observations.of(field, masking).bits,
      fieldIndex: fieldIndexOf(field),
    }));
    for (const pair of pairs) {
      hash.ofInteger(this.#observations.pairs[pair]?.id ?? 0);
      let agreed = 0;
      let disagreed = 0;
      for (const { bits, fieldIndex } of seen) {
        const bit = bits[pair] as number;
        if (bit < 0) continue;
        if (bit === markBit(hash, fieldIndex)) agreed += 1;
        else disagreed += 1;
      }
      evidence.addRow(agreed, disagreed);
    }
  }

  #columnsOf({ columns }: StoredExportMark): StoredExportMark['columns'] {
    return columns.filter(({ field }) => this.#observations.fields.includes(field));
  }

  #isPossible(mark: StoredExportMark): boolean {
    const columns = this.#columnsOf(mark);
    const isComplete = this.#observations.fields.every((field) => columns.some((column) => column.field === field));
    return isComplete && columns.every(({ field, masking }) => this.#observations.of(field, masking).isPossible);
  }
}

/** One verdict from several readings: the mean of their stakes is a fair stake too, and what else is told is of the best. */
export function together(readings: readonly WeighedExport[]): WeighedExport {
  const best = readings.reduce((left, right) => (right.log10 > left.log10 ? right : left));
  const mean = readings.reduce((sum, { log10 }) => sum + 10 ** (log10 - best.log10), 0) / readings.length;
  return { ...best, log10: best.log10 + Math.log10(mean) };
}
