import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consistencyProof, inclusionProof, verifyConsistency, verifyInclusion } from '../../src/ledger/merkle-proof.js';
import {
  appendNode,
  decodeRange,
  EMPTY_RANGE,
  encodePeaks,
  leafHash,
  merkleRoot,
  nodeHash,
  rangeRoot,
  type CompactRange,
  type Hash,
} from '../../src/ledger/merkle-tree.js';
import { CONSISTENCY, INCLUSION, LEAVES, ROOTS } from './merkle-vectors.js';

const hashesOf = (leaves: readonly (Buffer | string)[]): Buffer => Buffer.concat(leaves.map((leaf) => leafHash(leaf)));
const rootOf =
  (hashes: Buffer) =>
  (from: number, to: number): Hash =>
    merkleRoot(hashes.subarray(32 * from, 32 * to));
const rangeOf = (hashes: Buffer): CompactRange => {
  let range = EMPTY_RANGE;
  for (let at = 0; at < hashes.length; at += 32) range = appendNode(range, hashes.subarray(at, at + 32));
  return range;
};
const hex = (hashes: readonly Hash[]): readonly string[] => hashes.map((hash) => hash.toString('hex'));
const bytes = (hashes: readonly string[]): readonly Hash[] => hashes.map((hash) => Buffer.from(hash, 'hex'));
const treeRoot = (size: number): Hash => Buffer.from(ROOTS[size] ?? '', 'hex');

/** The definition in RFC 9162 §2.1.1, word for word. */
function rootByDefinition(hashes: readonly Hash[]): Hash {
  if (hashes.length === 1) return hashes[0] ?? Buffer.alloc(0);
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return nodeHash(rootByDefinition(hashes.slice(0, split)), rootByDefinition(hashes.slice(split)));
}

const someLeaves = fc.array(fc.string(), { minLength: 1, maxLength: 70 });
const aTree = fc.tuple(someLeaves, fc.nat(), fc.nat());

describe('Merkle tree (RFC 9162 §2.1)', () => {
  it.each(ROOTS.map((root, size) => [size, root] as const))('has the reference root at size %i', (size, root) => {
    const hashes = hashesOf(LEAVES.slice(0, size));
    expect(merkleRoot(hashes).toString('hex')).toBe(root);
    expect(rangeRoot(rangeOf(hashes)).toString('hex')).toBe(root);
  });

  it('has the root of the definition, in bulk and leaf by leaf', () => {
    fc.assert(
      fc.property(someLeaves, (leaves) => {
        const expected = rootByDefinition(leaves.map((leaf) => leafHash(leaf)));
        expect(merkleRoot(hashesOf(leaves))).toEqual(expected);
        expect(rangeRoot(rangeOf(hashesOf(leaves)))).toEqual(expected);
      }),
    );
  });

  it('hashes more pairs than one turn of the preimage buffer holds', () => {
    const leaves = Array.from({ length: 2501 }, (_, at) => String(at));
    expect(merkleRoot(hashesOf(leaves))).toEqual(rootByDefinition(leaves.map((leaf) => leafHash(leaf))));
  });

  it('takes a complete subtree as it takes its leaves', () => {
    const hashes = hashesOf(Array.from({ length: 24 }, (_, at) => String(at)));
    const bySubtrees = [0, 8, 16].reduce((range, at) => appendNode(range, rootOf(hashes)(at, at + 8), 8), EMPTY_RANGE);
    expect(bySubtrees).toEqual(rangeOf(hashes));
    expect(() => appendNode(rangeOf(hashes.subarray(0, 32)), treeRoot(8), 8)).toThrow('cannot stand at leaf 1');
  });

  it('is stored as its peaks and read back', () => {
    const range = rangeOf(hashesOf(LEAVES.slice(0, 7)));
    expect(decodeRange(7, encodePeaks(range))).toEqual(range);
    expect(decodeRange(8, encodePeaks(range))).toBeUndefined();
    expect(decodeRange(-1, Buffer.alloc(0))).toBeUndefined();
  });
});

describe('inclusion proofs (RFC 9162 §2.1.3)', () => {
  it.each(INCLUSION)('leaf $index of $size has the published path', ({ index, size, proof }) => {
    expect(hex(inclusionProof(index, size, rootOf(hashesOf(LEAVES))))).toEqual(proof);
    expect(verifyInclusion(leafHash(LEAVES[index] ?? ''), index, size, bytes(proof), treeRoot(size))).toBe(true);
  });

  it('hold for every leaf of every tree, and for nothing else', () => {
    fc.assert(
      fc.property(aTree, ([leaves, where, flip]) => {
        const hashes = hashesOf(leaves.map((leaf, at) => `${at}${leaf}`));
        const index = where % leaves.length;
        const leaf = hashes.subarray(32 * index, 32 * index + 32);
        const root = merkleRoot(hashes);
        const proof = inclusionProof(index, leaves.length, rootOf(hashes));
        expect(verifyInclusion(leaf, index, leaves.length, proof, root)).toBe(true);
        expect(verifyInclusion(leafHash('another'), index, leaves.length, proof, root)).toBe(false);
        expect(verifyInclusion(leaf, index, leaves.length, [...proof, root], root)).toBe(false);
        expect(verifyInclusion(leaf, leaves.length, leaves.length, proof, root)).toBe(false);
        for (const broken of damaged(proof, flip)) expect(verifyInclusion(leaf, index, leaves.length, broken, root)).toBe(false);
      }),
    );
  });

  it('are refused for a leaf the tree does not have', () => {
    expect(() => inclusionProof(8, 8, rootOf(hashesOf(LEAVES)))).toThrow(RangeError);
    expect(() => inclusionProof(-1, 8, rootOf(hashesOf(LEAVES)))).toThrow(RangeError);
  });
});

describe('consistency proofs (RFC 9162 §2.1.4)', () => {
  it.each(CONSISTENCY)('$first to $second is the published proof', ({ first, second, proof }) => {
    expect(hex(consistencyProof(first, second, rootOf(hashesOf(LEAVES))))).toEqual(proof);
    expect(verifyConsistency({ size: first, root: treeRoot(first) }, { size: second, root: treeRoot(second) }, bytes(proof))).toBe(true);
  });

  it('hold from every earlier tree, and from no other', () => {
    fc.assert(
      fc.property(aTree, ([leaves, where, flip]) => {
        const hashes = hashesOf(leaves.map((leaf, at) => `${at}${leaf}`));
        const size = 1 + (where % leaves.length);
        const first = { size, root: rootOf(hashes)(0, size) };
        const second = { size: leaves.length, root: merkleRoot(hashes) };
        const proof = consistencyProof(size, leaves.length, rootOf(hashes));
        expect(verifyConsistency(first, second, proof)).toBe(true);
        expect(verifyConsistency({ size, root: leafHash('another') }, second, proof)).toBe(false);
        expect(verifyConsistency(first, { ...second, root: leafHash('another') }, proof)).toBe(false);
        expect(verifyConsistency(first, second, [...proof, second.root])).toBe(false);
        for (const broken of damaged(proof, flip)) expect(verifyConsistency(first, second, broken)).toBe(false);
      }),
    );
  });

  it('do not exist to a smaller tree', () => {
    expect(() => consistencyProof(5, 4, rootOf(hashesOf(LEAVES)))).toThrow(RangeError);
    expect(verifyConsistency({ size: 5, root: treeRoot(5) }, { size: 4, root: treeRoot(4) }, [])).toBe(false);
  });

  it('are empty from the empty tree', () => {
    expect(verifyConsistency({ size: 0, root: treeRoot(0) }, { size: 8, root: treeRoot(8) }, [])).toBe(true);
  });
});

/** The proof with one bit changed, and the proof cut short. */
function damaged(proof: readonly Hash[], flip: number): readonly (readonly Hash[])[] {
  if (proof.length === 0) return [];
  const flipped = proof.map((hash) => Buffer.from(hash));
  const target = flipped[flip % flipped.length];
  target?.writeUInt8(target.readUInt8(flip % 32) ^ (1 << (flip % 8)), flip % 32);
  return [flipped, proof.slice(1), proof.slice(0, -1)];
}
