import { BLOCKING_RULES, KeyMaker } from './blocking-rules.js';
import type { KeyedRecords } from './radix-sort.js';
import { CandidateFinder } from './candidates.js';
import { HAN } from './han-likeness.js';
import { PairList, type PairColumns } from './pair-list.js';
import { PairScorer, type ScoreLimits } from './score-pairs.js';
import { RuleSearch, type KeyedSet, type RuleCount, type RuleTask } from './search-rule.js';
import type { StoredModel } from './stored-model.js';

/** A piece of work of a search: independent of the others of its stage. */
export type SearchTask =
  | { readonly kind: 'keys'; readonly first: number; readonly end: number }
  | { readonly kind: 'candidates'; readonly first: number; readonly end: number }
  | ({ readonly kind: 'rule'; readonly model: StoredModel; readonly limits: ScoreLimits } & RuleTask);

export type TaskResult =
  | { readonly kind: 'keys' }
  /** By rule. */
  | { readonly kind: 'candidates'; readonly lists: readonly KeyedRecords[] }
  | { readonly kind: 'rule'; readonly count: RuleCount; readonly pairs: PairColumns };

/** Does tasks on memory that all threads share. */
export class TaskRunner {
  private readonly set: KeyedSet;
  private readonly keyMaker: KeyMaker;
  private finder: CandidateFinder | undefined;
  private scorer: { readonly model: number; readonly limits: ScoreLimits; readonly pairs: PairScorer } | undefined;

  constructor(set: KeyedSet) {
    this.set = set;
    this.keyMaker = new KeyMaker(set.words, HAN);
  }

  run(task: SearchTask): TaskResult {
    if (task.kind === 'keys') {
      this.keyMaker.fill(this.set.keys, this.set.count, task.first, task.end);
      return { kind: 'keys' };
    }
    if (task.kind === 'candidates') {
      this.finder ??= new CandidateFinder(this.keyMaker, this.set.isNew ?? new Uint8Array(0));
      return { kind: 'candidates', lists: this.finder.find(task.first, task.end) };
    }
    const found = new PairList();
    const count = new RuleSearch(this.set, this.keyMaker, this.scorerOf(task.model, task.limits), found).run(task);
    return { kind: 'rule', count, pairs: found.take() };
  }

  /** Its tables cost more than a small task. */
  private scorerOf(model: StoredModel, limits: ScoreLimits): PairScorer {
    if (this.scorer?.model !== model.version || this.scorer.limits.leastBits !== limits.leastBits) {
      this.scorer = { model: model.version, limits, pairs: new PairScorer(this.set.words, HAN, model, limits) };
    }
    return this.scorer.pairs;
  }
}

const RECORDS_A_KEY_TASK = 250_000;
/** Few enough that the bitmaps of a task stay in the processor's cache. */
const RECORDS_A_PART = 2_000_000;

export function keyTasks(count: number, kind: 'keys' | 'candidates'): readonly SearchTask[] {
  const tasks = Math.ceil(count / RECORDS_A_KEY_TASK);
  return Array.from({ length: tasks }, (_, index) => ({
    kind,
    first: index * RECORDS_A_KEY_TASK,
    end: Math.min(count, (index + 1) * RECORDS_A_KEY_TASK),
  }));
}

/** Every rule in as many parts as keep both threads busy to the end. */
export function ruleTasks(count: number, model: StoredModel, limits: ScoreLimits): readonly SearchTask[] {
  const parts = 2 ** Math.max(1, Math.ceil(Math.log2(count / RECORDS_A_PART)));
  return BLOCKING_RULES.flatMap((_, rule) =>
    Array.from({ length: parts }, (_unused, part): SearchTask => ({ kind: 'rule', rule, part, parts, model, limits })),
  );
}

/** One task a rule: the candidates of an increment are few. */
export function incrementTasks(candidates: readonly KeyedRecords[], model: StoredModel, limits: ScoreLimits): readonly SearchTask[] {
  return candidates.map((each, rule): SearchTask => ({ kind: 'rule', rule, part: 0, parts: 1, candidates: each, model, limits }));
}
