import { Worker } from 'node:worker_threads';
import type { KeyedSet } from './search-rule.js';
import { TaskRunner, type SearchTask, type TaskResult } from './search-tasks.js';

/** Does tasks and hands back their results in the order of the tasks. */
export interface SearchPool {
  run(tasks: readonly SearchTask[], onDone: (done: number) => void): Promise<readonly TaskResult[]>;
  close(): Promise<void>;
}

/** @param jobs worker threads; 0 works in this thread, which suits small registries and tests. */
export function openSearchPool(set: KeyedSet, jobs: number, signal: AbortSignal): SearchPool {
  return jobs === 0 ? new LocalPool(set, signal) : new ThreadPool(set, jobs, signal);
}

class LocalPool implements SearchPool {
  private readonly runner: TaskRunner;
  private readonly signal: AbortSignal;

  constructor(set: KeyedSet, signal: AbortSignal) {
    this.runner = new TaskRunner(set);
    this.signal = signal;
  }

  run(tasks: readonly SearchTask[], onDone: (done: number) => void): Promise<readonly TaskResult[]> {
    const results = tasks.map((task, index) => {
      this.signal.throwIfAborted();
      const result = this.runner.run(task);
      onDone(index + 1);
      return result;
    });
    return Promise.resolve(results);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** What a thread needs beside the shared memory: tables of characters and the pairs of one task. */
const WORKER_HEAP_MB = 512;

/** One task at a time and thread: whoever is done takes the next. */
class ThreadPool implements SearchPool {
  private readonly workers: readonly Worker[];
  private readonly signal: AbortSignal;
  private closing = false;
  private fail: (reason: unknown) => void = () => undefined;

  constructor(set: KeyedSet, jobs: number, signal: AbortSignal) {
    this.signal = signal;
    this.workers = Array.from({ length: jobs }, () => this.startWorker(set));
  }

  private startWorker(set: KeyedSet): Worker {
    const worker = new Worker(new URL('./worker.js', import.meta.url), {
      workerData: set,
      resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
    });
    worker.on('error', (error) => this.fail(error));
    // A thread that ends for lack of memory may end without an error, and would leave the search hanging.
    worker.on('exit', (code) => {
      if (!this.closing) this.fail(new Error(`a search thread stopped with code ${code}`));
    });
    return worker;
  }

  run(tasks: readonly SearchTask[], onDone: (done: number) => void): Promise<readonly TaskResult[]> {
    return new Promise((resolve, reject) => {
      const results: TaskResult[] = [];
      let next = 0;
      let done = 0;
      const stop = (): void => this.fail(this.signal.reason);
      this.fail = (reason) => {
        this.signal.removeEventListener('abort', stop);
        reject(reason instanceof Error ? reason : new Error(String(reason)));
      };
      this.signal.addEventListener('abort', stop, { once: true });
      if (this.signal.aborted) stop();
      const give = (worker: Worker): void => {
        const index = next;
        const task = tasks[index];
        next += 1;
        if (task === undefined) return;
        worker.once('message', (result: TaskResult) => {
          results[index] = result;
          done += 1;
          onDone(done);
          if (done < tasks.length) return give(worker);
          this.signal.removeEventListener('abort', stop);
          resolve(results);
        });
        worker.postMessage(task);
      };
      if (tasks.length === 0) resolve(results);
      this.workers.forEach(give);
    });
  }

  async close(): Promise<void> {
    this.closing = true;
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}
