import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import type { EntryBulk, LedgerRepository, StoredEntry } from '../store/ledger-repository.js';
import { entryHash, entryTail, entryTailBytes, NO_PREVIOUS, parseEntry } from './entry.js';
import { HASH_BYTES } from './merkle-tree.js';
import type { EntryProblemKind } from './verdict.js';

/** How much of an entry's form is checked: its end only (number and link), or every byte by parsing and writing it again. */
export type FormCheck = 'tail' | 'whole';

export interface EntryProblem {
  readonly kind: EntryProblemKind;
  readonly seq: number;
}

/**
 * The hashes of a run of entries, end to end, when all of them are sound; `undefined` when any is not. It accepts only
 * what `findProblem` accepts and never says why not: the fast way for the many, the slow way for the one.
 * @param first number of the first entry in the bulk
 * @param prev hash of the entry before it, hex
 */
export function soundHashes(bulk: EntryBulk, first: number, prev: string): Buffer | undefined {
  if (!isUtf8(bulk.bodies)) return undefined;
  const scan = scanBodies(bulk, first);
  if (scan === undefined || !scan.hashes.equals(bulk.hashes)) return undefined;
  return scan.tails === expectedTails(scan.hashes, first, prev) ? scan.hashes : undefined;
}

interface BodyScan {
  readonly hashes: Buffer;
  readonly tails: string;
}

/** Hashes every text and cuts off its tail. A text that holds a 0x00 of its own is cut in two and fails the count. */
function scanBodies({ bodies, count }: EntryBulk, first: number): BodyScan | undefined {
  const tails = Buffer.allocUnsafe(count * entryTailBytes(first + count));
  let hashes = '';
  let tailsEnd = 0;
  let start = 0;
  for (let seq = first; seq < first + count; seq += 1) {
    if (start >= bodies.length) return undefined;
    const end = endOfBody(bodies, start);
    const tailStart = end - entryTailBytes(seq);
    if (tailStart <= start) return undefined;
    hashes += hash('sha256', bodies.subarray(start, end), 'binary');
    tailsEnd += bodies.copy(tails, tailsEnd, tailStart, end);
    start = end;
  }
  return start === bodies.length ? { hashes: Buffer.from(hashes, 'latin1'), tails: tails.toString('latin1', 0, tailsEnd) } : undefined;
}

function endOfBody(bodies: Buffer, start: number): number {
  const next = bodies.indexOf(0, start + 1);
  return next < 0 ? bodies.length : next;
}

function expectedTails(hashes: Buffer, first: number, prev: string): string {
  const hex = hashes.toString('hex');
  const hexBytes = 2 * HASH_BYTES;
  const count = hashes.length / HASH_BYTES;
  let tails = entryTail(prev, first);
  for (let at = 1; at < count; at += 1) tails += entryTail(hex.slice((at - 1) * hexBytes, at * hexBytes), first + at);
  return tails;
}

/** The first problem among entries `first` to `last`, one by one; `undefined` when there is none. */
export function findProblem(repository: LedgerRepository, first: number, last: number, form: FormCheck): EntryProblem | undefined {
  let prev = hashBefore(repository, first);
  for (let seq = first; seq <= last; seq += 1) {
    const stored = repository.entry(seq);
    if (stored === undefined) return seq > repository.lastSeq() ? undefined : { kind: 'entry-missing', seq };
    const kind = problemOf(stored, prev, form);
    if (kind === 'entry-unlinked') return brokenLink(repository, stored);
    if (kind !== undefined) return { kind, seq };
    prev = stored.hash.toString('hex');
  }
  return undefined;
}

function hashBefore(repository: LedgerRepository, seq: number): string {
  return repository.entry(seq - 1)?.hash.toString('hex') ?? NO_PREVIOUS;
}

function problemOf({ seq, body, hash: stored }: StoredEntry, prev: string, form: FormCheck): EntryProblemKind | undefined {
  const text = body.toString();
  if (!isUtf8(body) || !entryHash(text).equals(stored)) return 'entry-altered';
  const entry = parseEntry(text);
  if (entry !== undefined && entry.seq !== seq) return 'entry-misplaced';
  if (entry !== undefined && entry.prev !== prev) return 'entry-unlinked';
  if (form === 'whole' && entry === undefined) return 'entry-form';
  return text.endsWith(entryTail(prev, seq)) ? undefined : 'entry-form';
}

/**
 * Entry n names a predecessor that entry n-1 is not: one of the two was rewritten together with its hash. If entry n+1
 * still remembers n, it was n-1; if it does not, it was n.
 */
function brokenLink(repository: LedgerRepository, entry: StoredEntry): EntryProblem {
  const next = repository.entry(entry.seq + 1);
  const remembered = next === undefined ? undefined : parseEntry(next.body.toString())?.prev;
  const rewritten = entry.seq === 1 || (remembered !== undefined && remembered !== entry.hash.toString('hex'));
  return rewritten ? { kind: 'entry-unlinked', seq: entry.seq } : { kind: 'entry-replaced', seq: entry.seq - 1 };
}
