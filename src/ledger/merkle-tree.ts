import { hash } from 'node:crypto';

/** 32 bytes of SHA-256. */
export type Hash = Buffer;

export const HASH_BYTES = 32;
const PAIR_BYTES = 2 * HASH_BYTES;
const NODE_BYTES = 1 + PAIR_BYTES;
const NODES_AT_ONCE = 512;

/** The root of a tree without leaves: the hash of nothing (RFC 9162 §2.1.1). */
export const EMPTY_ROOT: Hash = sha256('');

/** SHA-256(0x00 || data): the prefix keeps a leaf from passing as an interior node. */
export function leafHash(data: string | Uint8Array): Hash {
  return typeof data === 'string' ? sha256(`\0${data}`) : sha256(Buffer.concat([Buffer.alloc(1), data]));
}

/** SHA-256(0x01 || left || right). */
export function nodeHash(left: Hash, right: Hash): Hash {
  return sha256(Buffer.concat([Buffer.from([1]), left, right], NODE_BYTES));
}

function sha256(data: string | Uint8Array): Hash {
  return Buffer.from(hash('sha256', data, 'binary'), 'latin1');
}

// Preimages of interior nodes, one view each, made once: a new view for every hash costs as much as the hash.
const preimages = Buffer.alloc(NODE_BYTES * NODES_AT_ONCE, 1);
const preimageViews = Array.from({ length: NODES_AT_ONCE }, (_, at) => preimages.subarray(at * NODE_BYTES, (at + 1) * NODE_BYTES));

/**
 * The root over any number of leaf hashes laid end to end, 32 bytes each. Pairing level by level and carrying an odd
 * last node up gives the same tree as RFC 9162's split at the largest power of two.
 */
export function merkleRoot(hashes: Buffer): Hash {
  if (hashes.length === 0) return EMPTY_ROOT;
  let level = hashes;
  while (level.length > HASH_BYTES) level = parentsOf(level);
  return Buffer.from(level);
}

function parentsOf(level: Buffer): Buffer {
  const pairs = Math.floor(level.length / PAIR_BYTES);
  let parents = '';
  for (let from = 0; from < pairs; from += NODES_AT_ONCE) parents += hashPairs(level, from, Math.min(NODES_AT_ONCE, pairs - from));
  return Buffer.from(parents + level.toString('latin1', pairs * PAIR_BYTES), 'latin1');
}

// Digests come as 'binary' strings, joined by the engine's ropes: measured 0.4 µs a node against 1.1 µs as Buffers.
function hashPairs(level: Buffer, from: number, pairs: number): string {
  for (let pair = 0; pair < pairs; pair += 1) {
    const at = (from + pair) * PAIR_BYTES;
    level.copy(preimages, pair * NODE_BYTES + 1, at, at + PAIR_BYTES);
  }
  let digests = '';
  for (let pair = 0; pair < pairs; pair += 1) digests += hash('sha256', preimageViews[pair] ?? '', 'binary');
  return digests;
}

/**
 * A tree of `size` leaves reduced to the roots of its complete subtrees, largest first, one for each 1 bit of `size`.
 * It is all that is needed to append and to know the root, in O(log n).
 */
export interface CompactRange {
  readonly size: number;
  readonly peaks: readonly Hash[];
}

export const EMPTY_RANGE: CompactRange = { size: 0, peaks: [] };

/**
 * Adds a complete subtree of `leaves` leaves (a power of two; one leaf by default) at the right edge.
 * @throws Error when the range's size is not a multiple of `leaves`: the subtree would not be a node of the tree.
 */
export function appendNode(range: CompactRange, node: Hash, leaves = 1): CompactRange {
  if (range.size % leaves !== 0) throw new Error(`a subtree of ${leaves} leaves cannot stand at leaf ${range.size}`);
  const peaks = [...range.peaks];
  let merged = node;
  for (let rest = range.size / leaves; rest % 2 === 1; rest = (rest - 1) / 2) {
    merged = nodeHash(peaks.pop() ?? EMPTY_ROOT, merged);
  }
  return { size: range.size + leaves, peaks: [...peaks, merged] };
}

/** Adds leaf hashes laid end to end, as one node where they are one. */
export function appendHashes(range: CompactRange, hashes: Buffer): CompactRange {
  const leaves = hashes.length / HASH_BYTES;
  const isOneNode = leaves > 0 && Number.isInteger(Math.log2(leaves)) && range.size % leaves === 0;
  if (isOneNode) return appendNode(range, merkleRoot(hashes), leaves);
  return splitHashes(hashes).reduce((grown, leaf) => appendNode(grown, leaf), range);
}

export function rangeRoot(range: CompactRange): Hash {
  return range.peaks.length === 0 ? EMPTY_ROOT : range.peaks.reduceRight((right, left) => nodeHash(left, right));
}

export function encodePeaks(range: CompactRange): Buffer {
  return Buffer.concat(range.peaks);
}

/** Reads stored peaks back; `undefined` when their number does not fit the size. */
export function decodeRange(size: number, peaks: Buffer): CompactRange | undefined {
  if (!Number.isSafeInteger(size) || size < 0 || peaks.length !== onesIn(size) * HASH_BYTES) return undefined;
  return { size, peaks: splitHashes(peaks) };
}

export function splitHashes(hashes: Buffer): readonly Hash[] {
  return Array.from({ length: hashes.length / HASH_BYTES }, (_, at) => hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
}

function onesIn(size: number): number {
  return size.toString(2).replaceAll('0', '').length;
}
