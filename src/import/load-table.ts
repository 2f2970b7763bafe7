import { join } from 'node:path';
import type { BatchCounts } from '../store/batch-repository.js';
import type { Position } from './chunks/chunk.js';
import type { ChunkPool } from './chunk-pool.js';
import { commitChunk, type Writers } from './commit-chunk.js';
import type { PersonIndexer } from './person-indexer.js';
import type { OnImportProgress } from './progress.js';
import type { ChunkTask } from './rows/chunk-task.js';
import { addCounts } from './summary.js';
import type { TablePlan } from './table-plan.js';

/** Where the loading of a table begins: at its first row, or behind the last committed chunk. */
export interface LoadStart {
  readonly batchId: number;
  readonly fileNo: number;
  readonly fileFirstId: number;
  readonly nextId: number;
  readonly nextSeq: number;
  readonly position: Position;
  readonly counts: BatchCounts;
}

export interface LoadContext extends Writers {
  readonly pool: ChunkPool;
  readonly persons: PersonIndexer;
  readonly workPath: string;
  readonly actor: string;
  /** The area of whoever loads. */
  readonly area: string;
  /** The present instant as written into the ledger. */
  readonly timestamp: () => string;
  readonly signal: AbortSignal;
  readonly onProgress: OnImportProgress;
}

interface Planned {
  readonly firstId: number;
  readonly lastId: number;
  readonly endOffset: number;
}

/** Loads a table chunk by chunk. @returns its counts, earlier runs included, and the last id it used. */
export async function loadTable(context: LoadContext, plan: TablePlan, start: LoadStart): Promise<{ counts: BatchCounts; lastId: number }> {
  const planned = new Map<number, Planned>();
  context.pool.useTable(plan.setup);
  let counts = start.counts;
  let lastId = start.nextId - 1;
  for await (const result of context.pool.run(tasks(context, plan, start, planned))) {
    const chunk = planned.get(result.seq) as Planned;
    planned.delete(result.seq);
    const committed = commitChunk(
      context,
      {
        batchId: start.batchId,
        fileNo: start.fileNo,
        seq: result.seq,
        fileFirstId: start.fileFirstId,
        ...chunk,
        endLine: result.lastLine,
        shardPath: shardPath(context, start, result.seq),
        at: context.timestamp(),
        actor: context.actor,
      },
      result,
    );
    context.persons.add(result, chunk.firstId, committed.removedIds);
    counts = addCounts(counts, committed);
    lastId = chunk.lastId;
    context.onProgress({ done: chunk.endOffset, total: plan.source.endOffset, ...counts });
    context.signal.throwIfAborted();
  }
  return { counts, lastId };
}

async function* tasks(context: LoadContext, plan: TablePlan, start: LoadStart, planned: Map<number, Planned>): AsyncGenerator<ChunkTask> {
  let { nextId, nextSeq } = start;
  let { line } = start.position;
  for await (const chunk of plan.source.chunks(start.position, context.signal)) {
    planned.set(nextSeq, { firstId: nextId, lastId: nextId + chunk.records - 1, endOffset: chunk.endOffset });
    yield {
      seq: nextSeq,
      bytes: chunk.bytes,
      length: chunk.length,
      firstId: nextId,
      firstLine: line,
      shardPath: shardPath(context, start, nextSeq),
    };
    nextSeq += 1;
    nextId += chunk.records;
    line += chunk.lines;
  }
}

function shardPath({ workPath }: LoadContext, { batchId, fileNo }: LoadStart, seq: number): string {
  return join(workPath, `${batchId}-${fileNo}-${seq}.shard`);
}
