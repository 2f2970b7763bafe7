import { ledgerRepository, type LedgerRepository } from '../store/ledger-repository.js';
import type { Sqlite } from '../store/open.js';
import { checkpointText } from './checkpoint-text.js';
import type { TreeHead } from './merkle-proof.js';
import { rangeRoot, type CompactRange } from './merkle-tree.js';
import { signNote, type NoteSigner } from './signed-note.js';

/**
 * The signature over the ledger's present end, renewed with each entry in the entry's own transaction. So an entry written without the
 * key shows at once, hashes and all, and not only when the next checkpoint would have been signed over it.
 */
const signers = new WeakMap<Sqlite, () => NoteSigner | undefined>();

/** From here on entries appended through this connection are signed for. The key is asked for at the first one. */
export function signEntriesWith(database: Sqlite, signer: () => NoteSigner | undefined): void {
  let asked: { readonly signer: NoteSigner | undefined } | undefined;
  signers.set(database, () => (asked ??= { signer: signer() }).signer);
}

/**
 * Signs for an entry just appended. Where the end before it was not signed for, it stays unsigned: whatever slipped in
 * without the key must not be blessed by the next entry that has it.
 */
export function signEnd(database: Sqlite, repository: LedgerRepository, before: CompactRange, after: CompactRange): void {
  const signer = signers.get(database)?.();
  if (signer === undefined || !isSignedFor(repository, before, signer)) return;
  repository.storeEnd(noteOver(after, signer));
}

/** Whether the ledger as it ends now was signed for by this key. */
export function isEndSigned(database: Sqlite, range: CompactRange, signer: NoteSigner): boolean {
  return isSignedFor(ledgerRepository(database), range, signer);
}

/** Ed25519 signs the same text the same way each time, so a signature is checked by making it again. */
function isSignedFor(repository: LedgerRepository, range: CompactRange, signer: NoteSigner): boolean {
  if (range.size === 0) return true;
  const note = noteOver(range, signer);
  return repository.end() === note || repository.checkpointAt(range.size)?.note === note;
}

function noteOver(range: CompactRange, signer: NoteSigner): string {
  const head: TreeHead = { size: range.size, root: rangeRoot(range) };
  return signNote(checkpointText({ origin: signer.name, ...head }), signer);
}
