import { MregError } from '../domain/error.js';
import type { LedgerRepository } from '../store/ledger-repository.js';
import { verifyCheckpoint } from './checkpoint.js';
import { isOpen } from './disclosure.js';
import { verifiersOf } from './ledger-key.js';
import { consistencyProof, inclusionProof, verifyConsistency, verifyInclusion, type TreeHead } from './merkle-proof.js';
import type { Hash } from './merkle-tree.js';
import { rootOfEntries } from './prove.js';
import { found } from './search.js';
import { encodeVerifierKey } from './signed-note.js';

export const PROOF_FORMAT = 'mreg-ledger-proof-1';

/** A checkpoint in a proof file: docs/ledger.md §9. */
export interface ProofCheckpoint {
  readonly tree_size: number;
  readonly note: string;
  readonly verifier_key: string;
}

/** That an entry is leaf `index` of the tree a checkpoint signed. Hashes are lower-case hex. */
export interface InclusionProofFile {
  readonly format: typeof PROOF_FORMAT;
  readonly kind: 'inclusion';
  readonly index: number;
  /** The exact text that was hashed; `null` when it holds a document number, which does not leave. */
  readonly entry: string | null;
  readonly leaf_hash: string;
  readonly path: readonly string[];
  readonly checkpoint: ProofCheckpoint;
}

/** That the ledger of one checkpoint is the beginning of the ledger of another. */
export interface ConsistencyProofFile {
  readonly format: typeof PROOF_FORMAT;
  readonly kind: 'consistency';
  readonly path: readonly string[];
  readonly from: ProofCheckpoint;
  readonly to: ProofCheckpoint;
}

/** A checkpoint whose signature was found good, with the key that made it. */
export interface BelievedCheckpoint extends TreeHead {
  readonly note: string;
  readonly verifierKey: string;
}

/** Reads a note by these keys. @throws MregError `integrity` when none of them signed it. */
export function believeCheckpoint(note: string, verifierKeys: readonly string[]): BelievedCheckpoint {
  const verifiers = verifiersOf(verifierKeys);
  const opening = verifyCheckpoint(note, verifiers);
  if (opening.kind !== 'signed') throw new MregError('integrity', 'ledger.prove.note-not-believed');
  const { origin, size, root } = opening.checkpoint;
  const signer = verifiers.find(({ name, keyId }) => name === origin && opening.keyIds.includes(keyId));
  if (signer === undefined) throw new MregError('integrity', 'ledger.prove.note-not-believed');
  return { size, root, note, verifierKey: encodeVerifierKey(signer.name, signer.publicKey) };
}

/**
 * The proof that entry `seq` is in the ledger a checkpoint signed.
 * @throws MregError `usage` when there is no such entry under it, `integrity` when the entries do not give its root.
 */
export function proveInclusion(repository: LedgerRepository, seq: number, checkpoint: BelievedCheckpoint): InclusionProofFile {
  const { size, root } = checkpoint;
  refuseBeyond(repository, checkpoint);
  if (seq > size) throw new MregError('usage', 'ledger.prove.not-covered', { seq, size });
  const stored = repository.entry(seq);
  if (stored === undefined) throw contradiction(size);
  const index = seq - 1;
  const path = inclusionProof(index, size, (from, to) => rootOfEntries(repository, from, to));
  if (!verifyInclusion(stored.hash, index, size, path, root)) throw contradiction(size);
  const { entry, text, hash } = found(stored);
  const open = entry !== undefined && isOpen(entry);
  return {
    format: PROOF_FORMAT,
    kind: 'inclusion',
    index,
    entry: open ? text : null,
    leaf_hash: hash,
    path: path.map(hex),
    checkpoint: described(checkpoint),
  };
}

/** The proof that nothing before the first checkpoint changed up to the second. @throws MregError as `proveInclusion` does */
export function proveConsistency(repository: LedgerRepository, from: BelievedCheckpoint, to: BelievedCheckpoint): ConsistencyProofFile {
  if (from.size > to.size) throw new MregError('usage', 'ledger.prove.order', { from: from.size, to: to.size });
  refuseBeyond(repository, to);
  const path = consistencyProof(from.size, to.size, (first, last) => rootOfEntries(repository, first, last));
  if (!verifyConsistency(from, to, path)) throw contradiction(to.size);
  return { format: PROOF_FORMAT, kind: 'consistency', path: path.map(hex), from: described(from), to: described(to) };
}

function refuseBeyond(repository: LedgerRepository, { size }: TreeHead): void {
  if (size > repository.lastSeq()) throw contradiction(size);
}

function contradiction(size: number): MregError {
  return new MregError('integrity', 'ledger.prove.contradicts', { size });
}

function described({ size, note, verifierKey }: BelievedCheckpoint): ProofCheckpoint {
  return { tree_size: size, note, verifier_key: verifierKey };
}

function hex(hash: Hash): string {
  return hash.toString('hex');
}
