import { join, resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { workAreaOf } from '../domain/account.js';
import { areaHolds } from '../domain/archive-area.js';
import { MregError } from '../domain/error.js';
import { mayLoad } from '../domain/permission.js';
import type { Reference } from '../domain/reference.js';
import { createReference } from '../domain/reference-index.js';
import type { ImportRequest } from '../import/import-deps.js';
import type { ImportSummary } from '../import/summary.js';
import { shanghaiDay, shanghaiTime } from '../lib/shanghai-time.js';
import type { ModelFiles } from '../ocr/engines/model-files.js';
import { modelsInFolder } from '../ocr/engines/model-folder.js';
import { loadTemplates } from '../ocr/templates/load-templates.js';
import { SECOND_OPINIONS, type SecondOpinion } from '../ocr/reading/second-opinion.js';
import { checkScans } from '../scans/check-scans.js';
import { compareRowsWithScans, type RowScanCounts } from '../scans/compare-rows.js';
import { importScans, type ScanLoadDeps, type ScanProgress } from '../scans/import-scans.js';
import { PROCESS_LIMITS } from '../scans/pages/reading-child.js';
import { openProcessPool, type PagePool } from '../scans/pages/page-pool.js';
import { ScanStore } from '../scans/scan-store.js';
import { lockImports, lockScanImports } from '../store/import-lock.js';
import type { ProgressBar } from '../ui/progress-bar.js';
import { homeModels } from './model-folders.js';
import { homeTables, type Home } from './home.js';
import { checkDepsOf, scratchPath } from './import-request.js';
import { announceProblems, scanSummaryLines } from './import-scans-speech.js';
import { ScanReportKeeper, writeScanReport } from './import-scans-report.js';
import { signHomeLedger } from './ledger-sign.js';
import { countOption, switchOption, textOption } from './options.js';
import { homeTemplates, PACKAGED_TEMPLATES } from './template-folders.js';
import type { Invocation, Services } from './services.js';

/** Codes of counties and of the offices below them have six digits or more. */
const COUNTY_DIGITS = 6;
/** Reading takes both cores of the machine this was made for, and the memory of two processes. */
const USUAL_JOBS = 2;

/** `mreg import` of scans without a table: rows are read from the pages. */
export async function loadScans(invocation: Invocation, home: Home, asked: ImportRequest, source: string): Promise<void> {
  const { services, options } = invocation;
  const unlock = lockScanImports(home.path, home.config.import.busyTimeoutSeconds * 1_000);
  const bars = progressBars(services);
  try {
    const { deps, request } = scanDeps(invocation, home, asked);
    const summary = await importScans(request, { ...deps, ...bars.listeners, source });
    bars.stop();
    await writeScanReport(services, home, textOption(options, 'report'), summary);
    announceProblems(services, summary.scans);
    services.reporter.result({ ...summary }, () => scanSummaryLines(services, summary));
  } finally {
    bars.stop();
    unlock();
  }
}

/** `mreg import --dry-run` of scans without a table. */
export async function checkScansOnly(invocation: Invocation, home: Home, asked: ImportRequest): Promise<void> {
  const { services, options } = invocation;
  const bars = progressBars(services);
  const keeper = new ScanReportKeeper();
  try {
    const { deps, request } = scanDeps(invocation, home, asked);
    const checkDeps = { ...deps, ...bars.listeners, workPath: scratchPath(services), onJudged: keeper.keep };
    const summary = await checkScans(request, checkDeps);
    bars.stop();
    await keeper.writeReport(services, textOption(options, 'report'), summary);
    announceProblems(services, summary.scans);
    services.reporter.result({ ...summary }, () => scanSummaryLines(services, summary));
  } finally {
    bars.stop();
  }
}

/** Reads the scans that came with tables, and compares the rows with them. */
export async function compareScans(
  invocation: Invocation,
  home: Home,
  asked: ImportRequest,
  summary: ImportSummary,
): Promise<RowScanCounts | undefined> {
  const { services, options } = invocation;
  const batches = [...new Set(summary.files.flatMap(({ batch }) => (batch === null ? [] : [batch])))];
  if (switchOption(options, 'skipScans') || batches.length === 0) return undefined;
  const unlock = lockScanImports(home.path, home.config.import.busyTimeoutSeconds * 1_000);
  const bar = services.reporter.progress('scan-import.progress.compare');
  try {
    const { deps } = scanDeps(invocation, home, asked);
    const onCompared = (rows: number): void => bar.update({ rows, fraction: 0 });
    return await compareRowsWithScans(asked.paths, batches, { ...deps, workPath: join(home.workPath, 'scans'), onCompared });
  } finally {
    bar.stop();
    unlock();
  }
}

function scanDeps(invocation: Invocation, home: Home, asked: ImportRequest) {
  const { services, options } = invocation;
  const tables = homeTables(home);
  const reference = createReference(tables);
  const request = { ...asked, scans: true, office: officeFor(home, asked.office, reference) };
  const { templatesPath } = request;
  const { inUse } = templatesPath === undefined ? homeTemplates(home) : loadTemplates([PACKAGED_TEMPLATES, resolve(templatesPath)]);
  const templates = inUse.map(({ template }) => template);
  const setup = {
    tables,
    today: shanghaiDay(services.clock.now()),
    templates,
    models: modelsFor(home, request),
    secondOpinion: opinionFor(home, request),
  };
  const jobs = countOption(options, 'jobs') ?? Math.min(USUAL_JOBS, services.environment.cpuCount);
  const deps: Omit<ScanLoadDeps, 'source' | 'onPlanned' | 'onProgress'> = {
    ...checkDepsOf(home, services),
    registry: home.registry,
    reference,
    area: workAreaOf(home.principal),
    workPath: join(home.workPath, 'scans'),
    elapsedMs: () => services.clock.now().getTime(),
    actor: home.actor,
    mayLoad: (source) => mayLoad(home.principal, source),
    timestamp: () => shanghaiTime(services.clock.now()),
    signLedger: () => {
      signHomeLedger(home, services.reporter);
    },
    store: new ScanStore(home.path),
    openPool: (): PagePool => openProcessPool({ entry: WORKER_ENTRY, setup }, jobs, PROCESS_LIMITS),
    lockCommit: () => lockCommit(services, home),
  };
  return { deps, request };
}

function modelsFor(home: Home, { modelsPath }: ImportRequest): ModelFiles {
  return modelsPath === undefined ? homeModels(home) : modelsInFolder(resolve(modelsPath));
}

function opinionFor({ config }: Home, { secondOpinion }: ImportRequest): SecondOpinion {
  return SECOND_OPINIONS.find((name) => name === secondOpinion) ?? config.ocr.secondOpinion;
}

const WORKER_ENTRY = new URL('../scans/pages/page-worker.js', import.meta.url);

/**
 * The office of forms that name none: as asked for, else that of the account's county.
 * @throws MregError `usage` when there is no such office, `not-permitted` when it is not of the account's area
 */
function officeFor({ principal }: Home, asked: string | undefined, reference: Reference): string {
  const area = workAreaOf(principal);
  // A batch that is continued says '' where none was given.
  if (asked === undefined || asked === '') return area.length >= COUNTY_DIGITS ? area : '';
  const [office] = reference.officesDuring(asked, 0, 99_999_999);
  if (office === undefined) throw new MregError('usage', 'scan-import.unknown-office', { office: asked });
  if (!areaHolds(area, asked, office, reference)) throw new MregError('not-permitted', 'scan-import.office-outside', { office: asked });
  return asked;
}

const LOCK_WAIT_MS = 1_000;

/** Waits for an import of tables, an export or a reviewer: pages that were read meanwhile are kept, and Ctrl-C is heard. */
async function lockCommit({ signal, reporter }: Services, home: Home): Promise<() => void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return lockImports(home.path, LOCK_WAIT_MS);
    } catch (cause) {
      if (!(cause instanceof MregError) || cause.kind !== 'busy') throw cause;
    }
    if (tries === 1) reporter.note('scan-import.waiting-for-lock');
    await nextTurn();
    signal.throwIfAborted();
  }
}

interface Bars {
  readonly listeners: Pick<ScanLoadDeps, 'onPlanned' | 'onProgress'>;
  readonly stop: () => void;
}

/** First what there is, then the reading of it. */
function progressBars({ reporter }: Services): Bars {
  const planning = reporter.progress('scan-import.progress.plan');
  let reading: ProgressBar | undefined;
  let before: ScanProgress | undefined;
  return {
    listeners: {
      onPlanned: (done, total) => planning.update({ pages: done, rows: done, fraction: done / total }),
      onProgress: (progress) => {
        planning.stop();
        reading ??= reporter.progress('scan-import.progress');
        // What an earlier run had done is no measure of how fast this one is.
        before ??= progress;
        const { pages, accepted, quarantined } = progress;
        const fraction = before.fraction >= 1 ? 1 : (progress.fraction - before.fraction) / (1 - before.fraction);
        reading.update({ rows: pages, pages, fraction, accepted, quarantined });
      },
    },
    stop: () => {
      planning.stop();
      reading?.stop();
    },
  };
}
