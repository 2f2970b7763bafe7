import { createReference } from '../domain/reference-index.js';
import type { ImportRequest } from '../import/import-deps.js';
import type { RecoveryDeps } from '../import/recover-rows.js';
import { BatchRepository } from '../store/batch-repository.js';
import { ScanRepository } from '../store/scan-repository.js';
import { PageJudge } from './judge-page.js';
import { PageWeigher } from './weigh-page.js';

/**
 * What a row that was loaded from a page said, made again from what was read of the page: for `ledger verify --state` to show what a
 * changed record was. As with rows of tables the caller believes it by its digest only. Nothing for rows that came from no page.
 */
export function recoverPage(id: number, deps: Pick<RecoveryDeps, 'registry' | 'settings' | 'today' | 'tablesBefore'>): readonly string[] {
  const { registry, settings, today, tablesBefore } = deps;
  const scans = new ScanRepository(registry);
  const batches = new BatchRepository(registry);
  const page = scans.pageOfRow(id);
  const chunk = page === undefined ? undefined : batches.chunkOf(id);
  const batch = page === undefined ? undefined : batches.find(page.batchId);
  if (chunk === undefined || batch === undefined) return [];
  const { office = '' } = JSON.parse(batch.options) as Partial<ImportRequest>;
  const reference = createReference(tablesBefore(chunk.ledger_seq));
  const judged = new PageJudge({ reference, settings, today, area: '', office }).judge({ fields: scans.fieldsOf(id) });
  return [new PageWeigher(registry).textOf(id, judged)];
}
