import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ReferenceTables } from '../domain/reference.js';
import type { RecoverRows } from '../ledger/state.js';
import { BatchRepository, type BatchFileRow, type ChunkRow } from '../store/batch-repository.js';
import type { Registry } from '../store/open.js';
import { checkSetup } from './check-setup.js';
import { inputOf } from './choose-batch.js';
import type { CheckDeps, ImportRequest } from './import-deps.js';
import { planTables } from './plan-tables.js';
import { ChunkProcessor } from './rows/chunk-processor.js';
import type { TablePlan } from './table-plan.js';

export interface RecoveryDeps extends Omit<CheckDeps, 'onPlan' | 'onProgress' | 'elapsedMs'> {
  readonly registry: Registry;
  /** The tables as they were before a ledger entry: what is decided later about offices changes what a row would be flagged for. */
  readonly tablesBefore: (ledgerSeq: number) => ReferenceTables;
  /** Where the imported files are now, when not where they were imported from. */
  readonly sourceFolder: string | undefined;
}

/**
 * Reads rows again from the file they were imported from, for `ledger verify --state` to show what a changed record said.
 * The file is found by its path and believed by its SHA-256; the caller believes a row by its digest. A file that is gone
 * gives nothing. `close` removes what was unpacked.
 */
export function rowRecovery(deps: RecoveryDeps): { readonly recoverRows: RecoverRows; readonly close: () => Promise<void> } {
  const recovery = new RowRecovery(deps);
  return {
    recoverRows: async (firstId, lastId) => await recovery.rows(firstId, lastId),
    close: async () => await rm(deps.workPath, { recursive: true, force: true }),
  };
}

class RowRecovery {
  private readonly deps: RecoveryDeps;
  private readonly batches: BatchRepository;
  private readonly plans = new Map<string, TablePlan | undefined>();

  constructor(deps: RecoveryDeps) {
    this.deps = deps;
    this.batches = new BatchRepository(deps.registry);
  }

  async rows(firstId: number, lastId: number): Promise<string[]> {
    const chunk = this.batches.chunkOf(firstId);
    const file = chunk === undefined ? undefined : this.batches.file(chunk.batch_id, chunk.file_no);
    if (chunk === undefined || file === undefined) return [];
    const plan = await this.planOf(file);
    return plan === undefined ? [] : await this.read(plan, file, chunk, lastId);
  }

  private async planOf(file: BatchFileRow): Promise<TablePlan | undefined> {
    const key = `${file.batch_id}/${file.file_no}`;
    if (!this.plans.has(key)) this.plans.set(key, await this.findPlan(file));
    return this.plans.get(key);
  }

  private async findPlan({ batch_id, sha256, sheet }: BatchFileRow): Promise<TablePlan | undefined> {
    const batch = this.batches.find(batch_id);
    if (batch?.kind !== 'import') return undefined;
    const { sourceFolder } = this.deps;
    const paths = inputOf(batch).paths.map((path) => (sourceFolder === undefined ? path : join(sourceFolder, basename(path))));
    const request = { ...(JSON.parse(batch.options) as Partial<ImportRequest>), paths, jobs: 0 } as ImportRequest;
    await mkdir(this.deps.workPath, { recursive: true, mode: 0o700 });
    // Whatever keeps the file from being read, the verdict stands: the record is named without its old values.
    const planned = await planTables(request, { ...this.deps, ...SILENT }).catch(() => undefined);
    return planned?.plans.find((plan) => plan.sha256 === sha256 && plan.sheet === sheet);
  }

  private async read(plan: TablePlan, file: BatchFileRow, chunk: ChunkRow, lastId: number): Promise<string[]> {
    const before = this.batches.chunkBefore(chunk);
    const start = before === undefined ? plan.start : { offset: before.end_offset, line: before.end_line };
    const texts: string[] = [];
    const onAccepted = ({ bytes, end }: { readonly bytes: Buffer; readonly end: number }): void =>
      void texts.push(bytes.toString('utf8', 0, end));
    const processor = new ChunkProcessor(
      checkSetup({ ...this.deps, tables: this.deps.tablesBefore(chunk.ledger_seq) }),
      plan.setup,
      onAccepted,
    );
    let firstId = before === undefined ? file.first_id : before.last_id + 1;
    let { line } = start;
    for await (const piece of plan.source.chunks(start, this.deps.signal)) {
      processor.process({ seq: 0, bytes: piece.bytes, length: piece.length, firstId, firstLine: line, shardPath: undefined });
      firstId += piece.records;
      line += piece.lines;
      if (firstId > lastId) break;
    }
    return texts;
  }
}

const SILENT = { onPlan: () => undefined, onProgress: () => undefined, elapsedMs: () => 0 };
