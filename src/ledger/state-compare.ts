import { hash } from 'node:crypto';
import type { RowBulk, StateReader } from './state-reader.js';
import { stateOf, uniformState, type AnnouncedChunk, type StateChange } from './state-replay.js';

export interface ComparedRows {
  readonly rows: number;
  /** SHA-256 over the digests of the rows that are there, in id order, hex. */
  readonly contentSha256: string;
}

export interface WrongState {
  readonly id: number;
  readonly line: number;
  readonly state: string;
  readonly expected: string;
}

const ROW_SEPARATOR = 0x1e;

export function digestOfDigests(digests: Buffer): string {
  return hash('sha256', digests, 'hex');
}

/** Hashes the rows of a chunk and holds their states against the replay. */
export function compareRows(
  reader: StateReader,
  chunk: AnnouncedChunk,
  changes: readonly StateChange[],
  onWrongState: (row: WrongState) => void,
): ComparedRows {
  const expected = uniformState(chunk.firstId, chunk.lastId, changes);
  let rows = 0;
  let digests = '';
  let from = chunk.firstId;
  for (let bulk = reader.bulk(from, chunk.lastId); bulk !== undefined; bulk = reader.bulk(from, chunk.lastId)) {
    digests += digestsOf(bulk);
    if (bulk.lowState !== expected || bulk.highState !== expected) findWrongStates(reader, from, bulk.lastId, changes, onWrongState);
    rows += bulk.count;
    from = bulk.lastId + 1;
  }
  return { rows, contentSha256: digestOfDigests(Buffer.from(digests, 'latin1')) };
}

/** Digests as one 'binary' string. A value that holds a separator is split and gives digests that were never announced. */
function digestsOf({ texts }: RowBulk): string {
  let digests = '';
  let start = 0;
  while (start <= texts.length) {
    const separator = texts.indexOf(ROW_SEPARATOR, start);
    const end = separator < 0 ? texts.length : separator;
    digests += hash('sha256', texts.subarray(start, end), 'binary');
    start = end + 1;
  }
  return digests;
}

function findWrongStates(
  reader: StateReader,
  firstId: number,
  lastId: number,
  changes: readonly StateChange[],
  onWrongState: (row: WrongState) => void,
): void {
  const touching = changes.filter((change) => change.firstId <= lastId && firstId <= change.lastId);
  for (const { id, line, state } of reader.heads(firstId, lastId)) {
    const expected = stateOf(id, touching);
    if (state !== expected) onWrongState({ id, line, state, expected });
  }
}
