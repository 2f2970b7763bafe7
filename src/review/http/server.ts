import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MregError } from '../../domain/error.js';
import type { Lang } from '../../i18n/lang.js';
import type { PageFile } from '../page-files.js';
import type { Start } from '../protocol.js';
import type { Tasks } from '../combine-tasks.js';
import type { Picture, Reviewer } from '../task-source.js';
import { refusedPage, refusedQuestion, TOKEN_HEADER, type Asking, type Closed, type Gate } from './guard.js';
import { SAFE_HEADERS } from './headers.js';
import { jsonBody } from './json-body.js';
import { questionsOf, type Answer } from './questions.js';
import { refusedAnswer, sessionRefusal, type RefusedAnswer } from './refusals.js';

export interface ServerSettings {
  readonly tasks: Tasks;
  readonly start: (reviewer: Reviewer) => Start;
  readonly files: ReadonlyMap<string, PageFile>;
  readonly lang: Lang;
  /** 0 for any that is free. */
  readonly port: number;
  readonly token: string;
  /** The person behind the session, as it is now; `uses` when something was asked. @throws MregError when the session is over */
  readonly prove: (uses: boolean) => Reviewer;
  readonly now: () => Date;
  /** Without a question for so long the server ends. */
  readonly idleMs: number;
  readonly signal: AbortSignal;
  /** A failure that is a bug: the page is only told that it happened. */
  readonly onFault: (cause: unknown) => void;
}

/** Why it ended: by Ctrl-C, for want of questions, or because the session did. */
export type ReviewEnd = { readonly kind: 'stopped' } | { readonly kind: 'idle' } | { readonly kind: 'session'; readonly cause: MregError };

export interface RunningReview {
  readonly url: string;
  readonly ended: Promise<ReviewEnd>;
}

const ADDRESS = '127.0.0.1';
const WATCH_EVERY_MS = 1_000;

/** Opens the page for this machine alone. @throws MregError `usage` when the port is taken */
export async function serveReview(settings: ServerSettings): Promise<RunningReview> {
  const state = { lastAskedMs: settings.now().getTime() };
  const gate = { host: '', token: settings.token };
  const questions = questionsOf(settings.tasks, settings.start);
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, (request, response) => {
    state.lastAskedMs = settings.now().getTime();
    answer(request, response, { settings, gate, questions }).catch((cause: unknown) => {
      settings.onFault(cause);
      response.destroy();
    });
  });
  const port = await listen(server, settings.port);
  gate.host = `${ADDRESS}:${port}`;
  const ended = endOf(settings, state).finally(() => {
    server.close();
    server.closeAllConnections();
  });
  // Behind the number sign, the token never travels: not in the first line of a request, not in a referrer.
  return { url: `http://${gate.host}/#${settings.token}`, ended };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const isTaken = cause.code === 'EADDRINUSE' || cause.code === 'EACCES';
      reject(isTaken ? new MregError('usage', 'review.port-taken', { port }, { cause }) : cause);
    });
    server.listen(port, ADDRESS, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Watches until there is a reason to end. */
async function endOf({ signal, prove, now, idleMs }: ServerSettings, state: { readonly lastAskedMs: number }): Promise<ReviewEnd> {
  for (;;) {
    await pause(signal);
    if (signal.aborted) return { kind: 'stopped' };
    if (now().getTime() - state.lastAskedMs >= idleMs) return { kind: 'idle' };
    try {
      prove(false);
    } catch (cause) {
      // A registry that is busy for a moment ends nothing.
      if (cause instanceof MregError && cause.kind === 'not-permitted') return { kind: 'session', cause };
      if (!(cause instanceof MregError && cause.kind === 'busy')) throw cause;
    }
  }
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, WATCH_EVERY_MS);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });
}

interface Answering {
  readonly settings: ServerSettings;
  readonly gate: Gate;
  readonly questions: ReturnType<typeof questionsOf>;
}

async function answer(request: IncomingMessage, response: ServerResponse, answering: Answering): Promise<void> {
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  if (path.startsWith('/api/')) return answerQuestion(path, request, response, answering);
  const { settings, gate } = answering;
  const closed = refusedPage(askingOf(request), gate);
  if (closed !== undefined) return refuse(response, closed, 'GET, HEAD');
  const file = settings.files.get(path);
  if (file === undefined) return send(response, 404, 'text/plain; charset=utf-8', '');
  return send(response, 200, file.type, file.bytes);
}

async function answerQuestion(path: string, request: IncomingMessage, response: ServerResponse, answering: Answering): Promise<void> {
  const { settings, gate, questions } = answering;
  const known = questions.get(path);
  const closed = refusedQuestion(askingOf(request), known?.method ?? 'GET', gate);
  if (closed !== undefined) return refuse(response, closed, known?.method ?? '');
  if (known === undefined) return send(response, 404, 'text/plain; charset=utf-8', '');
  const body = known.method === 'POST' ? await jsonBody(request) : {};
  if (body === undefined) return send(response, 400, 'text/plain; charset=utf-8', '');
  const result = await resultOf(settings, (reviewer) =>
    known.answer({ parameters: new URL(request.url ?? '/', `http://${gate.host}`).searchParams, body }, reviewer),
  );
  if ('picture' in result) return send(response, 200, result.picture.type, result.picture.bytes);
  return send(response, result.status, 'application/json; charset=utf-8', JSON.stringify(result.document));
}

type Result = { readonly status: number; readonly document: object } | { readonly picture: Picture };

async function resultOf(settings: ServerSettings, work: (reviewer: Reviewer) => Answer): Promise<Result> {
  let reviewer: Reviewer;
  try {
    reviewer = settings.prove(true);
  } catch (cause) {
    const isOver = cause instanceof MregError && cause.kind === 'not-permitted';
    return refused(isOver ? sessionRefusal(cause, settings.lang) : refusedAnswer(cause, settings.lang));
  }
  try {
    const answered = work(reviewer);
    return 'picture' in answered ? { picture: await answered.picture } : { status: 200, document: answered.document };
  } catch (cause) {
    if (!(cause instanceof MregError)) settings.onFault(cause);
    return refused(refusedAnswer(cause, settings.lang));
  }
}

function refused({ status, refusal }: RefusedAnswer): Result {
  return { status, document: refusal };
}

function askingOf({ method = '', headers }: IncomingMessage): Asking {
  const one = (name: string): string | undefined => {
    const value = headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  return { method, host: headers.host, origin: headers.origin, fetchSite: one('sec-fetch-site'), token: one(TOKEN_HEADER) };
}

function refuse(response: ServerResponse, { status, reason }: Closed, allow: string): void {
  if (status === 405) response.setHeader('allow', allow);
  send(response, status, 'text/plain; charset=utf-8', `${reason}\n`);
}

function send(response: ServerResponse, status: number, type: string, content: string | Uint8Array): void {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  response.writeHead(status, { ...SAFE_HEADERS, 'content-type': type, 'content-length': bytes.length });
  response.end(response.req.method === 'HEAD' ? undefined : bytes);
}
