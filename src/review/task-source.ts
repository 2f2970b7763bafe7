import type { Principal } from '../domain/account.js';
import type { ChoiceRequest, Outcome, Queue, QueueFilter, Task } from './protocol.js';

/** Who reviews: proven anew for every question. */
export interface Reviewer {
  readonly principal: Principal;
  /** `张三 (zhangsan)`, as written into ledger entries. */
  readonly actor: string;
  /** When the person logged in, Asia/Shanghai time: what is done before that cannot be undone here. */
  readonly since: string;
}

/**
 * What a reviewer works through. The page and the server know no more of it than this: findings today, fields read from a scan
 * beside their place on it another day.
 */
export interface TaskSource {
  queue(filter: QueueFilter, reviewer: Reviewer): Queue;
  /** @throws MregError as `findingWithin` */
  show(finding: number, reviewer: Reviewer): Task;
  /** One transaction. @throws MregError `busy` when it was decided elsewhere since the reviewer saw it */
  choose(request: ChoiceRequest, reviewer: Reviewer): Outcome;
  /** Takes back the newest choice of the reviewer. @throws MregError `usage` when there is none or it can no longer be taken back */
  undo(reviewer: Reviewer): Outcome;
}
