import { join } from 'node:path';
import { RepairLoader } from '../import/quarantine/row-loader.js';
import { RowChecker } from '../import/rows/row-checker.js';
import type { Reference } from '../domain/reference.js';
import { translate } from '../i18n/translate.js';
import { shanghaiDay } from '../lib/shanghai-time.js';
import { DrawThread } from '../review/scans/draw-thread.js';
import type { KeyedLoader } from '../review/scans/load-keyed.js';
import { PagePictures } from '../review/scans/page-pictures.js';
import type { ScanTaskSettings } from '../review/scans/scan-context.js';
import type { ScanDisagreement } from '../review/scans/scan-disagreements.js';
import type { Reviewer } from '../review/task-source.js';
import { lockImports } from '../store/import-lock.js';
import { tableLines } from '../ui/table.js';
import type { Home } from './home.js';
import { signHomeLedger } from './ledger-sign.js';
import type { Services } from './services.js';

/** Keying goes on while an import runs, so nobody waits for its lock. */
const LOCK_WAIT_MS = 0;

/** What checking pages of scans works with: the rules and the loader of an import, and the scans of the home. */
export function scanTaskSettings(
  home: Home,
  services: Services,
  reference: Reference,
  thread: DrawThread,
  options: Pick<ScanTaskSettings, 'twoPass' | 'allFields'>,
): ScanTaskSettings {
  const { clock, lang } = services;
  return {
    ...options,
    registry: home.registry,
    reference,
    lang,
    pictures: new PagePictures(thread.draw),
    checkFor: checkerOf(home, services, reference),
    loader: new RepairLoader(home.registry),
    lock: () => lockImports(home.path, LOCK_WAIT_MS),
    now: () => clock.now(),
  };
}

/** Pages are drawn beside the program, so that no key waits for it. */
export function drawThread(home: Home, { environment }: Services): DrawThread {
  return new DrawThread(join(environment.packageRootPath, 'dist', 'review', 'scans', 'draw-worker.js'), home.path);
}

/** One checker for each area and day: it remembers what it has normalised. */
function checkerOf({ config }: Home, { clock }: Services, reference: Reference): ScanTaskSettings['checkFor'] {
  const checkers = new Map<string, RowChecker>();
  return (area) => {
    const today = shanghaiDay(clock.now());
    const key = `${today} ${area}`;
    const checker = checkers.get(key) ?? new RowChecker({ reference, settings: config.validation, today, scansPresent: undefined, area });
    checkers.set(key, checker);
    return (cells) => checker.check(cells);
  };
}

/** Loads what waits, at the beginning and at the end of a sitting, and says so. */
export function loadWaiting(loader: KeyedLoader, reviewer: Reviewer, home: Home, { reporter }: Services): void {
  const { loaded, isBusy } = loader.loadAll(reviewer);
  if (isBusy) reporter.note('scan-review.kept-at-end');
  if (loaded === 0) return;
  reporter.note('scan-review.loaded-at-end', { count: loaded });
  signHomeLedger(home, reporter);
}

export function scanDisagreementLines(found: readonly ScanDisagreement[], { lang }: Services): readonly string[] {
  if (found.length === 0) return [translate(lang, 'scan-review.no-disagreements')];
  const columns = (['row', 'file', 'page', 'fields', 'persons'] as const).map((name) => ({
    title: translate(lang, `scan-review.column.${name}`),
  }));
  const between = translate(lang, 'scan-review.between-reasons');
  const rows = found.map(({ row, file, page, field_names: names, persons }) => [
    String(row),
    file,
    String(page),
    names.join(between),
    persons.join(between),
  ]);
  return [...tableLines(columns, rows), '', translate(lang, 'scan-review.disagreements', { count: found.length })];
}
