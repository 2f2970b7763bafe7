import type { LedgerRepository, StoredCheckpoint } from '../store/ledger-repository.js';
import { found, type FoundEntry } from './search.js';
import { inclusionProof, verifyInclusion } from './merkle-proof.js';
import { appendHashes, EMPTY_RANGE, rangeRoot, type Hash } from './merkle-tree.js';

/** That an entry is leaf `index` of the tree a checkpoint signed. */
export interface Inclusion {
  readonly index: number;
  readonly treeSize: number;
  /** Lower-case hex, like the proof. */
  readonly root: string;
  readonly proof: readonly string[];
  /** Whether the entry and the proof give the checkpoint's root. */
  readonly holds: boolean;
  /** The signed checkpoint. */
  readonly note: string;
}

export interface ShownEntry extends FoundEntry {
  /** Absent when the entry is younger than the last checkpoint. */
  readonly inclusion: Inclusion | undefined;
}

/** An entry with its proof in the last checkpoint; `undefined` when there is no such entry. */
export function showEntry(repository: LedgerRepository, seq: number): ShownEntry | undefined {
  const stored = repository.entry(seq);
  if (stored === undefined) return undefined;
  const checkpoint = repository.lastCheckpoint();
  const covered = checkpoint !== undefined && seq >= 1 && seq <= checkpoint.treeSize;
  return { ...found(stored), inclusion: covered ? inclusionIn(repository, checkpoint, seq, stored.hash) : undefined };
}

function inclusionIn(repository: LedgerRepository, { treeSize, root, note }: StoredCheckpoint, seq: number, leaf: Hash): Inclusion {
  const index = seq - 1;
  const proof = inclusionProof(index, treeSize, (from, to) => rootOfEntries(repository, from, to));
  const holds = verifyInclusion(leaf, index, treeSize, proof, root);
  return { index, treeSize, root: root.toString('hex'), proof: proof.map((hash) => hash.toString('hex')), holds, note };
}

const HASHES_AT_ONCE = 1024;

/** The root over leaves `from` (included) to `to` (excluded), from the stored hashes. */
export function rootOfEntries(repository: LedgerRepository, from: number, to: number): Hash {
  let range = EMPTY_RANGE;
  for (let at = from; at < to; at += HASHES_AT_ONCE) {
    range = appendHashes(range, repository.hashes(at + 1, Math.min(at + HASHES_AT_ONCE, to)));
  }
  return rangeRoot(range);
}
