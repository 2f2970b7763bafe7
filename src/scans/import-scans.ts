import { mkdir, rm } from 'node:fs/promises';
import { MregError } from '../domain/error.js';
import type { Reference } from '../domain/reference.js';
import type { PageReading } from '../domain/scan.js';
import { talliesOf, undoBatch } from '../import/batches.js';
import { chooseBatch } from '../import/choose-batch.js';
import { isOverBudget } from '../import/error-budget.js';
import type { ImportRequest, LoadDeps } from '../import/import-deps.js';
import { addCounts, NO_COUNTS, type TableSummary } from '../import/summary.js';
import { appendEntry } from '../ledger/append.js';
import { BatchRepository, type BatchCounts } from '../store/batch-repository.js';
import { storeError } from '../store/open.js';
import { PageJudge } from './judge-page.js';
import { PageLoader } from './page-loader.js';
import type { PagePool } from './pages/page-pool.js';
import { failedReading } from './pages/page-message.js';
import { planScans, type PlannedScans } from './plan-scans.js';
import { ScanBytes } from './scan-bytes.js';
import { ScanFiles, type BegunFile } from './scan-files.js';
import { prepareScans, type PageOfScan, type PreparedScan } from './prepare-scans.js';
import type { ScanStore } from './scan-store.js';
import { InputShare } from './input-share.js';
import { PageTally, scansOfBatch, type ScanImportSummary } from './scan-summary.js';

/** How far an import of scans has come. `fraction` is of the bytes that were left to do at its start. */
export interface ScanProgress {
  readonly pages: number;
  readonly fraction: number;
  readonly accepted: number;
  readonly quarantined: number;
}

export interface ScanLoadDeps extends Omit<LoadDeps, 'onPlan' | 'onProgress' | 'onQuarantined' | 'onTally' | 'fastPath' | 'tables'> {
  readonly reference: Reference;
  readonly store: ScanStore;
  /** Opened only when there is a page to read: the models take a second to load. */
  readonly openPool: () => PagePool;
  /** Holds the lock of imports for the moment of a commit. */
  readonly lockCommit: () => Promise<() => void>;
  readonly onPlanned: (done: number, total: number) => void;
  readonly onProgress: (progress: ScanProgress) => void;
}

/**
 * Imports scans: every page that is a form ends as a registration, waiting for a person, or as already present; every other page is
 * counted and named. Each page is a transaction, so running it again goes on with the first page that was not committed. The caller holds
 * the lock of scan imports.
 * @throws MregError `interrupted` on Ctrl-C, `input-refused` over the error budget (the batch is undone) or when there is no scan
 */
export async function importScans(request: ImportRequest, deps: ScanLoadDeps): Promise<ScanImportSummary> {
  await rm(deps.workPath, { recursive: true, force: true });
  await mkdir(deps.workPath, { recursive: true, mode: 0o700 });
  deps.store.clean();
  try {
    const planned = await planScans(request.paths, { ...deps, onPlanned: deps.onPlanned });
    refuseNothing(request, planned);
    return await new ScanImport(request, deps, planned).run();
  } catch (cause) {
    if (deps.signal.aborted) throw new MregError('interrupted', 'import.interrupted', {}, { cause });
    throw storeError(cause, deps.registry.path);
  } finally {
    await rm(deps.workPath, { recursive: true, force: true });
  }
}

/** @throws MregError `input-refused` when there is nothing that could be read */
export function refuseNothing({ paths }: Pick<ImportRequest, 'paths'>, { scans, lost }: PlannedScans): void {
  if (scans.length > 0) return;
  const [first] = lost;
  if (first === undefined) throw new MregError('input-refused', 'import.no-tables', { paths: paths.join(' ') });
  throw new MregError('input-refused', 'scan-import.nothing-readable', { count: lost.length, file: first.name });
}

class ScanImport {
  private readonly request: ImportRequest;
  private readonly deps: ScanLoadDeps;
  private readonly planned: PlannedScans;
  private readonly batches: BatchRepository;
  private readonly files: ScanFiles;
  private readonly loader: PageLoader;
  private readonly judge: PageJudge;
  private readonly share: InputShare;
  private readonly summaries: TableSummary[] = [];
  private current: BegunFile | undefined;
  private counts: BatchCounts = NO_COUNTS;
  private pages = 0;

  constructor(request: ImportRequest, deps: ScanLoadDeps, planned: PlannedScans) {
    this.request = request;
    this.deps = deps;
    this.planned = planned;
    this.batches = new BatchRepository(deps.registry);
    this.files = new ScanFiles(deps);
    this.share = new InputShare(planned.scans);
    this.loader = new PageLoader(deps.registry);
    this.judge = new PageJudge({ ...deps, office: request.office ?? '' });
  }

  async run(): Promise<ScanImportSummary> {
    const startedMs = this.deps.elapsedMs();
    const chosen = chooseBatch(this.batches, this.planned.scans, { ...this.request, scans: true }, this.deps);
    const batchId = chosen.kind === 'nothing-new' ? undefined : chosen.id;
    if (batchId === undefined) this.planned.scans.forEach((scan) => this.summaries.push(this.files.known(scan)));
    else await this.load(batchId);
    return this.summary(batchId, (this.deps.elapsedMs() - startedMs) / 1_000);
  }

  private async load(batchId: number): Promise<void> {
    const { deps, planned } = this;
    this.counts = this.batches.counts(batchId);
    const pool = deps.openPool();
    const stop = (): void => void pool.close();
    deps.signal.addEventListener('abort', stop, { once: true });
    const bytes = new ScanBytes(deps.limits, deps.signal);
    const prepared: PreparedScan[] = [];
    try {
      const tasks = prepareScans({ batchId, scans: planned.scans, bytes, pool, files: this.files, ...deps }, prepared);
      for await (const { task, reading } of pool.run(tasks)) await this.take(batchId, prepared, task, reading);
      await this.settleBefore(batchId, prepared, planned.scans.length);
      this.refuseOverBudget(true);
      await this.finish(batchId);
    } catch (cause) {
      if (cause instanceof MregError && cause.key.startsWith('import.over-budget')) this.takeBack(batchId, cause);
      throw cause;
    } finally {
      deps.signal.removeEventListener('abort', stop);
      await bytes.close();
      await pool.close();
    }
  }

  private async take(batchId: number, prepared: readonly PreparedScan[], task: PageOfScan, reading: PageReading): Promise<void> {
    await this.settleBefore(batchId, prepared, task.index);
    const scan = prepared[task.index] as PreparedScan;
    this.current ??= await this.locked(() => this.files.begin(batchId, task.index + 1, scan));
    await this.commit(this.current, scan, task.page, reading);
    if (task.page === this.current.pages) await this.settleBefore(batchId, prepared, task.index + 1);
    this.deps.signal.throwIfAborted();
  }

  /** Brings files to their end, in order, up to and without the one with this index: its pages are the next to come. */
  private async settleBefore(batchId: number, prepared: readonly PreparedScan[], index: number): Promise<void> {
    while (this.summaries.length < index) {
      const scan = prepared[this.summaries.length] as PreparedScan;
      this.summaries.push(scan.known ? this.files.known(scan.plan) : await this.settle(batchId, scan));
      this.current = undefined;
    }
  }

  private async settle(batchId: number, scan: PreparedScan): Promise<TableSummary> {
    const file = (this.current ??= await this.locked(() => this.files.begin(batchId, this.summaries.length + 1, scan)));
    // A file that could not be opened is one failed page, unless it was told already.
    if (scan.problem !== '' && file.nextPage === 1) await this.commit(file, scan, 1, failedReading(scan.problem, ''));
    await this.locked(() => this.files.finish(file));
    return this.files.summary(scan.plan, file);
  }

  private async commit(file: BegunFile, scan: PreparedScan, page: number, reading: PageReading): Promise<void> {
    const { timestamp, actor } = this.deps;
    const { batchId, fileNo, firstId } = file;
    const judged = reading.outcome === 'read' ? this.judge.judge(reading) : undefined;
    const place = { batchId, fileNo, fileFirstId: firstId, page, sha256: scan.plan.sha256, at: timestamp(), actor };
    const committed = await this.locked(() => this.loader.commit(place, reading, judged));
    this.counts = addCounts(this.counts, committed);
    this.report(scan, file, page);
    this.refuseOverBudget(false);
  }

  private report(scan: PreparedScan, file: BegunFile, page: number): void {
    this.pages += 1;
    const { accepted, quarantined } = this.counts;
    this.deps.onProgress({
      pages: this.pages,
      fraction: this.share.at(this.summaries.length, scan.plan, page / file.pages),
      accepted,
      quarantined,
    });
  }

  /** @throws MregError `input-refused`; a share is known only at the end */
  private refuseOverBudget(isEnd: boolean): void {
    const { maxErrors } = this.request;
    if (maxErrors === undefined || (maxErrors.kind === 'share' && !isEnd) || !isOverBudget(this.counts, maxErrors)) return;
    const { quarantined, rows } = this.counts;
    const budget = maxErrors.kind === 'count' ? maxErrors.rows : maxErrors.percent;
    throw new MregError('input-refused', `import.over-budget-${maxErrors.kind}`, { quarantined, rows, budget });
  }

  private takeBack(batchId: number, cause: MregError): void {
    const { registry, timestamp, actor, area } = this.deps;
    undoBatch(registry, batchId, cause.key, { at: timestamp(), actor, reach: area });
  }

  /** The signature belongs to the transaction: a run killed between the two would find nothing left to do, and never sign. */
  private async finish(batchId: number): Promise<void> {
    const { registry, actor, timestamp, signLedger } = this.deps;
    const at = timestamp();
    const { rows, accepted, flagged, quarantined, already_present } = this.batches.counts(batchId);
    const { pages, read, blank, unrecognised, failed } = scansOfBatch(registry, batchId, []);
    const body = { batch: batchId, files: this.summaries.length, rows, accepted, flagged, quarantined, already_present };
    await this.locked(() =>
      registry.database
        .transaction(() => {
          this.batches.finish(batchId, at);
          appendEntry(registry.database, { at, actor, kind: 'import.done', body: { ...body, pages, read, blank, unrecognised, failed } });
          signLedger();
        })
        .immediate(),
    );
  }

  private async locked<T>(work: () => T): Promise<T> {
    const unlock = await this.deps.lockCommit();
    try {
      return work();
    } finally {
      unlock();
    }
  }

  private summary(batchId: number | undefined, seconds: number): ScanImportSummary {
    const tallies = batchId === undefined ? { reasons: [], flags: [] } : talliesOf(this.batches, batchId);
    const counts = this.summaries.reduce<BatchCounts>(addCounts, NO_COUNTS);
    const { skipped, tables, lost } = this.planned;
    return {
      batch: batchId ?? null,
      dry_run: false,
      files: this.summaries,
      ...counts,
      seconds,
      ...tallies,
      skipped: [...skipped, ...tables.map((name) => ({ name, reason: 'no-header' }))],
      scans: batchId === undefined ? new PageTally().counts(lost) : scansOfBatch(this.deps.registry, batchId, lost),
    };
  }
}
