/** What can be wrong with one entry. */
export type EntryProblemKind =
  /** There is no entry of this number. */
  | 'entry-missing'
  /** An entry stands where none may: before 1, or beyond the end that the last append recorded. */
  | 'entry-inserted'
  /** The text does not give the stored hash. */
  | 'entry-altered'
  /** The text carries another number than its place: moved, swapped or renumbered. */
  | 'entry-misplaced'
  /** The text gives its hash, but the next entry remembers another: rewritten with its hash. */
  | 'entry-replaced'
  /** The text names another predecessor, and its successor does not remember it either. */
  | 'entry-unlinked'
  /** The text is not the canonical form of an entry. */
  | 'entry-form'
  /** From here on nobody with the key signed for the entries, though everything else about them is right. */
  | 'entry-unsigned';

/** What can be wrong with the tree's stored right edge. */
export type FrontierProblemKind = 'frontier-missing' | 'frontier-altered' | 'frontier-beyond';

/** What can be wrong with one signed checkpoint. */
export type CheckpointProblemKind =
  | 'checkpoint-malformed'
  | 'checkpoint-unknown-key'
  | 'checkpoint-bad-signature'
  /** The stored size or root is not the signed one. */
  | 'checkpoint-altered'
  /** More entries were signed than exist: the tail was cut. */
  | 'checkpoint-beyond'
  /** The entries do not give the signed root: rewritten as a whole since. */
  | 'checkpoint-root';

export interface KeyProblem {
  readonly kind: 'key-altered';
  readonly keyId: string;
}

export interface WitnessProblem {
  /** `witness-key`: it pins another key than this ledger's, which was rebuilt with a new one. `witness-unpinned`: its key is gone. */
  readonly kind: 'witness-key' | 'witness-unpinned';
  readonly witness: string;
}

export type LedgerProblem =
  | { readonly kind: EntryProblemKind; readonly seq: number }
  | { readonly kind: FrontierProblemKind; readonly treeSize: number }
  /** `witness`: the folder the checkpoint was kept in, when it is not the registry's own. */
  | { readonly kind: CheckpointProblemKind; readonly treeSize: number; readonly witness?: string }
  | KeyProblem
  | WitnessProblem;

/** What `ledger verify` found. The ledger is sound when there are no problems. */
export interface LedgerVerdict {
  readonly sound: boolean;
  /** Number of the last entry. */
  readonly entries: number;
  /** Entries 1 to this one give their hashes and hang together. */
  readonly intact: number;
  /** Entries 1 to this one are vouched for by a signature: nobody without the key has changed them. */
  readonly vouched: number;
  /** Root over the intact entries, hex. */
  readonly root: string;
  /** The first entry that cannot be relied on. */
  readonly firstBroken: number | undefined;
  /** Checkpoints looked at: stored ones and those kept elsewhere. */
  readonly checkpoints: number;
  readonly problems: readonly LedgerProblem[];
}
