import { MregError } from '../domain/error.js';
import { holds } from '../domain/permission.js';
import type { Outcome, Progress, Queue, QueueFilter, Task, TaskKind, TaskName } from './protocol.js';
import type { Effect, Picture, Reviewer, Sent, SourceCounts, TaskSource } from './task-source.js';

/** Everything that one reviewer may work through, whatever it is: what the server asks. */
export interface Tasks {
  /** In the order in which they come. */
  kinds(reviewer: Reviewer): readonly TaskKind[];
  queue(filter: QueueFilter, reviewer: Reviewer): Queue;
  show(name: TaskName, reviewer: Reviewer): Task;
  act(name: TaskName, sent: Sent, reviewer: Reviewer): Outcome;
  undo(reviewer: Reviewer): Outcome;
  ask(name: TaskName, sent: Sent, reviewer: Reviewer): object;
  picture(name: TaskName, reviewer: Reviewer): Promise<Picture>;
}

const HOUR_MS = 3_600_000;
/** A rate over less than this says nothing. */
const SHORTEST_RATE_MS = 60_000;

/** Several kinds of tasks as one: each reviewer meets those whose permission he holds, in the order given here. */
export function combineTasks(sources: readonly TaskSource[], now: () => Date): Tasks {
  const own = ({ principal }: Reviewer) => sources.filter(({ permission }) => holds(principal, permission));
  const progress = (reviewer: Reviewer): Progress =>
    progressOf(
      own(reviewer).map((source) => source.counts(reviewer)),
      now(),
    );
  /** Of which source it is. @throws MregError `usage` also for what the person may not see: that it exists is not told */
  const find = (name: TaskName, reviewer: Reviewer) => {
    const [kind, number] = name.split('-');
    const source = own(reviewer).find((candidate) => candidate.kind === kind);
    if (source === undefined) throw new MregError('usage', 'review.unknown-task', { task: name });
    return { source, id: Number(number) };
  };
  const outcome = ({ effect, message }: Effect, task: TaskName, reviewer: Reviewer): Outcome => {
    return { effect, message, task, progress: progress(reviewer) };
  };
  return {
    kinds: (reviewer) => own(reviewer).map(({ kind }) => kind),
    queue: (filter, reviewer) => {
      const queues = own(reviewer).map((source) => ({ source, queue: source.queue(filter, reviewer) }));
      return {
        tasks: queues.flatMap(({ source, queue }) => queue.ids.map((id): TaskName => `${source.kind}-${id}`)),
        left: queues.reduce((sum, { queue }) => sum + queue.left, 0),
        isMore: queues.some(({ queue }) => queue.isMore),
        progress: progress(reviewer),
      };
    },
    show: (name, reviewer) => {
      const { source, id } = find(name, reviewer);
      return source.show(id, reviewer);
    },
    act: (name, sent, reviewer) => {
      const { source, id } = find(name, reviewer);
      return outcome(source.act(id, sent, reviewer), name, reviewer);
    },
    undo: (reviewer) => {
      const newest = own(reviewer)
        .map((source) => ({ source, seq: source.newest(reviewer) }))
        .reduce((best, candidate) => (candidate.seq > best.seq ? candidate : best), {
          source: undefined as TaskSource | undefined,
          seq: 0,
        });
      if (newest.source === undefined) throw new MregError('usage', 'review.nothing-to-undo');
      const undone = newest.source.undo(reviewer);
      return outcome(undone, `${newest.source.kind}-${undone.id}`, reviewer);
    },
    ask: (name, sent, reviewer) => {
      const { source, id } = find(name, reviewer);
      if (source.ask === undefined) throw new MregError('usage', 'review.bad-question');
      return source.ask(id, sent, reviewer);
    },
    picture: async (name, reviewer) => {
      const { source, id } = find(name, reviewer);
      if (source.picture === undefined) throw new MregError('usage', 'review.bad-question');
      return source.picture(id, reviewer);
    },
  };
}

function progressOf(counts: readonly SourceCounts[], now: Date): Progress {
  const sum = (value: (of: SourceCounts) => number): number => counts.reduce((total, of) => total + value(of), 0);
  const begun = counts.flatMap(({ firstAt }) => (firstAt === '' ? [] : [Date.parse(firstAt)]));
  const spentMs = begun.length === 0 ? 0 : now.getTime() - Math.min(...begun);
  const done = sum((of) => of.done);
  return {
    done,
    unsure: sum((of) => of.unsure),
    waiting: sum((of) => of.waiting),
    perHour: spentMs < SHORTEST_RATE_MS ? 0 : Math.round((done * HOUR_MS) / spentMs),
  };
}
