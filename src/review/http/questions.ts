import { MregError } from '../../domain/error.js';
import type { Tasks } from '../combine-tasks.js';
import type { QueueFilter, Start, TaskName } from '../protocol.js';
import type { Picture, Reviewer, Sent } from '../task-source.js';

/** A question of the page, as far as HTTP brought it. */
export interface Question {
  readonly parameters: URLSearchParams;
  /** Of a POST. */
  readonly body: Sent;
}

/** What is answered: an object as JSON, or a picture. */
export type Answer = { readonly document: object } | { readonly picture: Promise<Picture> };

interface Answerer {
  readonly method: 'GET' | 'POST';
  answer(question: Question, reviewer: Reviewer): Answer;
}

/** What the page may ask, by path. What it sends is taken apart here and by the tasks' source, member by member; nothing else of it goes any further. */
export function questionsOf(tasks: Tasks, start: (reviewer: Reviewer) => Start): ReadonlyMap<string, Answerer> {
  return new Map<string, Answerer>([
    ['/api/start', get((_question, reviewer) => ({ document: start(reviewer) }))],
    ['/api/queue', get(({ parameters }, reviewer) => ({ document: tasks.queue(filterFrom(parameters), reviewer) }))],
    ['/api/task', get(({ parameters }, reviewer) => ({ document: tasks.show(nameFrom(parameters.get('task')), reviewer) }))],
    ['/api/picture', get(({ parameters }, reviewer) => ({ picture: tasks.picture(nameFrom(parameters.get('task')), reviewer) }))],
    ['/api/act', post((body, reviewer) => tasks.act(nameFrom(body['task']), body, reviewer))],
    ['/api/ask', post((body, reviewer) => tasks.ask(nameFrom(body['task']), body, reviewer))],
    ['/api/undo', post((_body, reviewer) => tasks.undo(reviewer))],
  ]);
}

function get(answer: Answerer['answer']): Answerer {
  return { method: 'GET', answer };
}

function post(answer: (body: Sent, reviewer: Reviewer) => object): Answerer {
  return { method: 'POST', answer: ({ body }, reviewer) => ({ document: answer(body, reviewer) }) };
}

function nameFrom(text: unknown): TaskName {
  if (!isTaskName(text)) throw new MregError('usage', 'review.bad-question');
  return text;
}

function isTaskName(text: unknown): text is TaskName {
  return typeof text === 'string' && /^[a-z]{1,20}-[1-9]\d{0,14}$/.test(text);
}

function filterFrom(parameters: URLSearchParams): QueueFilter {
  const [kind, severity] = [parameters.get('kind') ?? '', parameters.get('severity') ?? ''];
  const fraction = (name: string): number | undefined => {
    const text = parameters.get(name) ?? '';
    return text === '' ? undefined : fractionFrom(text);
  };
  const cluster = parameters.get('cluster') ?? '';
  return {
    kind: isKind(kind) ? kind : '',
    severity: severity === 'error' || severity === 'warning' || severity === 'hint' ? severity : '',
    minScore: fraction('minScore'),
    maxScore: fraction('maxScore'),
    cluster: cluster === '' ? undefined : numberFrom(cluster),
  };
}

function isKind(text: string): text is Exclude<QueueFilter['kind'], ''> {
  return ['duplicate', 'anomaly', 'scan', 'check', 'acceptance'].includes(text);
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
