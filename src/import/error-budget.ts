import { MregError } from '../domain/error.js';
import type { BatchCounts } from '../store/batch-repository.js';
import { RegistryLookup } from '../store/registry-lookup.js';
import type { ChunkPool } from './chunk-pool.js';
import { checkTable } from './check-table.js';
import type { ErrorBudget, LoadDeps } from './import-deps.js';
import { KnownTables } from './known-tables.js';
import { SeenRows } from './seen-rows.js';
import { addCounts, CodeTally, NO_COUNTS } from './summary.js';
import type { TablePlan } from './table-plan.js';

/**
 * Looks through the whole input before anything is loaded, so that over the budget really nothing is.
 * @throws MregError `input-refused` when more rows than allowed would go to quarantine.
 */
export async function refuseOverBudget(pool: ChunkPool, plans: readonly TablePlan[], budget: ErrorBudget, deps: LoadDeps): Promise<void> {
  const lookup = new RegistryLookup(deps.registry);
  const memory = { known: new KnownTables(deps.registry, deps.area), seen: new SeenRows() };
  let total = NO_COUNTS;
  for (const plan of plans) {
    const before = total;
    const enough = (counts: BatchCounts): boolean => budget.kind === 'count' && before.quarantined + counts.quarantined > budget.rows;
    const { signal, onProgress } = deps;
    const context = {
      pool,
      lookup,
      ...memory,
      reasons: new CodeTally(),
      flags: new CodeTally(),
      signal,
      onProgress,
      onQuarantined: () => undefined,
      enough,
    };
    total = addCounts(total, await checkTable(context, plan));
    if (budget.kind === 'count' && isOverBudget(total, budget)) break;
  }
  if (!isOverBudget(total, budget)) return;
  throw new MregError('input-refused', `import.over-budget-${budget.kind}`, {
    quarantined: total.quarantined,
    rows: total.rows,
    budget: budget.kind === 'count' ? budget.rows : budget.percent,
  });
}

/** Whether more rows than allowed were refused, judged over the whole input. */
export function isOverBudget({ rows, quarantined }: Pick<BatchCounts, 'rows' | 'quarantined'>, budget: ErrorBudget): boolean {
  return budget.kind === 'count' ? quarantined > budget.rows : quarantined * 100 > rows * budget.percent;
}
