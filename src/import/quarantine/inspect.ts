import { MregError } from '../../domain/error.js';
import { maskCells } from '../../report/masked-row.js';
import { BatchRepository } from '../../store/batch-repository.js';
import type { Registry } from '../../store/open.js';
import {
  QuarantineRepository,
  type QuarantinedRecord,
  type QuarantineFilter,
  type ReasonCount,
} from '../../store/quarantine-repository.js';
import { batchWithin } from '../batches.js';

/** A quarantined row fit for a screen: no whole document number in any cell. */
export type QuarantineView = QuarantinedRecord;

export interface QuarantinePage {
  /** Rows that fit the filter, shown or not. */
  readonly total: number;
  readonly rows: readonly QuarantineView[];
}

/** A page of rows in id order. `state` is `open` unless asked otherwise. */
export function listQuarantine(
  registry: Registry,
  filter: QuarantineFilter,
  page: { readonly limit: number; readonly offset: number },
): QuarantinePage {
  const repository = new QuarantineRepository(registry);
  const wanted: QuarantineFilter = { state: 'open', ...filter };
  return { total: repository.count(wanted), rows: repository.list(wanted, page).map(viewOf) };
}

/** Open rows for each rule, most frequent first. */
export function summariseQuarantine(registry: Registry, filter: QuarantineFilter = {}): readonly ReasonCount[] {
  return new QuarantineRepository(registry).countByReason({ state: 'open', ...filter });
}

/**
 * One row with every reason.
 * @throws MregError `usage` when there is none, `not-permitted` when the area of its batch does not begin with `reach`.
 */
export function showQuarantine(registry: Registry, id: number, reach: string): QuarantineView {
  const record = new QuarantineRepository(registry).find(id);
  if (record === undefined) throw new MregError('usage', 'quarantine.unknown', { id });
  batchWithin(new BatchRepository(registry), record.batchId, reach);
  return viewOf(record);
}

function viewOf(record: QuarantinedRecord): QuarantineView {
  return { ...record, cells: maskCells(record.cells) };
}
