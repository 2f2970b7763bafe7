import { nodeHash, type Hash } from './merkle-tree.js';

/** The root over the leaves `from` (included) to `to` (excluded), as if they stood alone. */
export type RootOf = (from: number, to: number) => Hash;

/**
 * The hashes that lead from leaf `index` up to the root of the first `size` leaves (RFC 9162 §2.1.3.1).
 * @throws RangeError when there is no such leaf.
 */
export function inclusionProof(index: number, size: number, rootOf: RootOf): readonly Hash[] {
  if (!isIndex(index, size)) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  return pathTo(index, 0, size, rootOf);
}

function pathTo(index: number, from: number, to: number, rootOf: RootOf): readonly Hash[] {
  if (to - from === 1) return [];
  const middle = from + splitOf(to - from);
  return index < middle
    ? [...pathTo(index, from, middle, rootOf), rootOf(middle, to)]
    : [...pathTo(index, middle, to, rootOf), rootOf(from, middle)];
}

/** Whether `leaf` is leaf `index` of the tree of `size` leaves that has this root (RFC 9162 §2.1.3.2). */
export function verifyInclusion(leaf: Hash, index: number, size: number, proof: readonly Hash[], root: Hash): boolean {
  if (!isIndex(index, size)) return false;
  let position = index;
  let last = size - 1;
  let node = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      node = nodeHash(sibling, node);
      [position, last] = skipLoneNodes(position, last);
    } else {
      node = nodeHash(node, sibling);
    }
    position = half(position);
    last = half(last);
  }
  return last === 0 && node.equals(root);
}

/**
 * The hashes that show the tree of `first` leaves to be the beginning of the tree of `second` leaves (RFC 9162 §2.1.4.1).
 * Empty when the two are the same tree, or when the first has no leaves. @throws RangeError when the second is the smaller.
 */
export function consistencyProof(first: number, second: number, rootOf: RootOf): readonly Hash[] {
  if (!isSize(first) || !isSize(second) || first > second) throw new RangeError(`no consistency from ${first} to ${second} leaves`);
  return first === 0 ? [] : subproof(first, 0, second, true, rootOf);
}

function subproof(first: number, from: number, to: number, whole: boolean, rootOf: RootOf): readonly Hash[] {
  if (first === to) return whole ? [] : [rootOf(from, to)];
  const middle = from + splitOf(to - from);
  return first <= middle
    ? [...subproof(first, from, middle, whole, rootOf), rootOf(middle, to)]
    : [...subproof(first, middle, to, false, rootOf), rootOf(from, middle)];
}

/** A tree as a checkpoint states it. */
export interface TreeHead {
  readonly size: number;
  readonly root: Hash;
}

/** Whether the tree of `first` is the beginning of the tree of `second` (RFC 9162 §2.1.4.2). */
export function verifyConsistency(first: TreeHead, second: TreeHead, proof: readonly Hash[]): boolean {
  if (!isSize(first.size) || !isSize(second.size) || first.size > second.size) return false;
  if (first.size === second.size) return proof.length === 0 && first.root.equals(second.root);
  if (first.size === 0) return proof.length === 0;
  const [start, ...siblings] = isPowerOfTwo(first.size) ? [first.root, ...proof] : proof;
  return start !== undefined && foldConsistency(first, second, start, siblings);
}

function foldConsistency(first: TreeHead, second: TreeHead, start: Hash, siblings: readonly Hash[]): boolean {
  let [position, last] = skipWhole(first.size - 1, second.size - 1);
  let firstNode = start;
  let secondNode = start;
  for (const sibling of siblings) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      firstNode = nodeHash(sibling, firstNode);
      secondNode = nodeHash(sibling, secondNode);
      [position, last] = skipLoneNodes(position, last);
    } else {
      secondNode = nodeHash(secondNode, sibling);
    }
    position = half(position);
    last = half(last);
  }
  return last === 0 && firstNode.equals(first.root) && secondNode.equals(second.root);
}

/** Right edge of a level without a partner: the node is carried up unchanged. */
function skipLoneNodes(position: number, last: number): [position: number, last: number] {
  let [at, end] = [position, last];
  while (at % 2 === 0 && at !== 0) [at, end] = [half(at), half(end)];
  return [at, end];
}

/** Levels on which the first tree ends with a complete subtree need no hash of their own. */
function skipWhole(position: number, last: number): [position: number, last: number] {
  let [at, end] = [position, last];
  while (at % 2 === 1) [at, end] = [half(at), half(end)];
  return [at, end];
}

/** The largest power of two smaller than `leaves`. Sizes may pass 2^31, where bit operators fail. */
function splitOf(leaves: number): number {
  let split = 1;
  while (split * 2 < leaves) split *= 2;
  return split;
}

function isPowerOfTwo(value: number): boolean {
  return splitOf(value * 2) === value;
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isIndex(index: number, size: number): boolean {
  return isSize(index) && isSize(size) && index < size;
}
