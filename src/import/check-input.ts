import { mkdir, rm } from 'node:fs/promises';
import { MregError } from '../domain/error.js';
import type { BatchCounts } from '../store/batch-repository.js';
import type { Registry } from '../store/open.js';
import { RegistryLookup } from '../store/registry-lookup.js';
import { openChunkPool, type ChunkPool } from './chunk-pool.js';
import { checkTable } from './check-table.js';
import { checkSetup } from './check-setup.js';
import { summaryOf } from './import-batch.js';
import type { CheckDeps, ImportRequest } from './import-deps.js';
import { KnownTables } from './known-tables.js';
import { planTables } from './plan-tables.js';
import { SeenRows } from './seen-rows.js';
import { addCounts, CodeTally, NO_COUNTS, type ImportSummary, type TableSummary } from './summary.js';

/**
 * The checks of an import with nothing written: `validate` (no registry) and `import --dry-run` (rows are also compared
 * with the registry). `workPath` lies outside any home and is removed at the end.
 */
export async function checkInput(request: ImportRequest, deps: CheckDeps, registry: Registry | undefined): Promise<ImportSummary> {
  await mkdir(deps.workPath, { recursive: true, mode: 0o700 });
  const pool = openChunkPool(checkSetup(deps), request.jobs);
  try {
    return await checkWith(pool, request, deps, registry);
  } catch (cause) {
    if (deps.signal.aborted) throw new MregError('interrupted', 'import.check-interrupted', {}, { cause });
    throw cause;
  } finally {
    await pool.close();
    await rm(deps.workPath, { recursive: true, force: true });
  }
}

async function checkWith(pool: ChunkPool, request: ImportRequest, deps: CheckDeps, registry: Registry | undefined): Promise<ImportSummary> {
  const startedMs = deps.elapsedMs();
  const { plans, skipped } = await planTables(request, deps);
  const lookup = registry === undefined ? undefined : new RegistryLookup(registry);
  const memory = { known: new KnownTables(registry, deps.area), seen: new SeenRows() };
  const reasons = new CodeTally();
  const flags = new CodeTally();
  const files: TableSummary[] = [];
  for (const plan of plans) {
    const { signal, onProgress, onTally } = deps;
    const onQuarantined = (row: Parameters<NonNullable<CheckDeps['onQuarantined']>>[0]): void => deps.onQuarantined?.(row, plan);
    const counts = await checkTable({ pool, lookup, ...memory, reasons, flags, signal, onProgress, onQuarantined, onTally }, plan);
    files.push(summaryOf(plan, counts, 'checked', null));
  }
  const counts = files.reduce<BatchCounts>(addCounts, NO_COUNTS);
  const seconds = (deps.elapsedMs() - startedMs) / 1000;
  return { batch: null, dry_run: true, files, ...counts, seconds, reasons: reasons.sorted(), flags: flags.sorted(), skipped };
}
