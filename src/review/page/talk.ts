import type { Outcome, Queue, QueueFilter, Refusal, Start, Task, TaskName } from '../protocol.js';

/** An answer that is not the one asked for. `gone`: nobody answers any more. */
export class Refused extends Error {
  readonly reason: Refusal['error'] | 'gone' | 'token';

  constructor(reason: Refused['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** What went wrong, in words; empty when nobody said. */
export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : '';
}

/** What the page asks of its server. */
export interface Talk {
  start(): Promise<Start>;
  queue(filter: QueueFilter): Promise<Queue>;
  task(name: TaskName): Promise<Task>;
  /** Does something to a task. */
  act(name: TaskName, request: object): Promise<Outcome>;
  /** Asks something about a task that changes nothing. */
  ask<T>(name: TaskName, request: object): Promise<T>;
  picture(name: TaskName): Promise<Blob>;
  undo(): Promise<Outcome>;
}

/** @throws Refused from every question */
export function talkWith(token: string): Talk {
  const answerTo = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(path, {
      ...init,
      headers: { 'x-mreg-token': token, ...init.headers },
      cache: 'no-store',
      redirect: 'error',
    }).catch(() => undefined);
    if (response === undefined) throw new Refused('gone', '');
    if (response.ok) return response;
    throw await refusalOf(response);
  };
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => (await (await answerTo(path, init)).json()) as T;
  const tell = <T>(path: string, body: object): Promise<T> =>
    ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return {
    start: () => ask('/api/start'),
    queue: (filter) => ask(`/api/queue?${parametersOf(filter)}`),
    task: (name) => ask(`/api/task?task=${name}`),
    act: (name, request) => tell('/api/act', { ...request, task: name }),
    ask: (name, request) => tell('/api/ask', { ...request, task: name }),
    picture: async (name) => (await answerTo(`/api/picture?task=${name}`)).blob(),
    undo: () => tell('/api/undo', {}),
  };
}

async function refusalOf(response: Response): Promise<Refused> {
  if (response.status === 401) return new Refused('token', '');
  const refusal = (await response.json().catch(() => undefined)) as Refusal | undefined;
  return new Refused(refusal?.error ?? 'refused', refusal?.message ?? `${response.status}`);
}

function parametersOf(filter: QueueFilter): string {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}
