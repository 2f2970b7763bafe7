import { MregError } from '../../domain/error.js';
import { isFieldKey, type FieldKey } from '../../domain/fields.js';
import { appendEntry } from '../../ledger/append.js';
import { AcceptanceRepository, type StoredAcceptance, type StoredAcceptanceItem } from '../../store/acceptance-repository.js';
import { BatchRepository } from '../../store/batch-repository.js';
import type { Registry } from '../../store/open.js';
import { contentSha256 } from './record-content.js';

/** Who looks at a record of a sample. */
export interface Checker {
  /** Asia/Shanghai time. */
  readonly at: string;
  readonly actor: string;
  readonly username: string;
  /** What the areas of batches begin with that this person may take over. */
  readonly reach: string;
}

export interface CheckedItem {
  readonly item: StoredAcceptanceItem;
  readonly acceptance: StoredAcceptance;
}

/** @throws MregError `usage` when there is no such record of a sample in the area: that it exists elsewhere is not told */
export function itemWithin(registry: Registry, id: number, reach: string): CheckedItem {
  const repository = new AcceptanceRepository(registry.database);
  const item = repository.item(id);
  const acceptance = item === undefined ? undefined : repository.find(item.acceptanceId);
  const area = acceptance === undefined ? undefined : new BatchRepository(registry).find(acceptance.batchId)?.area;
  if (item === undefined || acceptance === undefined || area?.startsWith(reach) !== true) {
    throw new MregError('usage', 'acceptance.unknown-item', { item: id });
  }
  return { item, acceptance };
}

/** Whether a person had a hand in a record: then somebody else has to judge it. */
export function isOwnWork(registry: Registry, { item, acceptance }: CheckedItem, by: Pick<Checker, 'actor' | 'username'>): boolean {
  const { actors, usernames } = new AcceptanceRepository(registry.database).handsOn(acceptance.batchId, item.rowId);
  return actors.includes(by.actor) || usernames.includes(by.username);
}

/** Whether a record says something else than when it was drawn, or stands no longer: then it cannot show any more what was delivered. */
export function isChanged(registry: Registry, { rowId, contentSha256: drawn }: StoredAcceptanceItem): boolean {
  const values = new AcceptanceRepository(registry.database).values(rowId);
  return values === undefined || values.state === 'deleted' || contentSha256(values) !== drawn;
}

export interface Judgement {
  /** The item. */
  readonly id: number;
  /** Keys of the fields that are not as on the paper; none: the record is right. */
  readonly wrong: readonly string[];
  /** The ledger entry of the newest check the person saw, 0 for none. */
  readonly seen: number;
}

/**
 * Writes down what somebody found of a record. With the last one the check of the batch has ended: accepted or refused, for good.
 * Inside the caller's transaction.
 * @throws MregError `not-permitted` for one's own work; `busy` when somebody else was faster; `usage` when the check has ended, or a record
 *   changed since the drawing is called right
 */
export function checkItem(registry: Registry, { id, wrong, seen }: Judgement, by: Checker): StoredAcceptance {
  const found = itemWithin(registry, id, by.reach);
  const { item, acceptance } = found;
  const { database } = registry;
  const repository = new AcceptanceRepository(database);
  refuseEnded(registry, acceptance);
  if (item.outcome !== '') throw new MregError('busy', 'acceptance.checked', { ordinal: item.ordinal, actor: item.actor });
  if (item.ledgerSeq !== seen) throw new MregError('busy', 'acceptance.stale', { ordinal: item.ordinal });
  if (isOwnWork(registry, found, by)) throw new MregError('not-permitted', 'acceptance.own-work', { ordinal: item.ordinal });
  const keys = fieldKeys(wrong);
  if (keys.length === 0 && isChanged(registry, item)) throw new MregError('usage', 'acceptance.changed', { ordinal: item.ordinal });
  const outcome = keys.length === 0 ? 'right' : 'wrong';
  const { at, actor, username } = by;
  const body = { acceptance: acceptance.id, item: item.ordinal, outcome, wrong: keys };
  const { seq } = appendEntry(database, { at, actor, kind: 'scan.acceptance-check', body });
  repository.check(id, { outcome, wrong: keys, username, actor, checkedAt: at, ledgerSeq: seq });
  return endWhenAllChecked(registry, acceptance, by);
}

/** Takes a check back, by whoever made it, while the others go on. Inside the caller's transaction. */
export function withdrawCheck(registry: Registry, id: number, by: Checker): void {
  const { item, acceptance } = itemWithin(registry, id, by.reach);
  refuseEnded(registry, acceptance);
  if (item.outcome === '' || item.username !== by.username) throw new MregError('usage', 'review.nothing-to-undo');
  const { at, actor } = by;
  const body = { acceptance: acceptance.id, item: item.ordinal, outcome: 'withdrawn' };
  const { seq } = appendEntry(registry.database, { at, actor, kind: 'scan.acceptance-check', body });
  const nothing = { outcome: '', wrong: [], username: '', actor: '', checkedAt: '', ledgerSeq: seq } as const;
  new AcceptanceRepository(registry.database).check(id, nothing);
}

function refuseEnded(registry: Registry, { id, batchId, state }: StoredAcceptance): void {
  if (state !== 'open') throw new MregError('usage', 'acceptance.ended', { acceptance: id });
  const batch = new BatchRepository(registry).find(batchId);
  if (batch?.state !== 'done') throw new MregError('usage', 'acceptance.batch-state', { batch: batchId, state: batch?.state ?? '' });
}

function fieldKeys(wrong: readonly string[]): readonly FieldKey[] {
  const keys = [...new Set(wrong)].toSorted();
  if (!keys.every(isFieldKey)) throw new MregError('usage', 'review.bad-question');
  return keys;
}

function endWhenAllChecked(registry: Registry, acceptance: StoredAcceptance, { at, actor }: Checker): StoredAcceptance {
  const { id, sample, allowed } = acceptance;
  const repository = new AcceptanceRepository(registry.database);
  const { checked, failing } = repository.tally(id);
  if (checked < sample) return acceptance;
  const state = failing <= allowed ? 'accepted' : 'refused';
  const body = { acceptance: id, batch: acceptance.batchId, result: state, checked, failing };
  const { seq } = appendEntry(registry.database, { at, actor, kind: 'scan.acceptance-end', body });
  repository.end(id, { state, at, ledgerSeq: seq });
  return { ...acceptance, state, endedAt: at, endedSeq: seq };
}
