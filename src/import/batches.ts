import { MregError } from '../domain/error.js';
import { appendEntry } from '../ledger/append.js';
import { BatchRepository, type BatchCounts, type BatchFileRow, type BatchRow } from '../store/batch-repository.js';
import { storeError, type Registry } from '../store/open.js';
import { BatchUndo, type Dependant } from '../store/batch-undo.js';
import { CodeTally, type CodeCount } from './summary.js';

export interface BatchListing extends BatchCounts {
  readonly batch: number;
  readonly state: BatchRow['state'];
  readonly kind: BatchRow['kind'];
  readonly source: string;
  readonly actor: string;
  /** What the codes of the loader's area begin with; '' is the whole province. */
  readonly area: string;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly files: readonly string[];
}

export interface BatchDetail extends BatchListing {
  readonly parent: number | null;
  readonly undone_at: string | null;
  readonly undo_reason: string | null;
  readonly tables: readonly (BatchCounts &
    Pick<BatchFileRow, 'file_no' | 'name' | 'sheet' | 'sha256' | 'bytes' | 'encoding' | 'state' | 'first_id' | 'last_id'>)[];
  readonly reasons: readonly CodeCount[];
  readonly flags: readonly CodeCount[];
}

/** The batches of the areas that begin with `reach`, oldest first. */
export function listBatches(registry: Registry, reach: string): BatchListing[] {
  const batches = new BatchRepository(registry);
  return batches.list(reach).map((batch) => listing(batches, batch));
}

/** @throws MregError `usage` when there is no such batch, `not-permitted` when its area does not begin with `reach`. */
export function showBatch(registry: Registry, id: number, reach: string): BatchDetail {
  const batches = new BatchRepository(registry);
  const batch = batchWithin(batches, id, reach);
  const tables = batches.files(id).map(({ file_no, name, sheet, sha256, bytes, encoding, state, first_id, last_id }) => ({
    file_no,
    name,
    sheet,
    sha256,
    bytes,
    encoding,
    state,
    first_id,
    last_id,
    ...batches.counts(id, file_no),
  }));
  const { parent_batch_id: parent, undone_at, undo_reason } = batch;
  return { ...listing(batches, batch), parent, undone_at, undo_reason, tables, ...talliesOf(batches, id) };
}

/** Quarantine reasons and warnings of a batch, most frequent first. */
export function talliesOf(batches: BatchRepository, batchId: number): { readonly reasons: CodeCount[]; readonly flags: CodeCount[] } {
  const reasons = new CodeTally();
  const flags = new CodeTally();
  for (const text of batches.tallies(batchId)) {
    const tally = JSON.parse(text) as { readonly reasons: Record<string, number>; readonly flags: Record<string, number> };
    reasons.add(tally.reasons);
    flags.add(tally.flags);
  }
  return { reasons: reasons.sorted(), flags: flags.sorted() };
}

/** Who takes a batch back, when, and over what areas that person may. */
export interface Undoing {
  readonly at: string;
  readonly actor: string;
  readonly reach: string;
}

export interface UndoSummary {
  readonly batch: number;
  /** Registrations now deleted. */
  readonly deleted: number;
  /** Quarantined rows closed with the batch. */
  readonly quarantined: number;
  readonly ledger_seq: number;
}

/**
 * Takes back exactly what a batch added: its registrations become `deleted` and can be loaded again, its open quarantine
 * rows are closed; everything stays readable.
 * @throws MregError `usage` when the batch was undone before or later work depends on it, with the list of what does,
 *   `not-permitted` when its area does not begin with `by.reach`.
 */
export function undoBatch(registry: Registry, id: number, reason: string, by: Undoing): UndoSummary {
  try {
    return registry.database.transaction(() => undoInside(registry, id, reason.trim(), by)).immediate();
  } catch (cause) {
    throw storeError(cause, registry.path);
  }
}

function undoInside(registry: Registry, id: number, reason: string, { reach, ...by }: Undoing): UndoSummary {
  const batches = new BatchRepository(registry);
  const batch = batchWithin(batches, id, reach);
  if (reason === '') throw new MregError('usage', 'batch.reason-missing');
  if (batch.state === 'undone') throw new MregError('usage', 'batch.undone', { batch: id });
  const undo = new BatchUndo(registry, id);
  const dependants = undo.dependants();
  if (dependants.length > 0)
    throw new MregError('input-refused', 'batch.depended-on', { batch: id, dependants: dependants.map(describe).join(' · ') });
  const deleted = undo.activeRows();
  const { seq } = appendEntry(registry.database, { ...by, kind: 'batch.undo', body: { batch: id, reason, deleted } });
  const quarantined = undo.apply({ ...by, reason, ledgerSeq: seq });
  batches.markUndone(id, by.at, reason);
  return { batch: id, deleted, quarantined, ledger_seq: seq };
}

function describe({ kind, batch, rows }: Dependant): string {
  return `${kind} #${batch} (${rows})`;
}

/** @throws MregError `usage` when there is no such batch, `not-permitted` when its area does not begin with `reach`. */
export function batchWithin(batches: BatchRepository, id: number, reach: string): BatchRow {
  const batch = batches.find(id);
  if (batch === undefined) throw new MregError('usage', 'batch.unknown', { batch: id });
  if (!batch.area.startsWith(reach)) throw new MregError('not-permitted', 'batch.outside-area', { batch: id });
  return batch;
}

function listing(batches: BatchRepository, batch: BatchRow): BatchListing {
  const { id, state, kind, source, actor, area, started_at, ended_at } = batch;
  const files = batches.files(id).map(({ name, sheet }) => (sheet === '' ? name : `${name}#${sheet}`));
  return { batch: id, state, kind, source, actor, area, started_at, ended_at, files, ...batches.counts(id) };
}
