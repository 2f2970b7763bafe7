import { MregError } from '../domain/error.js';
import { workAreaOf } from '../domain/account.js';
import { mayLoad, reachOf } from '../domain/permission.js';
import { batchWithin } from '../import/batches.js';
import { discardQuarantine } from '../import/quarantine/discard.js';
import { exportQuarantine } from '../import/quarantine/export.js';
import { listQuarantine, showQuarantine, summariseQuarantine } from '../import/quarantine/inspect.js';
import { readWorkbookLines } from '../import/quarantine/read-workbook.js';
import { retryQuarantine, type RetryTools } from '../import/quarantine/retry.js';
import { RepairLoader } from '../import/quarantine/row-loader.js';
import { RowChecker } from '../import/rows/row-checker.js';
import { createReference } from '../domain/reference-index.js';
import { nearestOf } from '../lib/nearest.js';
import { shanghaiDay, shanghaiTime } from '../lib/shanghai-time.js';
import { lockImports } from '../store/import-lock.js';
import { BatchRepository } from '../store/batch-repository.js';
import { storeError, type Registry } from '../store/open.js';
import { RULES } from '../validators/index.js';
import { countText } from '../ui/table.js';
import { translate } from '../i18n/translate.js';
import { homeTables, withHome, type Home } from './home.js';
import { signHomeLedger } from './ledger-sign.js';
import { countOption, textOption } from './options.js';
import { exportLines, listLines, retryDocument, retryLines, rowDocument, showLines } from './quarantine-speech.js';
import type { Invocation, Services } from './services.js';

const DEFAULT_LIMIT = 50;

/** `mreg quarantine list` */
export async function runQuarantineList({ options, services }: Invocation): Promise<void> {
  const filter = filterOf(options);
  const limit = countOption(options, 'limit') ?? DEFAULT_LIMIT;
  await withHome(services, { readonly: true }, ({ registry, principal }) => {
    const own = withinReach(registry, filter, reachOf(principal, 'records.read'));
    const page = listQuarantine(registry, own, { limit, offset: 0 });
    const reasons = summariseQuarantine(registry, own);
    const document = {
      total: page.total,
      rows: page.rows.map((row) => rowDocument(row, services.lang)),
      reasons: reasons.map((reason) => ({ ...reason })),
    };
    services.reporter.result(document, () => listLines(services, page, reasons));
  });
}

/** `mreg quarantine show ID` */
export async function runQuarantineShow({ args, services }: Invocation): Promise<void> {
  const id = idOf(args[0] ?? '');
  await withHome(services, { readonly: true }, ({ registry, principal }) => {
    const row = showQuarantine(registry, id, reachOf(principal, 'records.read'));
    services.reporter.result(rowDocument(row, services.lang), () => showLines(services, row));
  });
}

/** `mreg quarantine export FILE.xlsx` */
export async function runQuarantineExport({ args, options, services }: Invocation): Promise<void> {
  const filter = filterOf(options);
  const { lang, signal, reporter } = services;
  const bar = reporter.progress('quarantine.export.progress');
  await withWriter(services, async ({ registry, principal, actor }) => {
    try {
      const at = shanghaiTime(services.clock.now());
      const summary = await exportQuarantine(registry, args[0] ?? '', {
        ...withinReach(registry, filter, reachOf(principal, 'records.import')),
        lang,
        actor,
        at,
        signal,
        onRows: (rows) => bar.update({ rows }),
      });
      bar.stop();
      reporter.result({ ...summary }, () => exportLines(services, summary));
    } finally {
      bar.stop();
    }
  });
}

/** `mreg quarantine retry FILE.xlsx` */
export async function runQuarantineRetry({ args, services }: Invocation): Promise<void> {
  await withWriter(services, async (home) => {
    const unlock = lockImports(home.path, home.config.import.busyTimeoutSeconds * 1_000);
    const bar = services.reporter.progress('quarantine.retry.progress');
    try {
      const tools = retryTools(services, home);
      const summary = await retryQuarantine(home.registry, args[0] ?? '', { ...tools, onRows: (rows) => bar.update({ rows }) });
      bar.stop();
      services.reporter.result(retryDocument(summary, services.lang), () => retryLines(services, summary));
    } finally {
      bar.stop();
      unlock();
    }
  });
}

/** `mreg quarantine discard ID… --reason TEXT` */
export async function runQuarantineDiscard({ args, options, services }: Invocation): Promise<void> {
  const ids = args.map(idOf);
  const { lang, reporter } = services;
  await withWriter(services, async ({ registry, principal, actor }) => {
    if (!(await services.confirm('quarantine.discard.confirm', { count: ids.length }))) {
      reporter.note('quarantine.discard.stopped');
      return;
    }
    const by = { at: shanghaiTime(services.clock.now()), actor, reach: reachOf(principal, 'records.import') };
    const summary = discardQuarantine(registry, ids, textOption(options, 'reason') ?? '', by);
    reporter.result({ ...summary }, () => [
      translate(lang, 'quarantine.discard.done', { count: countText(summary.discarded), seq: summary.ledger_seq }),
    ]);
  });
}

/** The same checks as an import, by the tables and settings of the home. A sheet brings no scans, so none is missed. */
function retryTools(services: Services, home: Home): RetryTools {
  const { clock, signal } = services;
  const setup = {
    reference: createReference(homeTables(home)),
    settings: home.config.validation,
    today: shanghaiDay(clock.now()),
    scansPresent: undefined,
    area: workAreaOf(home.principal),
  };
  const checker = new RowChecker(setup);
  return {
    readSheet: (path) => readWorkbookLines(path, signal),
    check: (cells) => checker.check(cells),
    loader: new RepairLoader(home.registry),
    mayRepair: (batchId) => mayRepair(home, batchId),
    area: setup.area,
    actor: home.actor,
    now: () => shanghaiTime(clock.now()),
    signLedger: () => {
      signHomeLedger(home, services.reporter);
    },
    signal,
  };
}

/** Rows of one's own area, and of a source one may load. */
function mayRepair({ registry, principal }: Home, batchId: number): boolean {
  const batch = new BatchRepository(registry).find(batchId);
  return batch !== undefined && batch.area.startsWith(reachOf(principal, 'records.import')) && mayLoad(principal, batch.source);
}

/** A registry that is busy or a disk that is full is the user's to know, not a bug. */
async function withWriter(services: Services, use: (home: Home) => Promise<void>): Promise<void> {
  await withHome(services, { readonly: false }, async (home) => {
    try {
      await use(home);
    } catch (cause) {
      throw storeError(cause, home.registry.path);
    }
  });
}

/** The filter within an area. @throws MregError `not-permitted` when it names a batch outside. */
function withinReach(registry: Registry, filter: ReturnType<typeof filterOf>, reach: string) {
  const batches = new BatchRepository(registry);
  if (filter.batch !== undefined && batches.find(filter.batch) !== undefined) batchWithin(batches, filter.batch, reach);
  return { ...filter, reach };
}

function filterOf(options: Invocation['options']): { readonly batch?: number; readonly code?: string } {
  const batch = textOption(options, 'batch');
  const code = textOption(options, 'rule');
  return { ...(batch === undefined ? {} : { batch: idOf(batch) }), ...(code === undefined ? {} : { code: knownRule(code) }) };
}

function idOf(text: string): number {
  if (!/^[1-9]\d{0,14}$/u.test(text)) throw new MregError('usage', 'quarantine.bad-id', { text });
  return Number(text);
}

/** A mistyped rule would look like an empty quarantine. */
function knownRule(code: string): string {
  const codes = RULES.map((rule) => rule.code);
  if (codes.includes(code)) return code;
  const suggestion = nearestOf(code, codes);
  throw new MregError('usage', 'validators.unknown', { code, ...(suggestion === undefined ? {} : { suggestion }) });
}
