import { MregError } from '../../domain/error.js';
import type { ChoiceRequest, Outcome, Queue, QueueFilter, Start, Task } from '../protocol.js';
import type { Reviewer, TaskSource } from '../task-source.js';

/** A question of the page, as far as HTTP brought it. */
export interface Question {
  readonly parameters: URLSearchParams;
  /** Of a POST. */
  readonly body: Readonly<Record<string, unknown>>;
}

interface Answerer {
  readonly method: 'GET' | 'POST';
  answer(question: Question, reviewer: Reviewer): Start | Queue | Task | Outcome;
}

/** What the page may ask, by path. What it sends is taken apart here member by member; nothing else of it goes any further. */
export function questionsOf(tasks: TaskSource, start: (reviewer: Reviewer) => Start): ReadonlyMap<string, Answerer> {
  return new Map<string, Answerer>([
    ['/api/start', { method: 'GET', answer: (_question, reviewer) => start(reviewer) }],
    ['/api/queue', { method: 'GET', answer: ({ parameters }, reviewer) => tasks.queue(filterFrom(parameters), reviewer) }],
    ['/api/task', { method: 'GET', answer: ({ parameters }, reviewer) => tasks.show(numberFrom(parameters.get('finding')), reviewer) }],
    ['/api/choice', { method: 'POST', answer: ({ body }, reviewer) => tasks.choose(choiceFrom(body), reviewer) }],
    ['/api/undo', { method: 'POST', answer: (_question, reviewer) => tasks.undo(reviewer) }],
  ]);
}

function filterFrom(parameters: URLSearchParams): QueueFilter {
  const [kind, severity] = [parameters.get('kind') ?? '', parameters.get('severity') ?? ''];
  const fraction = (name: string): number | undefined => {
    const text = parameters.get(name) ?? '';
    return text === '' ? undefined : fractionFrom(text);
  };
  const cluster = parameters.get('cluster') ?? '';
  return {
    kind: kind === 'duplicate' || kind === 'anomaly' ? kind : '',
    severity: severity === 'error' || severity === 'warning' || severity === 'hint' ? severity : '',
    minScore: fraction('minScore'),
    maxScore: fraction('maxScore'),
    cluster: cluster === '' ? undefined : numberFrom(cluster),
  };
}

/** A probability: `0.95` or `95%`. @throws MregError `usage` */
export function fractionFrom(text: string): number {
  const found = /^(\d{1,3}(?:\.\d{1,9})?)(%?)$/.exec(text.trim());
  const value = Number(found?.[1]) / (found?.[2] === '%' ? 100 : 1);
  if (found === null || value > 1) throw new MregError('usage', 'review.bad-score', { text });
  return value;
}

function numberFrom(text: unknown): number {
  if (typeof text !== 'string' || !/^[1-9]\d{0,14}$/.test(text)) throw new MregError('usage', 'review.bad-question');
  return Number(text);
}

const LONGEST_REASON = 500;

function choiceFrom({ finding, choice, reason, seen }: Question['body']): ChoiceRequest {
  const isChoice = choice === 'same' || choice === 'different' || choice === 'unsure';
  if (!isChoice || typeof finding !== 'number' || typeof reason !== 'string' || typeof seen !== 'string') {
    throw new MregError('usage', 'review.bad-question');
  }
  if (!/^\d{1,15}$/.test(seen) || reason.length > LONGEST_REASON) throw new MregError('usage', 'review.bad-question');
  return { finding: numberFrom(String(finding)), choice, reason, seen };
}
