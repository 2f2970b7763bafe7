import { resolve } from 'node:path';
import { MregError } from '../domain/error.js';
import { appendEntry } from '../ledger/append.js';
import type { BatchRepository, BatchRow } from '../store/batch-repository.js';
import type { ImportRequest, LoadDeps } from './import-deps.js';

/** What a table, or a scan, is known by. */
export type BatchItem = BatchInput['tables'][number];

export interface ChosenBatch {
  readonly kind: 'new' | 'continued';
  readonly id: number;
}

/** What a batch row keeps of its input: enough to recognise it again, and for `--resume` to find it. */
export interface BatchInput {
  readonly paths: readonly string[];
  readonly tables: readonly { readonly sha256: string; readonly sheet: string; readonly name: string }[];
}

/**
 * The batch an input belongs to: an unfinished one over the same tables is continued; when every table was loaded before
 * there is nothing to do; else a new one begins.
 * @throws MregError `usage` when an unfinished batch holds only some of the tables, or was begun with other options: it
 *   must be finished first; `not-permitted` when whoever continues it may not load its source.
 */
export function chooseBatch(
  batches: BatchRepository,
  plans: readonly BatchItem[],
  request: ImportRequest,
  deps: Pick<LoadDeps, 'registry' | 'actor' | 'area' | 'source' | 'mayLoad' | 'timestamp'>,
): ChosenBatch | { readonly kind: 'nothing-new' } {
  const wanted = plans.map(tableKey);
  const unfinished = batches.unfinished(deps.area).find((batch) => keysOf(batch).some((key) => wanted.includes(key)));
  if (unfinished !== undefined) {
    refuseOtherSource(unfinished, deps.mayLoad);
    if (keysOf(unfinished).join() !== wanted.join()) throw new MregError('usage', 'import.unfinished', { batch: unfinished.id });
    if (readingOf(JSON.parse(unfinished.options) as Partial<ImportRequest>) !== readingOf(request)) {
      throw new MregError('usage', 'import.other-options', { batch: unfinished.id });
    }
    return { kind: 'continued', id: unfinished.id };
  }
  if (plans.every((plan) => batches.loadedBefore(plan.sha256, plan.sheet, deps.area) !== undefined)) return { kind: 'nothing-new' };
  return { kind: 'new', id: startBatch(batches, plans, request, deps) };
}

/** @throws MregError `not-permitted` when the source of an unfinished batch is none that the person may load. */
export function refuseOtherSource({ id, source }: BatchRow, mayLoad: LoadDeps['mayLoad']): void {
  if (!mayLoad(source)) throw new MregError('not-permitted', 'import.unfinished-source', { batch: id, source });
}

/** The input of an unfinished batch. */
export function inputOf(batch: BatchRow): BatchInput {
  return JSON.parse(batch.paths) as BatchInput;
}

/** The options that decide how a table is read: rows of one batch must not be read in two ways. */
function readingOf({
  encoding,
  delimiter,
  sheet,
  mappingPath,
  profile,
  office,
  templatesPath,
  modelsPath,
  secondOpinion,
}: Partial<ImportRequest>): string {
  const [mapping, templates, models] = [mappingPath, templatesPath, modelsPath].map(absolute);
  return JSON.stringify([encoding, delimiter, sheet, mapping, profile, office, templates, models, secondOpinion]);
}

function absolute(path: string | undefined): string | undefined {
  return path === undefined ? undefined : resolve(path);
}

function keysOf(batch: BatchRow): string[] {
  return batch.kind === 'import' ? inputOf(batch).tables.map(tableKey) : [];
}

/** The same for the same bytes, wherever they lie and whatever they are called. */
export function tableKey({ sha256, sheet }: { readonly sha256: string; readonly sheet: string }): string {
  return `${sha256}/${sheet}`;
}

function startBatch(
  batches: BatchRepository,
  plans: readonly BatchItem[],
  request: ImportRequest,
  { registry, actor, area, source, timestamp }: Pick<LoadDeps, 'registry' | 'actor' | 'area' | 'source' | 'timestamp'>,
): number {
  const at = timestamp();
  const input: BatchInput = {
    paths: request.paths.map((path) => resolve(path)),
    tables: plans.map(({ sha256, sheet, name }) => ({ sha256, sheet, name })),
  };
  const { encoding, delimiter, sheet, profile, scans, office, secondOpinion, chunkBytes } = request;
  const [mappingPath, templatesPath, modelsPath] = [request.mappingPath, request.templatesPath, request.modelsPath].map(absolute);
  const options = JSON.stringify({
    encoding,
    delimiter,
    sheet,
    mappingPath,
    profile,
    scans,
    office,
    templatesPath,
    modelsPath,
    secondOpinion,
    chunkBytes,
  });
  return registry.database
    .transaction(() => {
      const id = batches.create({
        source,
        kind: 'import',
        actor,
        area,
        started_at: at,
        paths: JSON.stringify(input),
        options,
        parent_batch_id: null,
      });
      appendEntry(registry.database, {
        at,
        actor,
        kind: 'import.start',
        body: { batch: id, source, area, [scans === true ? 'scans' : 'tables']: input.tables.length },
      });
      return id;
    })
    .immediate();
}
