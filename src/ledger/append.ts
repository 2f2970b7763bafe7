import { MregError } from '../domain/error.js';
import { ledgerRepository, type LedgerRepository } from '../store/ledger-repository.js';
import type { Sqlite } from '../store/open.js';
import { entryHash, entryText, NO_PREVIOUS, type LedgerDraft, type LedgerReceipt } from './entry.js';
import { appendNode, decodeRange, EMPTY_RANGE, encodePeaks, type CompactRange } from './merkle-tree.js';
import { signEnd } from './signed-end.js';

/**
 * Writes an entry at the end of the ledger, inside the transaction of the change it speaks of: either both are durable
 * or neither. State is read back each time, never cached, so a rollback or another process cannot fork the chain.
 * @throws Error outside a transaction. @throws MregError `integrity` when the end of the ledger does not hold together.
 */
export function appendEntry(database: Sqlite, draft: LedgerDraft): LedgerReceipt {
  if (!database.inTransaction) throw new Error('a ledger entry belongs to the transaction of its change');
  const repository = ledgerRepository(database);
  const range = storedRange(repository);
  const seq = range.size + 1;
  const text = entryText(draft, seq, lastHash(repository, range.size));
  const hash = entryHash(text);
  const grown = appendNode(range, hash);
  repository.insertEntry(seq, text, hash);
  repository.storeFrontier(grown.size, encodePeaks(grown));
  signEnd(database, repository, range, grown);
  return { seq, hash: hash.toString('hex') };
}

/** The tree as the last append left it. @throws MregError `integrity` when it does not end where the entries end. */
export function storedRange(repository: LedgerRepository): CompactRange {
  const stored = repository.frontier();
  const range = stored === undefined ? EMPTY_RANGE : decodeRange(stored.treeSize, stored.peaks);
  const entries = repository.lastSeq();
  if (range === undefined || range.size !== entries) throw new MregError('integrity', 'ledger.end-broken', { entries });
  return range;
}

function lastHash(repository: LedgerRepository, seq: number): string {
  if (seq === 0) return NO_PREVIOUS;
  const last = repository.entry(seq);
  if (last === undefined) throw new MregError('integrity', 'ledger.end-broken', { entries: seq });
  return last.hash.toString('hex');
}
