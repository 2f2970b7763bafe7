import { mkdir, rm } from 'node:fs/promises';
import { MregError } from '../domain/error.js';
import { appendEntry } from '../ledger/append.js';
import { BatchRepository, type BatchCounts, type BatchFileRow } from '../store/batch-repository.js';
import { beginBulkLoad } from '../store/bulk-load.js';
import { storeError } from '../store/open.js';
import { RefusedRows } from '../store/refused-rows.js';
import { PersonIndex } from '../store/person-index.js';
import { ShardMerge } from '../store/shard-merge.js';
import { talliesOf, undoBatch } from './batches.js';
import { checkSetup } from './check-setup.js';
import { chooseBatch, type ChosenBatch } from './choose-batch.js';
import { openChunkPool, type ChunkPool } from './chunk-pool.js';
import { refuseOverBudget } from './error-budget.js';
import type { ImportRequest, LoadDeps } from './import-deps.js';
import { loadTable, type LoadContext, type LoadStart } from './load-table.js';
import { PersonIndexer } from './person-indexer.js';
import { planTables } from './plan-tables.js';
import { IDENTITY_FIELDS } from './rows/record-key.js';
import { addCounts, NO_COUNTS, type ImportSummary, type TableSummary } from './summary.js';
import type { TablePlan } from './table-plan.js';

/**
 * Imports tables into the registry: every row ends as a registration, in quarantine, or as already present. Running it
 * again on the same input continues where it was cut off, or says that it was done. The caller holds the import lock.
 * @throws MregError `interrupted` on Ctrl-C, `input-refused` over the error budget (nothing loaded) or for unreadable input.
 */
export async function importBatch(request: ImportRequest, deps: LoadDeps): Promise<ImportSummary> {
  await rm(deps.workPath, { recursive: true, force: true });
  await mkdir(deps.workPath, { recursive: true, mode: 0o700 });
  const pool = openChunkPool(checkSetup(deps), request.jobs);
  try {
    return await importWith(pool, request, deps);
  } catch (cause) {
    if (deps.signal.aborted) throw new MregError('interrupted', 'import.interrupted', {}, { cause });
    throw storeError(cause, deps.registry.path);
  } finally {
    await pool.close();
    await rm(deps.workPath, { recursive: true, force: true });
  }
}

async function importWith(pool: ChunkPool, request: ImportRequest, deps: LoadDeps): Promise<ImportSummary> {
  const { plans, skipped } = await planTables(request, deps);
  const batches = new BatchRepository(deps.registry);
  if (request.maxErrors !== undefined) await refuseOverBudget(pool, plans, request.maxErrors, deps);
  const startedMs = deps.elapsedMs();
  const chosen = chooseBatch(batches, plans, request, deps);
  const files =
    chosen.kind === 'nothing-new'
      ? plans.map((plan) => knownFile(batches, plan, deps.area))
      : await loadBatch(pool, chosen, plans, batches, deps);
  const id = chosen.kind === 'nothing-new' ? null : chosen.id;
  const tallies = id === null ? { reasons: [], flags: [] } : talliesOf(batches, id);
  const counts = files.reduce<BatchCounts>(addCounts, NO_COUNTS);
  return { batch: id, dry_run: false, files, ...counts, seconds: (deps.elapsedMs() - startedMs) / 1000, ...tallies, skipped };
}

async function loadBatch(
  pool: ChunkPool,
  chosen: ChosenBatch,
  plans: readonly TablePlan[],
  batches: BatchRepository,
  deps: LoadDeps,
): Promise<TableSummary[]> {
  const { registry, workPath, actor, area, timestamp, signal, onProgress } = deps;
  const endBulkLoad = beginBulkLoad(registry);
  const merge = new ShardMerge(registry, IDENTITY_FIELDS);
  const context: LoadContext = {
    registry,
    batches,
    refused: new RefusedRows(registry),
    merge,
    pool,
    persons: new PersonIndexer(new PersonIndex(registry), workPath),
    workPath,
    actor,
    area,
    timestamp,
    signal,
    onProgress,
  };
  try {
    const summaries: TableSummary[] = [];
    for (const [index, plan] of plans.entries()) summaries.push(await loadFile(context, chosen.id, index + 1, plan));
    finishBatch(context, chosen.id, summaries, deps.signLedger);
    return summaries;
  } catch (cause) {
    if (isRefusal(cause)) undoBatch(registry, chosen.id, cause.key, { at: timestamp(), actor, reach: area });
    throw cause;
  } finally {
    endBulkLoad();
  }
}

/**
 * Whether the input itself turned out to be broken in its midst, as only reading all of a workbook shows. Refused means that
 * nothing is loaded, so what was committed of it is taken back; a disk that failed is no reason to.
 */
function isRefusal(cause: unknown): cause is MregError {
  if (!(cause instanceof MregError) || cause.kind !== 'input-refused') return false;
  return !(cause.cause instanceof Error && 'syscall' in cause.cause);
}

async function loadFile(context: LoadContext, batchId: number, fileNo: number, plan: TablePlan): Promise<TableSummary> {
  const begun = context.batches.file(batchId, fileNo);
  if (begun === undefined && context.batches.loadedBefore(plan.sha256, plan.sheet, context.area) !== undefined)
    return knownFile(context.batches, plan, context.area);
  const file = begun ?? startFile(context, batchId, fileNo, plan);
  if (file.state === 'done') return summaryOf(plan, context.batches.counts(batchId, fileNo), 'loaded', batchId);
  const start = startOf(context, file, plan);
  const { counts, lastId } = await loadTable(context, plan, start);
  finishFile(context, file, start.nextId - 1, lastId);
  return summaryOf(plan, counts, begun === undefined ? 'loaded' : 'resumed', batchId);
}

function startFile(context: LoadContext, batchId: number, fileNo: number, plan: TablePlan): BatchFileRow {
  const { registry, batches, actor } = context;
  const { name, path, sheet, sha256, bytes, encoding } = plan;
  return registry.database
    .transaction(() => {
      const file = { batch_id: batchId, file_no: fileNo, name, path, sheet, sha256, bytes, encoding };
      const layout = { delimiter: plan.setup.dialect.delimiter, start: plan.start, framed: plan.setup.framed };
      batches.startFile({ ...file, layout: JSON.stringify(layout), mapping: JSON.stringify(plan.mapping) }, plan.mostRows);
      appendEntry(registry.database, {
        at: context.timestamp(),
        actor,
        kind: 'import.file',
        body: { batch: batchId, file: fileNo, name, sheet, sha256, bytes, encoding },
      });
      return batches.file(batchId, fileNo) as BatchFileRow;
    })
    .immediate();
}

function startOf(context: LoadContext, file: BatchFileRow, plan: TablePlan): LoadStart {
  const { batch_id: batchId, file_no: fileNo, first_id: fileFirstId } = file;
  const last = context.batches.lastChunk(batchId, fileNo);
  const counts = context.batches.counts(batchId, fileNo);
  if (last === undefined) return { batchId, fileNo, fileFirstId, nextId: fileFirstId, nextSeq: 1, position: plan.start, counts };
  const position = { offset: last.end_offset, line: last.end_line };
  return { batchId, fileNo, fileFirstId, nextId: last.last_id + 1, nextSeq: last.seq + 1, position, counts };
}

/** @param resumedId last id that an earlier, killed run had committed: it may not have come to indexing its rows. */
function finishFile({ registry, batches, persons }: LoadContext, file: BatchFileRow, resumedId: number, lastId: number): void {
  persons.flush();
  registry.database
    .transaction(() => {
      if (resumedId >= file.first_id) new PersonIndex(registry).addRange(file.first_id, resumedId);
      // An empty table keeps one id, so that a file's range is never backwards.
      batches.finishFile(file.batch_id, file.file_no, Math.max(lastId, file.first_id));
    })
    .immediate();
}

/** The signature belongs to the transaction: a run killed between the two would find nothing left to do, and never sign. */
function finishBatch(
  { registry, batches, actor, timestamp }: LoadContext,
  batchId: number,
  files: readonly TableSummary[],
  signLedger: () => void,
): void {
  const at = timestamp();
  const { rows, accepted, flagged, quarantined, already_present } = files.reduce<BatchCounts>(addCounts, NO_COUNTS);
  registry.database
    .transaction(() => {
      batches.finish(batchId, at);
      const body = { batch: batchId, files: files.length, rows, accepted, flagged, quarantined, already_present };
      appendEntry(registry.database, { at, actor, kind: 'import.done', body });
      signLedger();
    })
    .immediate();
}

/** A file whose every row was dealt with in an earlier batch counts as already present. */
function knownFile(batches: BatchRepository, plan: TablePlan, area: string): TableSummary {
  const before = batches.loadedBefore(plan.sha256, plan.sheet, area);
  const { rows } = before === undefined ? NO_COUNTS : batches.counts(before.batch_id, before.file_no);
  return summaryOf(plan, { ...NO_COUNTS, rows, already_present: rows }, 'already-imported', before?.batch_id ?? null);
}

export function summaryOf(plan: TablePlan, counts: BatchCounts, outcome: TableSummary['outcome'], batch: number | null): TableSummary {
  const { name, sheet, sha256, bytes, encoding } = plan;
  const { rows, accepted, flagged, quarantined, already_present } = counts;
  return { name, sheet, sha256, bytes, encoding, outcome, batch, rows, accepted, flagged, quarantined, already_present };
}
