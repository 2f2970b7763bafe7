/** Records beside the key of each. */
export interface KeyedRecords {
  readonly keys: Uint32Array<ArrayBuffer>;
  readonly records: Uint32Array<ArrayBuffer>;
}

const RADIX_BITS = 11;
const RADIX = 2 ** RADIX_BITS;

/** Least significant digits first, so that records of one key stay in ascending order. */
export function sortByKey(unsorted: KeyedRecords): KeyedRecords {
  let from = unsorted;
  let to = { keys: new Uint32Array(from.keys.length), records: new Uint32Array(from.keys.length) };
  for (let shift = 0; shift < 32; shift += RADIX_BITS) {
    scatter(from, to, shift);
    [from, to] = [to, from];
  }
  return from;
}

function scatter(from: KeyedRecords, to: KeyedRecords, shift: number): void {
  const next = new Uint32Array(RADIX + 1);
  for (let at = 0; at < from.keys.length; at += 1) {
    const digit = ((from.keys[at] ?? 0) >>> shift) & (RADIX - 1);
    next[digit + 1] = (next[digit + 1] ?? 0) + 1;
  }
  for (let digit = 1; digit <= RADIX; digit += 1) next[digit] = (next[digit] ?? 0) + (next[digit - 1] ?? 0);
  for (let at = 0; at < from.keys.length; at += 1) {
    const key = from.keys[at] ?? 0;
    const digit = (key >>> shift) & (RADIX - 1);
    const place = next[digit] ?? 0;
    next[digit] = place + 1;
    to.keys[place] = key;
    to.records[place] = from.records[at] ?? 0;
  }
}
