import { Worker } from 'node:worker_threads';
import { ChunkProcessor } from './rows/chunk-processor.js';
import type { CheckSetup, ChunkResult, ChunkTask, TableSetup } from './rows/chunk-task.js';
import type { WorkerMessage } from './worker.js';

/** Processes chunks and hands the results back in the order of the tasks, whoever finishes first. */
export interface ChunkPool {
  useTable(table: TableSetup): void;
  run(tasks: AsyncIterable<ChunkTask>): AsyncIterable<ChunkResult>;
  close(): Promise<void>;
}

/** @param jobs worker threads; 0 processes in this thread, which suits small inputs and tests. */
export function openChunkPool(setup: CheckSetup, jobs: number): ChunkPool {
  return jobs === 0 ? new LocalPool(setup) : new ThreadPool(setup, jobs);
}

class LocalPool implements ChunkPool {
  private readonly setup: CheckSetup;
  private processor: ChunkProcessor | undefined;

  constructor(setup: CheckSetup) {
    this.setup = setup;
  }

  useTable(table: TableSetup): void {
    this.processor = new ChunkProcessor(this.setup, table);
  }

  async *run(tasks: AsyncIterable<ChunkTask>): AsyncIterable<ChunkResult> {
    for await (const task of tasks) if (this.processor !== undefined) yield this.processor.process(task);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Two chunks a worker: one in work, one waiting, so that a merge in the main thread never starves it. */
const CHUNKS_A_WORKER = 2;

interface Waiting {
  readonly resolve: (result: ChunkResult) => void;
  readonly reject: (reason: unknown) => void;
}

class ThreadPool implements ChunkPool {
  private readonly workers: Worker[];
  private readonly waiting = new Map<number, Waiting>();
  private failure: unknown;
  private closing = false;
  private next = 0;

  constructor(setup: CheckSetup, jobs: number) {
    this.workers = Array.from({ length: jobs }, () => this.startWorker(setup));
  }

  private startWorker(setup: CheckSetup): Worker {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: setup });
    worker.on('message', (result: ChunkResult) => {
      this.waiting.get(result.seq)?.resolve(result);
      this.waiting.delete(result.seq);
    });
    worker.on('error', (error) => this.fail(error));
    // A worker killed for lack of memory exits without an error event, and would leave the import hanging.
    worker.on('exit', (code) => {
      if (!this.closing) this.fail(new Error(`an import worker stopped with code ${code}`));
    });
    return worker;
  }

  private fail(error: unknown): void {
    this.failure ??= error;
    for (const { reject } of this.waiting.values()) reject(this.failure);
    this.waiting.clear();
  }

  useTable(table: TableSetup): void {
    for (const worker of this.workers) worker.postMessage({ kind: 'table', table } satisfies WorkerMessage);
  }

  async *run(tasks: AsyncIterable<ChunkTask>): AsyncIterable<ChunkResult> {
    const inFlight: Promise<ChunkResult>[] = [];
    for await (const task of tasks) {
      inFlight.push(this.dispatch(task));
      if (inFlight.length >= this.workers.length * CHUNKS_A_WORKER) yield await (inFlight.shift() as Promise<ChunkResult>);
    }
    for (const result of inFlight) yield await result;
  }

  private dispatch(task: ChunkTask): Promise<ChunkResult> {
    const promise = new Promise<ChunkResult>((resolve, reject) => {
      if (this.failure !== undefined) reject(this.failure);
      else this.waiting.set(task.seq, { resolve, reject });
    });
    // The consumer awaits in order; a failure before its turn must not count as unhandled.
    promise.catch(() => undefined);
    const worker = this.workers[this.next % this.workers.length];
    this.next += 1;
    worker?.postMessage({ kind: 'task', task } satisfies WorkerMessage, [task.bytes.buffer]);
    return promise;
  }

  async close(): Promise<void> {
    this.closing = true;
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}
