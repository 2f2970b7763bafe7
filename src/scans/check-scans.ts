import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { MregError } from '../domain/error.js';
import type { PageReading } from '../domain/scan.js';
import type { ImportRequest } from '../import/import-deps.js';
import { addCounts, CodeTally, NO_COUNTS, type TableSummary } from '../import/summary.js';
import { BatchRepository, type BatchCounts } from '../store/batch-repository.js';
import { refuseNothing, type ScanLoadDeps } from './import-scans.js';
import { InputShare } from './input-share.js';
import { PageJudge, type JudgedPage } from './judge-page.js';
import type { PagePool, PageTask } from './pages/page-pool.js';
import { failedReading } from './pages/page-message.js';
import { planScans, type PlannedScan } from './plan-scans.js';
import { ScanBytes } from './scan-bytes.js';
import { summaryOf } from './scan-files.js';
import { PageTally, type ScanImportSummary } from './scan-summary.js';
import { countsOf, PageForesight, type PageVerdict } from './weigh-page.js';

/** A form of the input, and what an import would make of it. */
export interface JudgedForm {
  readonly verdict: PageVerdict;
  readonly judged: JudgedPage;
  readonly name: string;
  readonly page: number;
}

export type ScanCheckDeps = Omit<ScanLoadDeps, 'store' | 'lockCommit' | 'actor' | 'source' | 'mayLoad' | 'timestamp' | 'signLedger'> & {
  readonly onJudged?: (form: JudgedForm) => void;
};

/** What an import of these scans would do: every page is read and judged, and nothing is written. */
export async function checkScans(request: ImportRequest, deps: ScanCheckDeps): Promise<ScanImportSummary> {
  await mkdir(deps.workPath, { recursive: true, mode: 0o700 });
  const startedMs = deps.elapsedMs();
  try {
    const planned = await planScans(request.paths, deps);
    refuseNothing(request, planned);
    const check = new ScanCheck(request, deps, planned.scans);
    await check.run();
    const { skipped, tables, lost } = planned;
    const passed = [...skipped, ...tables.map((name) => ({ name, reason: 'no-header' }))];
    const seconds = (deps.elapsedMs() - startedMs) / 1_000;
    return { batch: null, dry_run: true, seconds, skipped: passed, ...check.counted(), scans: check.tally.counts(lost) };
  } catch (cause) {
    if (deps.signal.aborted) throw new MregError('interrupted', 'import.check-interrupted', {}, { cause });
    throw cause;
  } finally {
    await rm(deps.workPath, { recursive: true, force: true });
  }
}

class ScanCheck {
  readonly tally = new PageTally();
  private readonly deps: ScanCheckDeps;
  private readonly scans: readonly PlannedScan[];
  private readonly judge: PageJudge;
  private readonly share: InputShare;
  private readonly foresight: PageForesight;
  private readonly reasons = new CodeTally();
  private readonly flags = new CodeTally();
  private readonly counts = new Map<number, BatchCounts>();
  private readonly known = new Map<number, BatchCounts>();
  /** Scans that are the same as an earlier one of the input. */
  private readonly repeats = new Map<number, number>();
  private sum: BatchCounts = NO_COUNTS;

  constructor(request: ImportRequest, deps: ScanCheckDeps, scans: readonly PlannedScan[]) {
    this.deps = deps;
    this.scans = scans;
    this.judge = new PageJudge({ ...deps, office: request.office ?? '' });
    this.share = new InputShare(scans);
    this.foresight = new PageForesight(deps.registry);
  }

  async run(): Promise<void> {
    const pool = this.deps.openPool();
    const stop = (): void => void pool.close();
    this.deps.signal.addEventListener('abort', stop, { once: true });
    const bytes = new ScanBytes(this.deps.limits, this.deps.signal);
    try {
      for await (const { task, reading } of pool.run(this.tasks(bytes, pool))) {
        this.take(task.index, task.page, task.page / task.pages, reading);
        if (task.page === task.pages && task.isOurs) await rm(task.path, { force: true });
        this.deps.signal.throwIfAborted();
      }
    } finally {
      this.deps.signal.removeEventListener('abort', stop);
      await bytes.close();
      await pool.close();
    }
  }

  private async *tasks(bytes: ScanBytes, pool: PagePool): AsyncGenerator<PageTask & { index: number; pages: number; isOurs: boolean }> {
    const met = new Map<string, number>();
    for (const [index, plan] of this.scans.entries()) {
      const known = this.knownRows(plan);
      if (known !== undefined) this.known.set(index, known);
      else if (met.has(plan.sha256)) this.repeats.set(index, met.get(plan.sha256) as number);
      else {
        met.set(plan.sha256, index);
        yield* this.pagesOf(index, plan, bytes, pool);
      }
    }
  }

  private async *pagesOf(index: number, plan: PlannedScan, bytes: ScanBytes, pool: PagePool) {
    const isOurs = !('path' in plan.place);
    const path = 'path' in plan.place ? plan.place.path : join(this.deps.workPath, `scan-${index}`);
    if (isOurs) await pipeline(bytes.read(plan), createWriteStream(path, { mode: 0o600 }));
    const pages = await pool.open(path).then(
      (opened) => opened.pages,
      (cause: unknown) => this.refused(index, cause),
    );
    for (let page = 1; page <= pages; page += 1) yield { index, path, page, pages, isOurs };
  }

  private refused(index: number, cause: unknown): number {
    if (!(cause instanceof MregError) || cause.kind !== 'input-refused') throw cause;
    this.take(index, 1, 1, failedReading(cause.key, ''));
    return 0;
  }

  private knownRows({ sha256, sheet }: PlannedScan): BatchCounts | undefined {
    const batches = new BatchRepository(this.deps.registry);
    const before = batches.loadedBefore(sha256, sheet, this.deps.area);
    if (before === undefined) return undefined;
    const { rows } = batches.counts(before.batch_id, before.file_no);
    return allPresent(rows);
  }

  private take(index: number, page: number, part: number, reading: PageReading): void {
    const scan = this.scans[index] as PlannedScan;
    this.tally.add(scan.name, page, reading);
    if (reading.outcome === 'read') this.foresee(index, scan, page, reading);
    const { accepted, quarantined } = this.sum;
    this.deps.onProgress({ pages: this.tally.pages, fraction: this.share.at(index, scan, part), accepted, quarantined });
  }

  private foresee(index: number, scan: PlannedScan, page: number, reading: PageReading): void {
    const judged = this.judge.judge(reading);
    const verdict = this.foresight.foresee(judged, { scan: index, page, name: scan.name });
    const { reasons, flags, ...counts } = countsOf(verdict);
    this.counts.set(index, addCounts(this.counts.get(index) ?? NO_COUNTS, counts));
    this.sum = addCounts(this.sum, counts);
    this.reasons.add(Object.fromEntries(reasons.map((code) => [code, 1])));
    this.flags.add(Object.fromEntries(flags.map((code) => [code, 1])));
    this.deps.onJudged?.({ verdict, judged, name: scan.name, page });
  }

  private repeated(index: number): BatchCounts | undefined {
    const first = this.repeats.get(index);
    return first === undefined ? undefined : allPresent((this.counts.get(first) ?? NO_COUNTS).rows);
  }

  counted() {
    const files = this.scans.map((scan, index): TableSummary => {
      return summaryOf(scan, this.known.get(index) ?? this.repeated(index) ?? this.counts.get(index) ?? NO_COUNTS, 'checked', null);
    });
    const counts = files.reduce<BatchCounts>(addCounts, NO_COUNTS);
    return { files, ...counts, reasons: this.reasons.sorted(), flags: this.flags.sorted() };
  }
}

function allPresent(rows: number): BatchCounts {
  return { ...NO_COUNTS, rows, already_present: rows };
}
