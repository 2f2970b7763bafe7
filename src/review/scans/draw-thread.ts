import { Worker } from 'node:worker_threads';
import { MregError, type MessageValues } from '../../domain/error.js';
import type { DrawPage, PageRef } from './page-pictures.js';

/** A question to the thread. */
export interface PageToDraw {
  readonly number: number;
  readonly page: PageRef;
}

/** What went wrong there: the user's to know, or a bug. */
export type DrawFailure =
  | { readonly kind: MregError['kind']; readonly key: string; readonly values: MessageValues }
  | { readonly message: string };

/** The thread's answer. */
export type DrawnPage =
  | { readonly number: number; readonly bytes: Uint8Array }
  | { readonly number: number; readonly failure: DrawFailure };

interface Waiting {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (cause: unknown) => void;
}

/** Draws pages in a thread of its own, started with the first one; one that dies is started anew for the next page. */
export class DrawThread {
  private readonly entryPath: string;
  private readonly homePath: string;
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;

  /** @param entryPath the compiled `draw-worker.js` */
  constructor(entryPath: string, homePath: string) {
    this.entryPath = entryPath;
    this.homePath = homePath;
  }

  readonly draw: DrawPage = (page) => {
    this.worker ??= this.start();
    const number = (this.asked += 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(number, { resolve, reject });
      this.worker?.postMessage({ number, page } satisfies PageToDraw);
    });
  };

  async close(): Promise<void> {
    await this.worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(this.entryPath, { workerData: this.homePath });
    worker.on('message', (drawn: DrawnPage) => this.take(drawn));
    worker.on('error', (cause) => this.fail(worker, cause));
    // A thread may end without an error.
    worker.on('exit', () => this.fail(worker, new Error('the thread that draws pages ended')));
    // Nobody waits for a picture once the page is closed.
    worker.unref();
    return worker;
  }

  private take(drawn: DrawnPage): void {
    const asked = this.waiting.get(drawn.number);
    this.waiting.delete(drawn.number);
    if ('bytes' in drawn) asked?.resolve(drawn.bytes);
    else asked?.reject(causeOf(drawn.failure));
  }

  private fail(worker: Worker, cause: unknown): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    for (const { reject } of this.waiting.values()) reject(cause);
    this.waiting.clear();
  }
}

function causeOf(failure: DrawFailure): unknown {
  return 'message' in failure ? new Error(failure.message) : new MregError(failure.kind, failure.key, failure.values);
}
