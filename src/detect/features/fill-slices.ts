import type { IdRange, LinkageRows } from '../../store/linkage-rows.js';
import type { RecordEncoder } from './encode-record.js';
import { RECORD_WORDS } from './record-layout.js';
import type { Slice } from './slices.js';

/** SQLite hands over this many ids as one blob (docs/benchmarks.md). */
export const IDS_AT_ONCE = 500;

/** @returns how many records the slice gave. @throws Error when they are more than it has room for */
export function fillSlice(rows: LinkageRows, encoder: RecordEncoder, slice: Slice, words: Uint32Array): number {
  let count = 0;
  for (const block of blocksOf(rows, slice)) {
    count += encoder.encodeAll(block, words, (slice.at + count) * RECORD_WORDS, slice.rows - count);
  }
  return count;
}

/** Active registrations of a range, some at a time. */
export function* blocksOf(rows: LinkageRows, { first, last }: IdRange): Generator<Buffer> {
  for (let start = first; start <= last; start += IDS_AT_ONCE) {
    const block = rows.read({ first: start, last: Math.min(last, start + IDS_AT_ONCE - 1) });
    if (block !== null) yield block;
  }
}
