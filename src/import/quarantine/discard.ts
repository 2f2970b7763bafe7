import { MregError } from '../../domain/error.js';
import { maskNumbersIn } from '../../domain/masking.js';
import { appendEntry } from '../../ledger/append.js';
import { BatchRepository } from '../../store/batch-repository.js';
import type { Registry } from '../../store/open.js';
import { QuarantineRepository } from '../../store/quarantine-repository.js';
import { batchWithin, type Undoing } from '../batches.js';

/** Keys as printed by `--json`. */
export interface DiscardSummary {
  readonly discarded: number;
  readonly ids: readonly number[];
  readonly ledger_seq: number;
}

/**
 * Gives rows up for good, all of them or none. The rows stay, with their text, their reasons and the reason given now.
 * @throws MregError `usage` without a reason, or when a row is unknown or not open, `not-permitted` when the area of its batch
 *   does not begin with `by.reach`.
 */
export function discardQuarantine(registry: Registry, ids: readonly number[], reason: string, by: Undoing): DiscardSummary {
  if (reason.trim() === '') throw new MregError('usage', 'quarantine.reason-missing');
  const wanted = [...new Set(ids)].toSorted((left, right) => left - right);
  return registry.database.transaction(() => discardInside(registry, wanted, maskNumbersIn(reason.trim()), by)).immediate();
}

function discardInside(registry: Registry, ids: readonly number[], reason: string, { reach, ...by }: Undoing): DiscardSummary {
  const repository = new QuarantineRepository(registry);
  const batches = new BatchRepository(registry);
  const rows = ids.map((id) => repository.find(id));
  for (const row of rows) if (row !== undefined) batchWithin(batches, row.batchId, reach);
  const closed = ids.filter((_, index) => rows[index]?.state !== 'open');
  if (closed.length > 0) throw new MregError('usage', 'quarantine.not-open', { ids: closed.join(', ') });
  const { seq } = appendEntry(registry.database, { ...by, kind: 'quarantine.discard', body: { ids, reason } });
  repository.markDiscarded(ids, reason, { ...by, ledgerSeq: seq });
  return { discarded: ids.length, ids, ledger_seq: seq };
}
