import { setImmediate as nextTurn } from 'node:timers/promises';
import { maskNumbersIn } from '../domain/masking.js';
import { ledgerRepository } from '../store/ledger-repository.js';
import type { Sqlite } from '../store/open.js';
import { keyProblems } from './key-check.js';
import { compareRows, digestOfDigests } from './state-compare.js';
import { explainGap, findGaps, rowDigest, splitDigests, type RowDeviation } from './state-align.js';
import { createDeviationList, type DeviationList, type RowOrigin, type StateVerdict } from './state-deviations.js';
import { changedFields } from './state-fields.js';
import { prepareStateReader, type StateReader, type StoredChunk } from './state-reader.js';
import { replayLedger, type AnnouncedChunk, type StateChange } from './state-replay.js';

/**
 * Reads the rows of an id range again from where they came: `id ␟ 42 values ␟ raw ␟ flags` each, in any order. What it
 * gives is believed only where its digest was announced.
 */
export type RecoverRows = (firstId: number, lastId: number) => Promise<readonly string[]>;

export interface StateOptions {
  readonly recoverRows?: RecoverRows;
  /** Deviations listed one by one; all are counted. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

export type OnStateProgress = (rowsDone: number, rows: number) => void;

const DEFAULT_LIMIT = 100;

/**
 * Compares every registration with what the ledger announced, in one snapshot: content by digest, state by replay. It
 * takes the ledger's word, so verify the ledger first. Nothing is changed.
 */
export async function verifyState(
  database: Sqlite,
  options: StateOptions = {},
  onProgress: OnStateProgress = () => undefined,
): Promise<StateVerdict> {
  database.exec('BEGIN');
  try {
    return await compareSnapshot(database, options, onProgress);
  } finally {
    if (database.inTransaction) database.exec('ROLLBACK');
  }
}

async function compareSnapshot(database: Sqlite, options: StateOptions, onProgress: OnStateProgress): Promise<StateVerdict> {
  const repository = ledgerRepository(database);
  const context = { reader: prepareStateReader(database), found: createDeviationList(options.limit ?? DEFAULT_LIMIT), options };
  const { reader, found } = context;
  const { chunks, changes } = replayLedger(repository);
  const storedChunks = reader.chunks();
  const stored = new Map(storedChunks.map((chunk) => [chunk.ledgerSeq, chunk]));
  const rows = reader.countRows();
  let rowsDone = 0;
  for (const chunk of chunks) {
    // Between chunks the program may hear Ctrl-C and draw its bar.
    await nextTurn();
    options.signal?.throwIfAborted();
    rowsDone += await checkChunk(context, chunk, stored.get(chunk.ledgerSeq), changes);
    onProgress(rowsDone, rows);
  }
  findStrays(reader, chunks, found);
  findUnannounced(chunks, storedChunks, found);
  for (const problem of keyProblems(repository)) found.add(problem);
  return { sound: Object.keys(found.counts).length === 0, rows, chunks: chunks.length, counts: found.counts, deviations: found.listed };
}

interface StateContext {
  readonly reader: StateReader;
  readonly found: DeviationList;
  readonly options: StateOptions;
}

/** @returns how many rows the chunk has now */
async function checkChunk(
  context: StateContext,
  chunk: AnnouncedChunk,
  stored: StoredChunk | undefined,
  changes: readonly StateChange[],
): Promise<number> {
  const { reader, found } = context;
  const origin = { batch: chunk.batch, file: maskNumbersIn(stored?.fileName ?? '') };
  const announced = announcedDigests(context, chunk, stored);
  const compared = compareRows(reader, chunk, changes, (row) => found.add({ kind: 'row-state', ...row, ...origin }));
  if (compared.contentSha256 !== chunk.contentSha256) await explainChunk(context, { chunk, origin, announced });
  return compared.rows;
}

/** The chunk's digests if they are those the ledger announced. */
function announcedDigests(
  { reader, found }: StateContext,
  chunk: AnnouncedChunk,
  stored: StoredChunk | undefined,
): readonly string[] | undefined {
  const { batch, firstId, lastId, ledgerSeq } = chunk;
  const where = { batch, firstId, lastId, ledgerSeq };
  if (stored === undefined) {
    found.add({ kind: 'chunk-missing', ...where });
    return undefined;
  }
  const digests = reader.digests(stored);
  const proved = digestOfDigests(digests) === chunk.contentSha256;
  const same = stored.batch === batch && stored.firstId === firstId && stored.lastId === lastId && stored.accepted === chunk.accepted;
  if (!proved || !same) found.add({ kind: 'chunk-altered', ...where });
  return proved ? splitDigests(digests) : undefined;
}

interface BrokenChunk {
  readonly chunk: AnnouncedChunk;
  readonly origin: RowOrigin;
  readonly announced: readonly string[] | undefined;
}

async function explainChunk({ reader, found, options }: StateContext, { chunk, origin, announced }: BrokenChunk): Promise<void> {
  const { batch, firstId, lastId, ledgerSeq, contentSha256 } = chunk;
  const texts = found.isFull() ? [] : ((await options.recoverRows?.(firstId, lastId)) ?? []);
  const textOf = new Map(texts.map((text) => [rowDigest(text), text]));
  const digests = announced ?? recoveredDigests(texts, contentSha256);
  if (digests === undefined) {
    found.add({ kind: 'chunk-unprovable', batch, firstId, lastId, ledgerSeq });
    return;
  }
  for (const gap of findGaps(digests, reader.rows(firstId, lastId), firstId, lastId)) {
    for (const deviation of explainGap(gap, textOf)) addRow(found, deviation, origin);
  }
}

/** The source file can stand in for lost digests when its rows, in id order, give the announced sum. */
function recoveredDigests(texts: readonly string[], contentSha256: string): readonly string[] | undefined {
  const digests = texts.toSorted((left, right) => Number.parseInt(left, 10) - Number.parseInt(right, 10)).map(rowDigest);
  return digestOfDigests(Buffer.from(digests.join(''), 'hex')) === contentSha256 ? digests : undefined;
}

function addRow(found: DeviationList, deviation: RowDeviation, origin: RowOrigin): void {
  if (deviation.kind === 'row-changed') {
    const { kind, id, line, ledgered, present } = deviation;
    found.add({
      kind,
      id,
      line,
      ...origin,
      changes: ledgered === undefined || found.isFull() ? undefined : changedFields(ledgered, present),
    });
  } else {
    found.add({ ...deviation, ...origin });
  }
}

/** Rows between and around the announced ranges. */
function findStrays(reader: StateReader, chunks: readonly AnnouncedChunk[], found: DeviationList): void {
  let from = Number.MIN_SAFE_INTEGER;
  for (const { firstId, lastId } of [...chunks, { firstId: Number.MAX_SAFE_INTEGER, lastId: Number.MAX_SAFE_INTEGER }]) {
    for (const { id, line } of reader.heads(from, firstId - 1)) found.add({ kind: 'row-extra', id, line, batch: undefined, file: '' });
    from = Math.max(from, lastId + 1);
  }
}

function findUnannounced(chunks: readonly AnnouncedChunk[], stored: readonly StoredChunk[], found: DeviationList): void {
  const announced = new Set(chunks.map((chunk) => chunk.ledgerSeq));
  const seen = new Set<number>();
  for (const { batch, firstId, lastId, ledgerSeq } of stored) {
    if (!announced.has(ledgerSeq) || seen.has(ledgerSeq)) found.add({ kind: 'chunk-unannounced', batch, firstId, lastId, ledgerSeq });
    seen.add(ledgerSeq);
  }
}
