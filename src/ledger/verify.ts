import { ledgerRepository, type LedgerRepository } from '../store/ledger-repository.js';
import type { Sqlite } from '../store/open.js';
import { checkpointsOf, checkpointProblems, witnessProblems } from './checkpoint-check.js';
import { findProblem, soundHashes, type EntryProblem, type FormCheck } from './entry-check.js';
import { NO_PREVIOUS, parseEntry } from './entry.js';
import { misnamedKeys } from './key-check.js';
import { appendHashes, EMPTY_RANGE, encodePeaks, HASH_BYTES, rangeRoot, splitHashes, type CompactRange, type Hash } from './merkle-tree.js';
import type { LedgerProblem, LedgerVerdict } from './verdict.js';
import type { WitnessReading } from './witness.js';

export interface VerifyOptions {
  /** Verifier keys from outside the registry, such as the configuration; without them the registry's own are believed. */
  readonly trustedKeys?: readonly string[];
  /** Signed checkpoints kept elsewhere, on paper or in another office: this ledger must fit them too. */
  readonly keptNotes?: readonly string[];
  /** Folders that were given each checkpoint when it was signed, as they are now. */
  readonly witnesses?: readonly WitnessReading[];
  readonly form?: FormCheck;
  /** Whether every entry must be signed for, as in a home, where the key is at hand whenever one is written. */
  readonly signedEnd?: boolean;
}

export type OnVerifyProgress = (entriesDone: number, entries: number) => void;

/** A power of two, so that a full chunk is a node of the tree. */
const CHUNK_ENTRIES = 1024;

/**
 * Reads the whole ledger in one snapshot and recomputes everything that is stored about it: hashes, links, numbers, the
 * tree's right edge, and every checkpoint's root and signature. Sizes and numbers count entries from 1.
 */
export function verifyLedger(database: Sqlite, options: VerifyOptions = {}, onProgress: OnVerifyProgress = () => undefined): LedgerVerdict {
  const repository = ledgerRepository(database);
  return database.transaction(() => verifySnapshot(repository, options, onProgress))();
}

function verifySnapshot(repository: LedgerRepository, options: VerifyOptions, onProgress: OnVerifyProgress): LedgerVerdict {
  const checkpoints = checkpointsOf(repository, options);
  const walk = walkEntries(repository, { ...options, rootsAt: new Set(checkpoints.map(({ treeSize }) => treeSize)) }, onProgress);
  const entryProblems: readonly LedgerProblem[] = walk.problem === undefined ? frontierProblems(repository, walk) : [walk.problem];
  const checked = checkpointProblems(checkpoints, walk);
  const comparable = entryProblems.length === 0 && checked.problems.length === 0;
  const unsigned = options.signedEnd === true && comparable ? unsignedProblems(walk, checked.vouched) : [];
  const problems = [
    ...entryProblems,
    ...checked.problems,
    ...unsigned,
    ...witnessProblems(repository, options),
    ...misnamedKeys(repository),
  ];
  return {
    sound: problems.length === 0,
    entries: walk.entries,
    intact: walk.range.size,
    vouched: checked.vouched,
    root: rangeRoot(walk.range).toString('hex'),
    firstBroken: firstBrokenOf(problems, walk, checked.vouched),
    checkpoints: checkpoints.filter(({ isEnd }) => isEnd !== true).length,
    problems,
  };
}

/** What the entries themselves say. */
export interface Walk {
  readonly entries: number;
  /** The tree over the intact entries. */
  readonly range: CompactRange;
  /** Roots at the sizes that were asked for, as far as the entries are intact. */
  readonly roots: ReadonlyMap<number, Hash>;
  readonly problem: EntryProblem | undefined;
}

interface WalkOptions extends VerifyOptions {
  readonly rootsAt: ReadonlySet<number>;
}

function walkEntries(repository: LedgerRepository, options: WalkOptions, onProgress: OnVerifyProgress): Walk {
  const entries = repository.lastSeq();
  const tree = growingTree(options.rootsAt);
  const firstSeq = repository.firstSeq() ?? 1;
  if (firstSeq < 1) return { entries, ...tree.state(), problem: { kind: 'entry-inserted', seq: firstSeq } };
  let prev = NO_PREVIOUS;
  for (let first = 1; first <= entries; first += CHUNK_ENTRIES) {
    const last = Math.min(first + CHUNK_ENTRIES - 1, entries);
    const chunk = readChunk(repository, first, last, prev, options.form ?? 'tail');
    tree.grow(chunk.hashes);
    if (chunk.problem !== undefined) return { entries, ...tree.state(), problem: chunk.problem };
    prev = chunk.hashes.toString('hex', chunk.hashes.length - HASH_BYTES);
    onProgress(last, entries);
  }
  return { entries, ...tree.state(), problem: undefined };
}

interface Chunk {
  /** Hashes of the sound entries before the problem. */
  readonly hashes: Buffer;
  readonly problem: EntryProblem | undefined;
}

function readChunk(repository: LedgerRepository, first: number, last: number, prev: string, form: FormCheck): Chunk {
  const bulk = repository.bulk(first, last);
  const complete = bulk.count === last - first + 1;
  const hashes = complete && form === 'tail' ? soundHashes(bulk, first, prev) : undefined;
  if (hashes !== undefined && isRemembered(repository, last, hashes)) return { hashes, problem: undefined };
  // One entry further, because an entry rewritten with its hash is found out by its successor.
  const problem = findProblem(repository, first, last + 1, form);
  if (problem === undefined || problem.seq > last) return { hashes: bulk.hashes, problem: undefined };
  return { hashes: repository.hashes(first, problem.seq - 1), problem };
}

/** Whether the entry after the chunk, if it can be read, names the chunk's last entry as its predecessor. */
function isRemembered(repository: LedgerRepository, last: number, hashes: Buffer): boolean {
  const next = repository.entry(last + 1);
  const prev = next === undefined ? undefined : parseEntry(next.body.toString())?.prev;
  return prev === undefined || prev === hashes.toString('hex', hashes.length - HASH_BYTES);
}

/** The tree as the walk goes on. A chunk goes in as one node unless a root inside it is asked for. */
function growingTree(rootsAt: ReadonlySet<number>) {
  const sizes = [...rootsAt].toSorted((left, right) => left - right);
  const roots = new Map<number, Hash>([[0, rangeRoot(EMPTY_RANGE)]]);
  let range = EMPTY_RANGE;
  const append = (hashes: Buffer): void => {
    range = appendHashes(range, hashes);
    if (rootsAt.has(range.size)) roots.set(range.size, rangeRoot(range));
  };
  let next = 0;
  const isAskedWithin = (leaves: number): boolean => {
    while ((sizes[next] ?? Infinity) <= range.size) next += 1;
    return (sizes[next] ?? Infinity) < range.size + leaves;
  };
  return {
    grow: (hashes: Buffer): void => {
      if (isAskedWithin(hashes.length / HASH_BYTES)) splitHashes(hashes).forEach(append);
      else append(hashes);
    },
    state: () => ({ range, roots }),
  };
}

/** The stored right edge must be the one the entries give: it is what the next append will build on. */
function frontierProblems(repository: LedgerRepository, { range, entries }: Walk): readonly LedgerProblem[] {
  const stored = repository.frontier();
  if (stored === undefined) return entries === 0 ? [] : [{ kind: 'frontier-missing', treeSize: entries }];
  if (stored.treeSize === entries) return encodePeaks(range).equals(stored.peaks) ? [] : [{ kind: 'frontier-altered', treeSize: entries }];
  if (stored.treeSize > entries) return [{ kind: 'frontier-beyond', treeSize: stored.treeSize }];
  return [{ kind: 'entry-inserted', seq: stored.treeSize + 1 }];
}

/** With entries sound and the end as stored, what no signature covers was appended by someone without the key. */
function unsignedProblems({ entries }: Walk, vouched: number): readonly LedgerProblem[] {
  return vouched < entries ? [{ kind: 'entry-unsigned', seq: vouched + 1 }] : [];
}

/** A problem of the whole (tail cut, history rewritten) is placed at the first entry that no proof covers. */
function firstBrokenOf(problems: readonly LedgerProblem[], walk: Walk, vouched: number): number | undefined {
  const candidates = problems.flatMap((problem) => {
    if ('seq' in problem) return [problem.seq];
    if (problem.kind === 'frontier-beyond' || problem.kind === 'checkpoint-beyond') return [walk.entries + 1];
    return problem.kind === 'checkpoint-root' ? [vouched + 1] : [];
  });
  return candidates.length === 0 ? undefined : Math.min(...candidates);
}
