import { CREATE_REGISTRATION } from '../store/migrations/0001-registry.js';
import type { CheckDeps } from './import-deps.js';
import type { CheckSetup } from './rows/chunk-task.js';

/** What workers are told once: facts, settings, and the form of the shards they write. */
export function checkSetup(deps: Pick<CheckDeps, 'tables' | 'settings' | 'today' | 'area' | 'onTally' | 'fastPath'>): CheckSetup {
  const { tables, settings, today, area } = deps;
  return {
    tables,
    settings,
    today,
    area,
    createTableSql: CREATE_REGISTRATION,
    tally: deps.onTally !== undefined,
    fastPath: deps.fastPath ?? true,
  };
}
