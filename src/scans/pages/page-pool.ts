import { MregError } from '../../domain/error.js';
import type { PageReading } from '../../domain/scan.js';
import type { OpenedPages, PageAnswer, PageRequest, Refusal } from './page-message.js';
import { failedReading } from './page-message.js';
import { PageProcess, type ProcessLimits, type ProcessStart } from './reading-child.js';
import { PageServer, type PageReads } from './page-server.js';

export interface PageTask {
  readonly path: string;
  readonly page: number;
}

/** Reads pages, several at once where there are several processes; whoever is done first, they are handed out in the order of the tasks. */
export interface PagePool {
  /** @throws MregError `input-refused` when the file is no scan, or broken throughout */
  open(path: string): Promise<OpenedPages>;
  run<T extends PageTask>(tasks: AsyncIterable<T>): AsyncGenerator<{ readonly task: T; readonly reading: PageReading }>;
  close(): Promise<void>;
}

/** Reads in this process, for few pages and for tests. */
export function openLocalPool(reader: PageReads): PagePool {
  return new LocalPool(new PageServer(reader));
}

class LocalPool implements PagePool {
  private readonly server: PageServer;

  constructor(server: PageServer) {
    this.server = server;
  }

  async open(path: string): Promise<OpenedPages> {
    return openedOf(await this.server.answer({ kind: 'open', seq: 0, path }));
  }

  async *run<T extends PageTask>(tasks: AsyncIterable<T>): AsyncGenerator<{ readonly task: T; readonly reading: PageReading }> {
    for await (const task of tasks) {
      const { path, page } = task;
      yield { task, reading: readingOf(await this.server.answer({ kind: 'read', seq: 0, path, page })) };
    }
  }

  async close(): Promise<void> {
    await this.server.close();
  }
}

/** A page that has brought down this many processes is not given to another. */
const MOST_DEATHS = 2;
/** Processes that never became ready: their number in a row tells a machine that cannot read from a page that kills. */
const MOST_FAILED_STARTS = 3;

interface Job {
  readonly request: PageRequest;
  readonly resolve: (answer: PageAnswer) => void;
  readonly reject: (reason: unknown) => void;
  deaths: number;
}

/** Keeps as many processes as asked for, and gives each one request at a time. */
export function openProcessPool(start: ProcessStart, jobs: number, limits: ProcessLimits): PagePool {
  return new ProcessPool(start, jobs, limits);
}

class ProcessPool implements PagePool {
  private readonly start: ProcessStart;
  private readonly limits: ProcessLimits;
  private readonly jobs: number;
  private readonly idle: PageProcess[] = [];
  private readonly processes = new Set<PageProcess>();
  private readonly waiting: Job[] = [];
  private failure: unknown;
  private failedStarts = 0;
  private seq = 0;
  private closing = false;

  constructor(start: ProcessStart, jobs: number, limits: ProcessLimits) {
    this.start = start;
    this.jobs = jobs;
    this.limits = limits;
  }

  async open(path: string): Promise<OpenedPages> {
    return openedOf(await this.ask({ kind: 'open', path }));
  }

  async *run<T extends PageTask>(tasks: AsyncIterable<T>): AsyncGenerator<{ readonly task: T; readonly reading: PageReading }> {
    const inFlight: { readonly task: T; readonly answer: Promise<PageAnswer> }[] = [];
    for await (const task of tasks) {
      const answer = this.ask({ kind: 'read', path: task.path, page: task.page });
      // The consumer awaits in order; a failure before its turn must not count as unhandled.
      answer.catch(() => undefined);
      inFlight.push({ task, answer });
      // One more than there are processes: while the first is committed, none of them is idle.
      if (inFlight.length > this.jobs) yield await settled(inFlight.shift());
    }
    while (inFlight.length > 0) yield await settled(inFlight.shift());
  }

  private ask(
    request: { readonly kind: 'open'; readonly path: string } | { readonly kind: 'read'; readonly path: string; readonly page: number },
  ): Promise<PageAnswer> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    this.seq += 1;
    const numbered: PageRequest = { ...request, seq: this.seq };
    return new Promise((resolve, reject) => {
      // Whoever asks for the pages of a file waits for it alone, so it goes before pages that are read ahead.
      const job = { request: numbered, resolve, reject, deaths: 0 };
      if (request.kind === 'open') this.waiting.unshift(job);
      else this.waiting.push(job);
      this.dispatch();
    });
  }

  private dispatch(): void {
    while (this.waiting.length > 0 && this.failure === undefined && !this.closing) {
      const reader = this.idle.pop();
      if (reader === undefined) {
        if (this.processes.size < this.jobs) this.startProcess();
        return;
      }
      void this.give(reader, this.waiting.shift() as Job);
    }
  }

  private startProcess(): void {
    const reader = new PageProcess(this.start);
    this.processes.add(reader);
    void this.whenReady(reader);
    // Two start side by side: the second must not wait for the first page to be read.
    if (this.processes.size < this.jobs && this.waiting.length > 1) this.startProcess();
  }

  private async whenReady(reader: PageProcess): Promise<void> {
    try {
      await reader.ready;
      this.failedStarts = 0;
      this.idle.push(reader);
    } catch (cause) {
      this.processes.delete(reader);
      this.failedStarts += 1;
      if (cause instanceof MregError || this.failedStarts >= MOST_FAILED_STARTS) this.fail(cause);
    }
    this.dispatch();
  }

  private async give(reader: PageProcess, job: Job): Promise<void> {
    const outcome = await reader.ask(job.request, this.limits.mostMsAPage);
    if (typeof outcome === 'string') {
      this.processes.delete(reader);
      this.bury(job, outcome);
    } else {
      if (reader.isWornOut(this.limits)) this.retire(reader);
      else this.idle.push(reader);
      job.resolve(outcome);
    }
    this.dispatch();
  }

  /** A page is tried again once: the process may have died of something else. */
  private bury(job: Job, how: 'died' | 'took-too-long'): void {
    if (this.closing) return job.reject(new Error('the readers of pages were stopped'));
    job.deaths += 1;
    if (job.deaths < MOST_DEATHS) return void this.waiting.unshift(job);
    const key = `scan-import.page-${how}`;
    const { seq, kind } = job.request;
    if (kind === 'read') job.resolve({ kind: 'read', seq, reading: failedReading(key, '') });
    else job.resolve({ kind: 'refused', seq, refusal: { errorKind: 'input-refused', key, values: {} } });
  }

  private retire(reader: PageProcess): void {
    this.processes.delete(reader);
    reader.end();
  }

  private fail(cause: unknown): void {
    this.failure ??= cause;
    for (const { reject } of this.waiting.splice(0)) reject(this.failure);
  }

  close(): Promise<void> {
    this.closing = true;
    for (const reader of this.processes) reader.end();
    for (const { reject } of this.waiting.splice(0)) reject(new Error('the readers of pages were stopped'));
    return Promise.resolve();
  }
}

async function settled<T>(entry: { readonly task: T; readonly answer: Promise<PageAnswer> } | undefined) {
  const { task, answer } = entry as { readonly task: T; readonly answer: Promise<PageAnswer> };
  return { task, reading: readingOf(await answer) };
}

function openedOf(answer: PageAnswer): OpenedPages {
  if (answer.kind === 'opened') return answer.opened;
  throw errorOf(answer);
}

/** A scan that cannot be opened any more is a page that cannot be read. */
function readingOf(answer: PageAnswer): PageReading {
  if (answer.kind === 'read') return answer.reading;
  if (answer.kind === 'refused' && answer.refusal.errorKind === 'input-refused') return failedReading(answer.refusal.key, '');
  throw errorOf(answer);
}

function errorOf(answer: PageAnswer): Error {
  if (answer.kind === 'refused' || answer.kind === 'cannot-start') return errorFrom(answer.refusal);
  return new Error(`a reader of pages answered ${answer.kind}`);
}

function errorFrom({ errorKind, key, values }: Refusal): MregError {
  return new MregError(errorKind, key, values);
}
