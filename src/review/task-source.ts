import type { Principal } from '../domain/account.js';
import type { Permission } from '../domain/permission.js';
import type { Outcome, QueueFilter, Task, TaskKind } from './protocol.js';

/** Who reviews: proven anew for every question. */
export interface Reviewer {
  readonly principal: Principal;
  /** `张三 (zhangsan)`, as written into ledger entries. */
  readonly actor: string;
  /** When the person logged in, Asia/Shanghai time: what is done before that cannot be undone here. */
  readonly since: string;
}

/** What the page sent along; a source takes it apart member by member and lets nothing else through. */
export type Sent = Readonly<Record<string, unknown>>;

export interface Picture {
  /** `image/jpeg` */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** What waits, by number. */
export interface SourceQueue {
  /** The next ones in order, not always all. */
  readonly ids: readonly number[];
  readonly left: number;
  /** There are more, and nobody counted them. */
  readonly isMore: boolean;
}

/** What a reviewer did since he logged in. */
export interface SourceCounts {
  readonly done: number;
  readonly unsure: number;
  /** Of those done: they wait for a second person. */
  readonly waiting: number;
  /** When the first was done; '' for none. */
  readonly firstAt: string;
}

/** An outcome without what is the same for all sources. */
export type Effect = Omit<Outcome, 'task' | 'progress'>;

/**
 * One kind of task: findings, pages of scans. The server knows no more of it than this, and `combineTasks` puts several together.
 * Whoever asks holds `permission`; over which area is the source's to find out (`reachOf`), anew for every question. What is not of
 * that area does not exist: `MregError` `usage` `review.unknown-task`.
 */
export interface TaskSource {
  readonly kind: TaskKind;
  readonly permission: Permission;
  /** What waits for this reviewer; empty when the filter asks for other kinds. */
  queue(filter: QueueFilter, reviewer: Reviewer): SourceQueue;
  counts(reviewer: Reviewer): SourceCounts;
  show(id: number, reviewer: Reviewer): Task;
  /** Does what the page asks for, in one transaction. @throws MregError `busy` when it was decided elsewhere since the reviewer saw it */
  act(id: number, sent: Sent, reviewer: Reviewer): Effect;
  /** The ledger entry of the newest thing the reviewer did since the login and that an undo would take back; 0 for none. */
  newest(reviewer: Reviewer): number;
  /** Takes that back. @returns which task it was. @throws MregError `usage` when it can no longer be taken back */
  undo(reviewer: Reviewer): Effect & { readonly id: number };
  /** Answers something about a task without changing anything, such as what the rules say of what is being typed. */
  ask?(id: number, sent: Sent, reviewer: Reviewer): object;
  /** The picture that goes with a task. */
  picture?(id: number, reviewer: Reviewer): Promise<Picture>;
}
