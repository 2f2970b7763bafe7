import { MregError } from '../../domain/error.js';
import { appendEntry } from '../../ledger/append.js';
import type { StagedFile } from '../../report/staged-file.js';
import { DuplicateRepository, type IdRange } from '../../store/duplicate-repository.js';
import { FindingRepository, type RecordedRun } from '../../store/finding-repository.js';
import type { Registry } from '../../store/open.js';
import { withRoomToWrite } from '../../store/room-to-write.js';
import { commitWithFiles } from '../../store/with-files.js';
import { labelsOf } from './decided-pairs.js';
import { detectionsOf, digestOfPairs, gatherPairs, type FoundPairs } from './found-pairs.js';
import type { LinkedRecords } from './linked-records.js';
import { keepModel, modelInUse, nextVersion, type KeptModel, type ModelBasis } from './model-store.js';
import { stagePairs } from './pairs-file.js';
import { searchPairs, type SearchResult } from './search.js';
import type { StoredModel } from './stored-model.js';

export interface DuplicateRequest {
  /** The model's own when absent. */
  readonly threshold: number | undefined;
  /** Compares only these registrations with all; absent: all with all. */
  readonly scope: SearchScope | undefined;
  /** Stores nothing. */
  readonly isDryRun: boolean;
  readonly pairsPath: string | undefined;
}

export interface SearchScope {
  readonly ranges: readonly IdRange[];
  /** As it was asked for, for the ledger: `since 2026-11-01`. */
  readonly text: string;
}

export interface DuplicateContext {
  readonly registry: Registry;
  readonly records: LinkedRecords;
  readonly at: string;
  readonly actor: string;
  readonly jobs: number;
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

export interface DuplicateResult {
  /** Absent in a dry run. */
  readonly recorded: (RecordedRun & { readonly ledgerSeq: number }) | undefined;
  readonly search: SearchResult;
  readonly found: FoundPairs;
  readonly threshold: number;
  readonly records: number;
  readonly newRecords: number;
  readonly isEstimated: boolean;
  /** What the model was estimated from, when it was. */
  readonly basis: ModelBasis;
}

/**
 * Searches the registry for registrations that were keyed twice and stores what it finds as findings, with the model when it had to be
 * estimated, one entry of the ledger and, when asked for, the file of pairs: all of it or nothing.
 * @throws MregError `interrupted` when the signal came; nothing is written then
 */
export async function findDuplicates(context: DuplicateContext, request: DuplicateRequest): Promise<DuplicateResult> {
  try {
    return await searchAndStore(context, request);
  } catch (cause) {
    if (context.signal.aborted) throw new MregError('interrupted', 'linkage.interrupted', {}, { cause });
    throw cause;
  }
}

async function searchAndStore(context: DuplicateContext, request: DuplicateRequest): Promise<DuplicateResult> {
  const { registry, records, signal } = context;
  const isNew = newRecords(records, request.scope);
  const newest = modelInUse(registry.database);
  const kept = newest === undefined || isOutgrown(newest, records.count) ? undefined : newest;
  // New registrations alone are no ground for a model.
  const estimate = kept === undefined && isNew !== undefined ? await estimateFor(context, newest) : undefined;
  const model = kept?.model ?? estimate?.model;
  const search = model === undefined ? await estimateFor(context, newest) : await searchFor(context, isNew, model);
  const threshold = request.threshold ?? search.model.threshold;
  const found = gatherPairs(search.pairs, records, threshold, new DuplicateRepository(registry.database), isNew === undefined);
  const result = {
    search,
    found,
    threshold,
    records: records.count,
    newRecords: isNew === undefined ? records.count : isNew.reduce((sum, each) => sum + each, 0),
    isEstimated: kept === undefined,
    basis: basisOf(estimate ?? search, records.count),
  };
  signal.throwIfAborted();
  if (request.isDryRun) return { ...result, recorded: undefined };
  const file = request.pairsPath === undefined ? undefined : await stagePairs(request.pairsPath, found);
  return { ...result, recorded: store(context, request, result, file) };
}

/**
 * How likely any two registrations are one depends on how many there are, and what a few hundred say of names and dates does not hold for
 * millions: a model is not used for more than so many times the registrations it was estimated from.
 */
const MOST_GROWTH = 2;

function isOutgrown({ basis }: KeptModel, records: number): boolean {
  return records > basis.records * MOST_GROWTH;
}

/** Estimates from everything. A threshold that somebody chose for the earlier model stays chosen. */
async function estimateFor(context: DuplicateContext, earlier: KeptModel | undefined): Promise<SearchResult> {
  const search = await searchFor(context, undefined, undefined);
  return earlier === undefined ? search : { ...search, model: { ...search.model, threshold: earlier.model.threshold } };
}

/** 1 for each record of the scope, in memory that threads share. */
function newRecords(records: LinkedRecords, scope: SearchScope | undefined): Uint8Array | undefined {
  if (scope === undefined) return undefined;
  const isNew = new Uint8Array(new SharedArrayBuffer(Math.max(1, records.count)));
  for (const { first_id: first, last_id: last } of scope.ranges) isNew.fill(1, ...records.within({ first, last }));
  return isNew;
}

function searchFor(
  { registry, records, jobs, signal, onProgress }: DuplicateContext,
  isNew: Uint8Array | undefined,
  model: StoredModel | undefined,
): Promise<SearchResult> {
  const decided = new DuplicateRepository(registry.database).decidedPairs();
  return searchPairs({
    words: records.words,
    count: records.count,
    isNew,
    model,
    version: nextVersion(registry.database),
    labels: (pairs) => labelsOf(pairs, records, decided),
    jobs,
    signal,
    onProgress,
  });
}

type Unrecorded = Omit<DuplicateResult, 'recorded'>;

function store(
  context: DuplicateContext,
  request: DuplicateRequest,
  result: Unrecorded,
  file: StagedFile | undefined,
): DuplicateResult['recorded'] {
  const { database } = context.registry;
  const write = (): DuplicateResult['recorded'] => {
    if (result.isEstimated) keepModel(database, result.search.model, result.basis, context);
    const { seq: ledgerSeq } = appendEntry(database, {
      at: context.at,
      actor: context.actor,
      kind: 'detect.duplicates',
      body: ledgerBody(request, result, file),
    });
    return { ...storeFindings(context, request, result, ledgerSeq), ledgerSeq };
  };
  return withRoomToWrite(database, () => commitWithFiles(database, file === undefined ? [] : [file], write));
}

function storeFindings(
  { registry, at, actor }: DuplicateContext,
  request: DuplicateRequest,
  result: Unrecorded,
  ledgerSeq: number,
): RecordedRun {
  const { search, found, threshold } = result;
  const options = { threshold, model: search.model.version, ...(request.scope === undefined ? {} : { scope: request.scope.text }) };
  const run = { kind: 'duplicate', isFull: request.scope === undefined, options, at, actor, ledgerSeq } as const;
  const recorded = new FindingRepository(registry.database).recordRun(run, detectionsOf(found, search.pairs, search.model.version));
  new DuplicateRepository(registry.database).regroup(found.regrouped);
  return recorded;
}

function ledgerBody(
  { scope }: DuplicateRequest,
  { search, found, threshold, records, newRecords: fresh }: Unrecorded,
  file: StagedFile | undefined,
) {
  return {
    records,
    new_records: fresh,
    ...(scope === undefined ? {} : { scope: scope.text }),
    compared: comparedPairs(search),
    found: found.pairs.length,
    threshold: String(threshold),
    model: search.model.version,
    sha256: digestOfPairs(found.pairs),
    ...(file === undefined ? {} : { pairs_sha256: file.sha256 }),
  };
}

export function comparedPairs({ rules }: SearchResult): number {
  return rules.reduce((sum, { pairs }) => sum + pairs, 0);
}

/** Estimates a model of the whole registry anew, decided pairs counting as decided, and keeps it as the next version. */
export async function estimateNewModel(context: DuplicateContext, threshold: number | undefined): Promise<KeptModel> {
  const { registry, records, signal } = context;
  try {
    const search = await searchFor(context, undefined, undefined);
    const model = threshold === undefined ? search.model : { ...search.model, threshold };
    signal.throwIfAborted();
    const basis = basisOf(search, records.count);
    const keep = registry.database.transaction(() => keepModel(registry.database, model, basis, context));
    keep.immediate();
    return { model, basis, createdAt: context.at, createdBy: context.actor };
  } catch (cause) {
    if (signal.aborted) throw new MregError('interrupted', 'linkage.interrupted', {}, { cause });
    throw cause;
  }
}

function basisOf(search: SearchResult, records: number): ModelBasis {
  return {
    records,
    comparedPairs: comparedPairs(search),
    expectedDuplicates: search.scores.expected.reduce((sum, each) => sum + each, 0),
    confirmed: search.labels.filter(({ isSame }) => isSame).length,
    dismissed: search.labels.filter(({ isSame }) => !isSame).length,
  };
}
