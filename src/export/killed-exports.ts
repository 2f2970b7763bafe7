import { leftFile } from '../report/staged-file.js';
import { ExportRepository, type ExportRow } from '../store/export-repository.js';
import type { Sqlite } from '../store/open.js';
import { abortExport } from './run-export.js';

export interface TidiedExport {
  readonly number: string;
  readonly outcome: 'published' | 'aborted';
}

/**
 * Tidies up behind exports whose process was killed. One that had not said `export.done` is aborted and its file removed; one
 * that had, gets its file its name, because the ledger says that it is there. Call it while holding the lock of imports and
 * exports, so that no export is taken for dead that runs.
 * @param at Asia/Shanghai time. @param actor who notices, for the ledger
 */
export function tidyKilledExports(database: Sqlite, by: { readonly at: string; readonly actor: string }): readonly TidiedExport[] {
  const repository = new ExportRepository(database);
  return repository.unsettledFiles().map((run) => {
    const isPublished = putInPlace(run);
    if (isPublished) repository.clearStaging(run.number);
    else abortExport(database, run.number, 'export.killed', by);
    return { number: run.number, outcome: isPublished ? 'published' : 'aborted' };
  });
}

/** @returns whether the whole file is in its place now; else nothing of it is left. */
function putInPlace({ state, target, staging, sha256 }: ExportRow): boolean {
  const left = leftFile(target, staging ?? '');
  const place = state === 'done' && sha256 !== null ? left.find(sha256) : 'lost';
  if (place === 'staged') left.publish();
  else left.remove();
  return place !== 'lost';
}
