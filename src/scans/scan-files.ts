import type { LoadDeps } from '../import/import-deps.js';
import { NO_COUNTS, type TableSummary } from '../import/summary.js';
import { appendEntry } from '../ledger/append.js';
import { BatchRepository, type BatchCounts, type BatchFileRow } from '../store/batch-repository.js';
import { ScanRepository } from '../store/scan-repository.js';
import type { PlannedScan } from './plan-scans.js';

/** A scan whose pages are being committed. */
export interface BegunFile {
  readonly batchId: number;
  readonly fileNo: number;
  readonly firstId: number;
  /** At least 1: a file that could not be opened is one failed page. */
  readonly pages: number;
  /** The first page that was not committed, when this run began. */
  readonly nextPage: number;
  readonly isResumed: boolean;
}

type FileDeps = Pick<LoadDeps, 'registry' | 'actor' | 'area' | 'timestamp'>;

/** The files of a batch of scans: one row for each, whose ids are its pages'. */
export class ScanFiles {
  private readonly deps: FileDeps;
  private readonly batches: BatchRepository;
  private readonly scans: ScanRepository;

  constructor(deps: FileDeps) {
    this.deps = deps;
    this.batches = new BatchRepository(deps.registry);
    this.scans = new ScanRepository(deps.registry);
  }

  /** The file as an earlier run left it. */
  begun(batchId: number, fileNo: number): BatchFileRow | undefined {
    return this.batches.file(batchId, fileNo);
  }

  nextPage(batchId: number, fileNo: number): number {
    return (this.batches.lastChunk(batchId, fileNo)?.seq ?? 0) + 1;
  }

  /** Whether these bytes were imported whole before, by whoever loads for this area. */
  isKnown({ sha256, sheet }: PlannedScan): boolean {
    return this.batches.loadedBefore(sha256, sheet, this.deps.area) !== undefined;
  }

  /** Takes the ids of the file's pages, or goes on where an earlier run was cut off. */
  begin(batchId: number, fileNo: number, scan: { readonly plan: PlannedScan; readonly pages: number }): BegunFile {
    const pages = Math.max(1, scan.pages);
    const before = this.batches.file(batchId, fileNo);
    const { first_id: firstId } = before ?? this.start(batchId, fileNo, scan, pages);
    return { batchId, fileNo, firstId, pages, nextPage: this.nextPage(batchId, fileNo), isResumed: before?.state === 'loading' };
  }

  private start(
    batchId: number,
    fileNo: number,
    { plan, pages }: { readonly plan: PlannedScan; readonly pages: number },
    ids: number,
  ): Pick<BatchFileRow, 'first_id'> {
    const { registry, actor, timestamp } = this.deps;
    const { name, sha256, bytes, type, sheet, place } = plan;
    const at = timestamp();
    const path = 'path' in place ? place.path : place.archive;
    const file = { batch_id: batchId, file_no: fileNo, name, path, sha256, bytes, sheet, encoding: type };
    return registry.database
      .transaction(() => {
        this.scans.addScan({ sha256, bytes, type, pages, storedAt: at });
        const firstId = this.batches.startFile({ ...file, layout: JSON.stringify({ scan: true, pages }), mapping: '[]' }, ids);
        const body = { batch: batchId, file: fileNo, name, sheet, sha256, bytes, encoding: type, pages };
        appendEntry(registry.database, { at, actor, kind: 'import.file', body });
        return { first_id: firstId };
      })
      .immediate();
  }

  finish({ batchId, fileNo, firstId, pages }: BegunFile): void {
    if (this.batches.file(batchId, fileNo)?.state === 'done') return;
    this.deps.registry.database.transaction(() => this.batches.finishFile(batchId, fileNo, firstId + pages - 1)).immediate();
  }

  summary(plan: PlannedScan, { batchId, fileNo, isResumed }: BegunFile): TableSummary {
    return summaryOf(plan, this.batches.counts(batchId, fileNo), isResumed ? 'resumed' : 'loaded', batchId);
  }

  /** A scan whose every page was dealt with before counts as already present. */
  known(plan: PlannedScan): TableSummary {
    const before = this.batches.loadedBefore(plan.sha256, plan.sheet, this.deps.area);
    const { rows } = before === undefined ? NO_COUNTS : this.batches.counts(before.batch_id, before.file_no);
    return summaryOf(plan, { ...NO_COUNTS, rows, already_present: rows }, 'already-imported', before?.batch_id ?? null);
  }
}

export function summaryOf(plan: PlannedScan, counts: BatchCounts, outcome: TableSummary['outcome'], batch: number | null): TableSummary {
  const { name, sheet, sha256, bytes, type } = plan;
  const { rows, accepted, flagged, quarantined, already_present } = counts;
  return { name, sheet, sha256, bytes, encoding: type, outcome, batch, rows, accepted, flagged, quarantined, already_present };
}
