import { join } from 'node:path';
import { workAreaOf } from '../domain/account.js';
import { MregError } from '../domain/error.js';
import { mayLoad } from '../domain/permission.js';
import { checkInput } from '../import/check-input.js';
import { inputOf, refuseOtherSource } from '../import/choose-batch.js';
import { importBatch } from '../import/import-batch.js';
import type { CheckDeps, ImportRequest } from '../import/import-deps.js';
import { reportOfBatch } from '../import/import-report-data.js';
import type { ImportSummary } from '../import/summary.js';
import { shanghaiMinute, shanghaiTime } from '../lib/shanghai-time.js';
import { writeImportReport } from '../report/import-report.js';
import type { RowScanCounts } from '../scans/compare-rows.js';
import { BatchRepository, type BatchRow } from '../store/batch-repository.js';
import { lockImports } from '../store/import-lock.js';
import { CheckedRowsKeeper } from './checked-rows.js';
import { withHome, type Home } from './home.js';
import { signHomeLedger } from './ledger-sign.js';
import { checkDepsOf, importRequest, scratchPath } from './import-request.js';
import { checkScansOnly, compareScans, loadScans } from './import-scans.js';
import { reportedComparison } from './import-scans-report.js';
import { announceProblems, comparisonLines } from './import-scans-speech.js';
import { announcePlan, showProgress, summaryLines } from './import-speech.js';
import { switchOption, textOption } from './options.js';
import type { Invocation, Services } from './services.js';

const RECORD_SOURCE = 'backfill';

/** `mreg import PATH…` */
export async function runImport(invocation: Invocation): Promise<void> {
  const dryRun = switchOption(invocation.options, 'dryRun');
  await withHome(invocation.services, { readonly: dryRun, dryRun }, (home) => {
    const source = sourceFor(home, invocation.options);
    return dryRun ? runDryRun(invocation, home) : runLoad(invocation, home, source);
  });
}

async function runLoad(invocation: Invocation, home: Home, source: string): Promise<void> {
  const request = withPaths(invocation, home);
  const summary = request.scans === true ? undefined : await loadTables(invocation, home, request, source).catch(scansInstead);
  if (summary === undefined) return await loadScans(invocation, home, request, source);
  const scans = await compareScans(invocation, home, request, summary);
  const { services, options } = invocation;
  await writeReport(services, home, textOption(options, 'report'), summary, scans);
  if (scans !== undefined) announceProblems(services, scans);
  const document = scans === undefined ? summary : { ...summary, scans };
  services.reporter.result({ ...document }, () => [...summaryLines(services, summary), ...comparisonLines(services, scans)]);
}

/**
 * Where there is no table there may be scans: then rows are read from their pages. A table is looked for first, because the kind of a
 * file is known by its bytes alone.
 */
function scansInstead(cause: unknown): undefined {
  if (!(cause instanceof MregError) || cause.key !== 'import.no-tables' || cause.values['scans'] === 0) throw cause;
}

async function loadTables(invocation: Invocation, home: Home, request: ImportRequest, source: string): Promise<ImportSummary> {
  const { services } = invocation;
  const unlock = lockImports(home.path, home.config.import.busyTimeoutSeconds * 1_000);
  const bar = services.reporter.progress('import.progress');
  try {
    return await importBatch(request, {
      ...checkDeps(services, home),
      ...loadDeps(services, home),
      source,
      onProgress: showProgress(bar),
    });
  } finally {
    bar.stop();
    unlock();
  }
}

async function runDryRun(invocation: Invocation, home: Home): Promise<void> {
  const request = withPaths(invocation, home);
  const isDone = await checkTables(invocation, home, request).catch(scansInstead);
  if (isDone === undefined) await checkScansOnly(invocation, home, request);
}

async function checkTables(invocation: Invocation, home: Home, request: ImportRequest): Promise<true> {
  const { services, options } = invocation;
  const bar = services.reporter.progress('import.progress.check');
  const keeper = new CheckedRowsKeeper();
  try {
    const deps = { ...checkDeps(services, home), ...keeper.listeners(), workPath: scratchPath(services), onProgress: showProgress(bar) };
    const summary = await checkInput(request, deps, home.registry);
    bar.stop();
    await keeper.writeReport(services, 'dry-run', textOption(options, 'report'), summary);
    services.reporter.result({ ...summary }, () => summaryLines(services, summary));
    return true;
  } finally {
    bar.stop();
  }
}

/** What was asked for; `--resume` alone takes the input of an unfinished batch. */
function withPaths(invocation: Invocation, home: Home): ImportRequest {
  if (invocation.args.length > 0) return importRequest(invocation, home.config.import);
  if (!switchOption(invocation.options, 'resume')) throw new MregError('usage', 'import.paths-missing');
  const unfinished = batchToResume(home);
  const asked = importRequest({ ...invocation, args: inputOf(unfinished).paths }, home.config.import);
  return { ...asked, ...(JSON.parse(unfinished.options) as Partial<ImportRequest>) };
}

/**
 * The newest unfinished batch that the account may continue.
 * @throws MregError `usage` when nothing is unfinished, `not-permitted` when only batches of other sources are
 */
function batchToResume({ registry, principal }: Home): BatchRow {
  const unfinished = new BatchRepository(registry).unfinished(workAreaOf(principal));
  const batch = unfinished.findLast(({ source }) => mayLoad(principal, source)) ?? unfinished.at(-1);
  if (batch === undefined) throw new MregError('usage', 'import.nothing-to-resume');
  refuseOtherSource(batch, (source) => mayLoad(principal, source));
  return batch;
}

function checkDeps(services: Services, home: Home): Omit<CheckDeps, 'onProgress'> {
  return {
    ...checkDepsOf(home, services),
    area: workAreaOf(home.principal),
    workPath: join(home.workPath, 'import'),
    elapsedMs: () => services.clock.now().getTime(),
    onPlan: (plan) => announcePlan(services, plan),
  };
}

function loadDeps(services: Services, home: Home) {
  const { registry, actor, principal } = home;
  return {
    registry,
    actor,
    mayLoad: (source: string) => mayLoad(principal, source),
    timestamp: () => shanghaiTime(services.clock.now()),
    signLedger: () => {
      signHomeLedger(home, services.reporter);
    },
  };
}

/** @throws MregError `not-permitted` for a source that the account does not load. */
function sourceFor({ principal }: Home, options: Invocation['options']): string {
  const source = textOption(options, 'source') ?? RECORD_SOURCE;
  if (!mayLoad(principal, source)) throw new MregError('not-permitted', 'import.backfill-only', { source });
  return source;
}

async function writeReport(
  services: Services,
  home: Home,
  path: string | undefined,
  summary: ImportSummary,
  scans: RowScanCounts | undefined,
): Promise<void> {
  if (path === undefined) return;
  if (summary.batch === null) {
    services.reporter.warn('import.report.nothing-new');
    return;
  }
  const frame = { kind: 'import' as const, at: shanghaiMinute(services.clock.now()), version: services.packageVersion };
  const report = reportOfBatch(home.registry, summary.batch, summary, frame);
  await writeImportReport(path, { ...report, scans: reportedComparison(home.registry, summary, scans) }, services.lang);
  services.reporter.note('import.report.done', { path });
}
