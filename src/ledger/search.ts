import type { EntryFilter, LedgerRepository, StoredEntry } from '../store/ledger-repository.js';
import { parseEntry, type LedgerEntry } from './entry.js';

/** An entry as it is shown: what it says, or its text where it cannot be read. */
export interface FoundEntry {
  readonly seq: number;
  /** Lower-case hex. */
  readonly hash: string;
  readonly text: string;
  readonly entry: LedgerEntry | undefined;
}

/** Entries that fit, newest last. `kind` also finds the kinds under it: `import` finds `import.chunk`. */
export function listEntries(repository: LedgerRepository, filter: EntryFilter): readonly FoundEntry[] {
  return repository.search(filter).map(found).toReversed();
}

export function found(stored: StoredEntry): FoundEntry {
  const text = stored.body.toString();
  return { seq: stored.seq, hash: stored.hash.toString('hex'), text, entry: parseEntry(text) };
}

/** Readable entries whose text holds any of these pieces, in order. */
export function entriesMentioning(repository: LedgerRepository, pieces: readonly string[]): readonly LedgerEntry[] {
  const bySeq = new Map<number, LedgerEntry>();
  for (const piece of pieces) {
    for (const stored of repository.mentioning(piece)) {
      const entry = parseEntry(stored.body.toString());
      if (entry !== undefined) bySeq.set(entry.seq, entry);
    }
  }
  return [...bySeq.values()].toSorted((left, right) => left.seq - right.seq);
}
