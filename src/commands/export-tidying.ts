import { MregError } from '../domain/error.js';
import { tidyKilledExports } from '../export/killed-exports.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { lockImports } from '../store/import-lock.js';
import { ExportRepository } from '../store/export-repository.js';
import type { Home } from './home.js';
import type { Services } from './services.js';

/** It is the program that tidies up, whoever's command it notices in. */
const PROGRAM = 'mreg';

/**
 * Tidies up behind exports that were killed, before the 台账 is shown. While an import or export runs it leaves that for later:
 * what looks unfinished may be at work.
 */
export function tidyExports(home: Home, services: Services): void {
  if (new ExportRepository(home.registry.database).unsettledFiles().length === 0) return;
  const unlock = lockUnlessBusy(home.path);
  if (unlock === undefined) return;
  try {
    tidyUnderLock(home, services);
  } finally {
    unlock();
  }
}

/** The same for a command that holds the lock. */
export function tidyUnderLock({ registry }: Home, { clock, reporter }: Services): void {
  for (const { number, outcome } of tidyKilledExports(registry.database, { at: shanghaiTime(clock.now()), actor: PROGRAM })) {
    reporter.warn(outcome === 'aborted' ? 'export.tidied.aborted' : 'export.tidied.published', { number });
  }
}

function lockUnlessBusy(homePath: string): (() => void) | undefined {
  try {
    return lockImports(homePath, 0);
  } catch (cause) {
    if (cause instanceof MregError && cause.kind === 'busy') return undefined;
    throw cause;
  }
}
