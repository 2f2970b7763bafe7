import type { IdRange, LedgerPlace, LinkageRows } from '../../store/linkage-rows.js';
import { allocateRecords, type EncodedRecords } from './build-features.js';
import type { RecordEncoder } from './encode-record.js';
import { RecordList } from './feature-set.js';
import { blocksOf, IDS_AT_ONCE } from './fill-slices.js';
import { RECORD_BYTES, RECORD_WORDS } from './record-layout.js';

/** What a set of records covers: the registry as of an entry of the ledger, and the largest id there was. */
export interface Coverage {
  readonly place: LedgerPlace;
  readonly lastId: number;
}

/** Ranges of ids in order, none touching another, each with the records it has now. */
export interface Changes {
  readonly ranges: readonly IdRange[];
  readonly records: Uint32Array;
  readonly count: number;
  /** What a set covers that has taken them over. */
  readonly coverage: Coverage;
}

/** Inside the caller's transaction, so that it is of one moment: loads and events tell where the registry changed. */
export function changesSince(rows: LinkageRows, encoder: RecordEncoder, { place, lastId }: Coverage): Changes {
  const span = rows.span();
  const coverage = { place: rows.ledgerEnd(), lastId: Math.max(lastId, span?.last ?? 0) };
  // Rows that came without a load have ids above all others: nothing else can be said of them.
  const beyond = span === undefined || span.last <= lastId ? [] : [{ first: lastId + 1, last: span.last }];
  const changed = place.seq === coverage.place.seq ? [] : [...rows.loadedSince(place.seq), ...rows.changedSince(place.seq)];
  const ranges = joined([...changed, ...beyond]);
  const records = new GrowingRecords();
  for (const range of ranges) for (const block of blocksOf(rows, range)) records.add(block, encoder);
  return { ranges, records: records.words, count: records.count, coverage };
}

function joined(ranges: readonly IdRange[]): readonly IdRange[] {
  const whole: { first: number; last: number }[] = [];
  for (const { first, last } of ranges.toSorted((a, b) => a.first - b.first)) {
    const before = whole.at(-1);
    if (before !== undefined && first <= before.last + 1) before.last = Math.max(before.last, last);
    else whole.push({ first, last });
  }
  return whole;
}

class GrowingRecords {
  words = new Uint32Array(IDS_AT_ONCE * RECORD_WORDS);
  count = 0;

  add(block: Buffer, encoder: RecordEncoder): void {
    const room = this.words.length / RECORD_WORDS;
    if (this.count + IDS_AT_ONCE > room) this.grow(room * 2);
    this.count += encoder.encodeAll(block, this.words, this.count * RECORD_WORDS, IDS_AT_ONCE);
  }

  private grow(room: number): void {
    const words = new Uint32Array(room * RECORD_WORDS);
    words.set(this.words);
    this.words = words;
  }
}

/** Puts the changed records in the place of those of their ranges: in the buffer itself where nothing has to make room for them. */
export function applyChanges(old: EncodedRecords, changes: Changes): EncodedRecords {
  if (changes.ranges.length === 0) return old;
  const words = new Uint32Array(old.buffer);
  const pieces = piecesOf(new RecordList(words, old.count), changes);
  const count = pieces.reduce((sum, piece) => sum + piece.count, 0);
  // Where no old record moves up, writing in order never meets one that is still to be moved.
  const fits = old.buffer.byteLength >= count * RECORD_BYTES && pieces.every((piece) => piece.isChanged || piece.from >= piece.to);
  const buffer = fits ? old.buffer : allocateRecords(count);
  const target = new Uint32Array(buffer);
  for (const { isChanged, from, to, count: records } of pieces) {
    const source = isChanged ? changes.records : words;
    if (source.buffer === buffer && from === to) continue;
    target.set(source.subarray(from * RECORD_WORDS, (from + records) * RECORD_WORDS), to * RECORD_WORDS);
  }
  return { buffer, count };
}

/** Records that lie one behind the other, before and after. */
interface Piece {
  readonly isChanged: boolean;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

function piecesOf(old: RecordList, { ranges, records, count }: Changes): readonly Piece[] {
  const changed = new RecordList(records, count);
  const pieces: Piece[] = [];
  let to = 0;
  let from = 0;
  const add = (isChanged: boolean, first: number, end: number): void => {
    if (first === end) return;
    pieces.push({ isChanged, from: first, to, count: end - first });
    to += end - first;
  };
  for (const range of ranges) {
    const [first, end] = old.within(range);
    add(false, from, first);
    add(true, ...changed.within(range));
    from = end;
  }
  add(false, from, old.count);
  return pieces;
}
