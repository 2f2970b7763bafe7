import type { LedgerRepository } from '../store/ledger-repository.js';
import type { CanonicalObject, CanonicalValue } from './canonical-json.js';
import type { LedgerEntry } from './entry.js';
import { entriesMentioning } from './search.js';

/** What an entry promises about the rows of one chunk. */
export interface AnnouncedChunk {
  readonly ledgerSeq: number;
  readonly batch: number;
  readonly firstId: number;
  readonly lastId: number;
  readonly accepted: number;
  /** SHA-256 over the accepted rows' digests in id order, hex. */
  readonly contentSha256: string;
}

/** Rows `firstId` to `lastId` are in this state from this entry on. */
export interface StateChange {
  readonly firstId: number;
  readonly lastId: number;
  readonly state: string;
}

/** The registry as the ledger tells it. */
export interface Replay {
  /** In order of their ids. */
  readonly chunks: readonly AnnouncedChunk[];
  /** In order of the ledger: a later one overrules. */
  readonly changes: readonly StateChange[];
}

/** Every accepted row begins here. */
export const FIRST_STATE = 'active';

type StateRule = (body: CanonicalObject, chunks: readonly AnnouncedChunk[]) => readonly StateChange[];

/** The kinds of entry that change the state of rows. A new such kind needs its line here, or its changes look like tampering. */
const STATE_RULES: Readonly<Record<string, StateRule>> = {
  'batch.undo': (body, chunks) =>
    chunks.filter((chunk) => chunk.batch === body['batch']).map(({ firstId, lastId }) => ({ firstId, lastId, state: 'deleted' })),
  'finding.merge': (body) => single(body['superseded'], 'superseded'),
  'finding.unmerge': (body) => single(body['restored'], 'active'),
};

function single(ids: CanonicalValue | undefined, state: string): readonly StateChange[] {
  return Array.isArray(ids) ? ids.filter(isCount).map((id) => ({ firstId: id, lastId: id, state })) : [];
}

/** Whatever kind announces rows carries this member, and whatever carries it announces rows. */
const ROWS_ANNOUNCED = '"content_sha256":"';

export function replayLedger(repository: LedgerRepository): Replay {
  const pieces = [ROWS_ANNOUNCED, ...Object.keys(STATE_RULES).map((kind) => `"kind":"${kind}"`)];
  const entries = entriesMentioning(repository, pieces);
  const chunks = entries.flatMap(announcedChunk).toSorted((left, right) => left.firstId - right.firstId);
  const changes = entries.flatMap((entry) => STATE_RULES[entry.kind]?.(entry.body, chunks) ?? []);
  return { chunks, changes };
}

function announcedChunk({ seq, body }: LedgerEntry): readonly AnnouncedChunk[] {
  const { batch, first_id: firstId, last_id: lastId, accepted, content_sha256: contentSha256 } = body;
  if (!isCount(batch) || !isCount(firstId) || !isCount(lastId) || !isCount(accepted) || typeof contentSha256 !== 'string') return [];
  return [{ ledgerSeq: seq, batch, firstId, lastId, accepted, contentSha256 }];
}

function isCount(value: CanonicalValue | undefined): value is number {
  return typeof value === 'number';
}

/** The state a row must have. */
export function stateOf(id: number, changes: readonly StateChange[]): string {
  return changes.findLast(({ firstId, lastId }) => firstId <= id && id <= lastId)?.state ?? FIRST_STATE;
}

/** The one state all rows of a range must have, or `undefined` when the ledger sets them apart. */
export function uniformState(firstId: number, lastId: number, changes: readonly StateChange[]): string | undefined {
  const touching = changes.filter((change) => change.firstId <= lastId && firstId <= change.lastId);
  const last = touching.at(-1);
  if (last === undefined) return FIRST_STATE;
  return last.firstId <= firstId && lastId <= last.lastId ? last.state : undefined;
}
