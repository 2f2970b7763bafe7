import type { ChoiceRequest, Outcome, Queue, QueueFilter, Refusal, Start, Task } from '../protocol.js';

/** An answer that is not the one asked for. `gone`: nobody answers any more. */
export class Refused extends Error {
  readonly reason: Refusal['error'] | 'gone' | 'token';

  constructor(reason: Refused['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** What the page asks of its server. */
export interface Talk {
  start(): Promise<Start>;
  queue(filter: QueueFilter): Promise<Queue>;
  task(finding: number): Promise<Task>;
  choose(request: ChoiceRequest): Promise<Outcome>;
  undo(): Promise<Outcome>;
}

/** @throws Refused from every question */
export function talkWith(token: string): Talk {
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const response = await fetch(path, {
      ...init,
      headers: { 'x-mreg-token': token, ...init.headers },
      cache: 'no-store',
      redirect: 'error',
    }).catch(() => undefined);
    if (response === undefined) throw new Refused('gone', '');
    if (response.ok) return (await response.json()) as T;
    throw await refusalOf(response);
  };
  const tell = <T>(path: string, body: object): Promise<T> =>
    ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return {
    start: () => ask('/api/start'),
    queue: (filter) => ask(`/api/queue?${parametersOf(filter)}`),
    task: (finding) => ask(`/api/task?finding=${finding}`),
    choose: (request) => tell('/api/choice', request),
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
