import { MregError } from '../domain/error.js';
import { ledgerRepository, type LedgerRepository, type StoredCheckpoint } from '../store/ledger-repository.js';
import type { Sqlite } from '../store/open.js';
import { storedRange } from './append.js';
import { checkpointText, parseCheckpoint, type Checkpoint } from './checkpoint-text.js';
import type { TreeHead } from './merkle-proof.js';
import { rangeRoot } from './merkle-tree.js';
import { openNote, signNote, type NoteSigner, type NoteVerifier } from './signed-note.js';

export type CheckpointOpening =
  | { readonly kind: 'signed'; readonly checkpoint: Checkpoint; readonly keyIds: readonly string[] }
  | { readonly kind: 'malformed' | 'unknown-key' | 'bad-signature'; readonly keyIds: readonly string[] };

export interface SignedCheckpoint {
  readonly treeSize: number;
  /** Lower-case hex. */
  readonly root: string;
  readonly note: string;
  /** False when this size was signed before and nothing has been added since. */
  readonly created: boolean;
}

/** Reads a signed checkpoint and says whether one of these keys vouches for it. */
export function verifyCheckpoint(note: string, verifiers: readonly NoteVerifier[]): CheckpointOpening {
  const opening = openNote(note, verifiers);
  if (opening.kind === 'malformed') return { kind: 'malformed', keyIds: [] };
  if (opening.kind !== 'signed') return opening;
  const checkpoint = parseCheckpoint(opening.text);
  return checkpoint === undefined ? { kind: 'malformed', keyIds: opening.keyIds } : { kind: 'signed', checkpoint, keyIds: opening.keyIds };
}

/**
 * Signs the ledger as it stands, inside the caller's transaction, and keeps the note. It trusts the stored frontier:
 * verify first where a checkpoint must not bless a broken ledger.
 * @throws MregError `integrity` when the end of the ledger is broken or contradicts the last checkpoint: a log never signs two histories.
 */
export function signCheckpoint(database: Sqlite, signer: NoteSigner): SignedCheckpoint {
  if (!database.inTransaction) throw new Error('a checkpoint is signed in a transaction, so that it fits the entries it covers');
  const repository = ledgerRepository(database);
  const head = headOf(repository);
  const last = repository.lastCheckpoint();
  if (last !== undefined) refuseFork(last, head);
  if (last?.treeSize === head.size) return { ...described(head), note: last.note, created: false };
  const note = signNote(checkpointText({ origin: signer.name, ...head }), signer);
  repository.storeCheckpoint(head.size, head.root, note);
  return { ...described(head), note, created: true };
}

function headOf(repository: LedgerRepository): TreeHead {
  const range = storedRange(repository);
  return { size: range.size, root: rangeRoot(range) };
}

function refuseFork(last: StoredCheckpoint, head: TreeHead): void {
  const forked = last.treeSize > head.size || (last.treeSize === head.size && !last.root.equals(head.root));
  if (forked) throw new MregError('integrity', 'ledger.checkpoint-forked', { signed: last.treeSize, entries: head.size });
}

function described({ size, root }: TreeHead): { treeSize: number; root: string } {
  return { treeSize: size, root: root.toString('hex') };
}
