import { sortByKey, type KeyedRecords } from './radix-sort.js';

/** The records that share a key with another one, in runs of the same key. */
export interface Blocks {
  /** Records, each run in ascending order. */
  readonly members: Uint32Array;
  /** Where runs begin in `members`, and its end. */
  readonly starts: Uint32Array;
}

export interface BlockInput {
  /** Keys of one rule by record; 0 is none. */
  readonly keys: Uint32Array;
  /** 1 for records that are new; absent when every pair counts. */
  readonly isNew: Uint8Array | undefined;
  /** Only keys of this share of all keys; `parts` is a power of two. */
  readonly part: number;
  readonly parts: number;
}

const BITS_A_KEY = 16;
const LEAST_BITMAP_BITS = 65_536;

/**
 * Finds the blocks. Most keys belong to one record only, so a bitmap drops nearly all of those before anything is sorted: what
 * remains is a hundredth of the records or so.
 */
export function findBlocks(input: BlockInput): Blocks {
  const candidates = input.isNew === undefined ? repeatedKeys(input) : keysOfNew(input, input.isNew);
  return blocksOf(gather(input, candidates));
}

/** @param candidates in ascending order of records */
export function blocksOf(candidates: KeyedRecords): Blocks {
  const { keys, records } = sortByKey(candidates);
  return cutRuns(keys, records);
}

/** Which hashes may be in a block: bit `key & mask`. */
interface KeyBits {
  readonly bits: Uint32Array;
  readonly mask: number;
  /** Not more records than this have such a key. */
  readonly most: number;
}

/** Counted loops and plain masks below: every key of the registry passes here twice a rule. */
const inPart = (key: number, part: number, parts: number): boolean => key !== 0 && (key & (parts - 1)) === part;

/** Bits of the keys that two records have. */
function repeatedKeys({ keys, part, parts }: BlockInput): KeyBits {
  const mask = bitmapMask(keys.length / parts);
  const once = new Uint32Array((mask + 1) / 32);
  const twice = new Uint32Array(once.length);
  let count = 0;
  for (let record = 0; record < keys.length; record += 1) {
    const key = keys[record] ?? 0;
    if (!inPart(key, part, parts)) continue;
    const place = hashedPlace(key, mask);
    const word = place >>> 5;
    const bit = 1 << (place & 31);
    const held = once[word] ?? 0;
    if ((held & bit) === 0) {
      once[word] = held | bit;
      continue;
    }
    twice[word] = (twice[word] ?? 0) | bit;
    count += 1;
  }
  // The first record of each key comes beside those counted.
  return { bits: twice, mask, most: 2 * count };
}

/** Bits of the keys that new records have. */
function keysOfNew({ keys, part, parts }: BlockInput, isNew: Uint8Array): KeyBits {
  const mask = bitmapMask(isNew.reduce((sum, each) => sum + each, 0) / parts);
  const bits = new Uint32Array((mask + 1) / 32);
  isNew.forEach((each, record) => {
    const key = keys[record] ?? 0;
    if (each === 0 || !inPart(key, part, parts)) return;
    const place = hashedPlace(key, mask);
    bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31));
  });
  return { bits, mask, most: countIn({ keys, part, parts }, bits, mask) };
}

function bitmapMask(expected: number): number {
  const bits = Math.max(LEAST_BITMAP_BITS, expected * BITS_A_KEY);
  return 2 ** Math.min(31, Math.ceil(Math.log2(bits))) - 1;
}

/** The bits of a key that its part does not use up. */
const hashedPlace = (key: number, mask: number): number => (Math.imul(key, 0x9e37_79b1) >>> 3) & mask;

function countIn({ keys, part, parts }: Omit<BlockInput, 'isNew'>, bits: Uint32Array, mask: number): number {
  let count = 0;
  for (let record = 0; record < keys.length; record += 1) {
    const key = keys[record] ?? 0;
    if (inPart(key, part, parts) && hasBit(bits, hashedPlace(key, mask))) count += 1;
  }
  return count;
}

const hasBit = (bits: Uint32Array, place: number): boolean => ((bits[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0;

function gather({ keys, part, parts }: BlockInput, { bits, mask, most }: KeyBits): KeyedRecords {
  const gathered = { keys: new Uint32Array(most), records: new Uint32Array(most) };
  let at = 0;
  for (let record = 0; record < keys.length; record += 1) {
    const key = keys[record] ?? 0;
    if (!inPart(key, part, parts) || !hasBit(bits, hashedPlace(key, mask))) continue;
    gathered.keys[at] = key;
    gathered.records[at] = record;
    at += 1;
  }
  return { keys: gathered.keys.subarray(0, at), records: gathered.records.subarray(0, at) };
}

function cutRuns(keys: Uint32Array, records: Uint32Array): Blocks {
  const starts = new Uint32Array(keys.length + 1);
  let runs = 0;
  for (let at = 0; at < keys.length; at += 1) {
    if (at > 0 && keys[at] === keys[at - 1]) continue;
    starts[runs] = at;
    runs += 1;
  }
  starts[runs] = keys.length;
  return { members: records, starts: starts.subarray(0, runs + 1) };
}
