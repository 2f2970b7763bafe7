import type { IdRange } from '../../store/linkage-rows.js';
import { RECORD_WORDS, WORD } from './record-layout.js';

const UPPER_ID = 2 ** 32;
const UPPER_ID_BITS = 0xff;

/** Records in the order of their ids. */
export class RecordList {
  readonly words: Uint32Array;
  readonly count: number;

  constructor(words: Uint32Array, count: number) {
    this.words = words;
    this.count = count;
  }

  idOf(record: number): number {
    const at = record * RECORD_WORDS;
    return ((this.words[at + WORD.KIND] as number) & UPPER_ID_BITS) * UPPER_ID + (this.words[at + WORD.ID] as number);
  }

  /** -1 when there is no record of that id. */
  indexOf(id: number): number {
    const at = this.firstFrom(id);
    return at < this.count && this.idOf(at) === id ? at : -1;
  }

  /** The first record whose id is not smaller; `count` when there is none. */
  firstFrom(id: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.idOf(middle) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The records of a range of ids: from the first number up to, not including, the second. */
  within({ first, last }: IdRange): readonly [from: number, end: number] {
    return [this.firstFrom(first), this.firstFrom(last + 1)];
  }
}

/** What became of the side-car file. Texts: `features.note.<key>`. */
export type FeatureNote = 'damaged' | 'differs' | 'not-kept';

/** All active registrations as records (record-layout.ts), as of an entry of the ledger. */
export class FeatureSet extends RecordList {
  /** For handing to threads; it may be longer than the records. */
  readonly buffer: SharedArrayBuffer;
  readonly ledgerSeq: number;
  /** Where they came from: the file, the file and what was new since, or the registry alone. */
  readonly source: 'file' | 'refreshed' | 'registry';
  readonly notes: readonly FeatureNote[];

  constructor(
    { buffer, count }: { readonly buffer: SharedArrayBuffer; readonly count: number },
    from: Pick<FeatureSet, 'ledgerSeq' | 'source' | 'notes'>,
  ) {
    super(new Uint32Array(buffer, 0, count * RECORD_WORDS), count);
    this.buffer = buffer;
    this.ledgerSeq = from.ledgerSeq;
    this.source = from.source;
    this.notes = from.notes;
  }
}
