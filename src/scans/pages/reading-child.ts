import { fork, type ChildProcess } from 'node:child_process';
import { MregError } from '../../domain/error.js';
import type { PageAnswer, PageRequest, ReaderSetup, SentAnswer } from './page-message.js';

export interface ProcessStart {
  /** The built entry file of a reading process. */
  readonly entry: URL;
  readonly setup: ReaderSetup;
}

export interface ProcessLimits {
  /** A page that takes longer counts as one that killed its process. */
  readonly mostMsAPage: number;
  /** What a process may have read or grown to before a new one takes its place: libraries of pictures leak. */
  readonly mostPages: number;
  readonly mostBytes: number;
}

/** Pages take 4 seconds; two processes with their parent stay below 1.5 GB. */
export const PROCESS_LIMITS: ProcessLimits = { mostMsAPage: 120_000, mostPages: 400, mostBytes: 640 * 1024 * 1024 };

/** One process that reads pages, given one request at a time. */
export class PageProcess {
  /** Rejects with an MregError when the process says why it cannot read, else when it ends before it could. */
  readonly ready: Promise<void>;
  private readonly child: ChildProcess;
  private onAnswer: ((outcome: PageAnswer | 'died') => void) | undefined;
  private pages = 0;
  private residentBytes = 0;

  constructor({ entry, setup }: ProcessStart) {
    this.child = fork(entry, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    const first = this.next();
    this.child.on('message', ({ answer, residentBytes }: SentAnswer) => {
      this.residentBytes = residentBytes;
      this.answered(answer);
    });
    // A process killed for lack of memory ends without another word.
    this.child.on('exit', () => this.answered('died'));
    this.child.on('error', () => this.answered('died'));
    this.send(setup);
    this.ready = first.then((outcome) => {
      if (outcome === 'died') throw new Error('a process that reads pages ended before it began');
      if (outcome.kind !== 'cannot-start') return;
      this.end();
      throw new MregError(outcome.refusal.errorKind, outcome.refusal.key, outcome.refusal.values);
    });
  }

  /** Never rejects: a process that ends, or is ended for taking too long, is an outcome. */
  async ask(request: PageRequest, mostMs: number): Promise<PageAnswer | 'died' | 'took-too-long'> {
    let isLate = false;
    const outcome = this.next();
    const timer = setTimeout(() => {
      isLate = true;
      this.child.kill('SIGKILL');
    }, mostMs);
    this.send(request);
    try {
      const answer = await outcome;
      this.pages += 1;
      return answer === 'died' && isLate ? 'took-too-long' : answer;
    } finally {
      clearTimeout(timer);
    }
  }

  isWornOut({ mostPages, mostBytes }: ProcessLimits): boolean {
    return this.pages >= mostPages || this.residentBytes > mostBytes;
  }

  end(): void {
    this.child.kill('SIGKILL');
  }

  private next(): Promise<PageAnswer | 'died'> {
    return new Promise((resolve) => {
      if (this.child.exitCode !== null || this.child.signalCode !== null) resolve('died');
      else this.onAnswer = resolve;
    });
  }

  private answered(outcome: PageAnswer | 'died'): void {
    const { onAnswer } = this;
    this.onAnswer = undefined;
    onAnswer?.(outcome);
  }

  private send(message: ReaderSetup | PageRequest): void {
    // Whether the process is gone is told by its exit, not by the pipe to it.
    this.child.send(message, () => undefined);
  }
}
