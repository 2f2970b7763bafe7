import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { Outcome } from '../../src/review/protocol.js';
import type { Reviewing } from './a-review.js';

export interface Answer<T> {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: T;
}

/** Where a page is served. */
export type Address = Pick<Reviewing, 'origin' | 'token'>;

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A question as any program of the machine can put it: nothing of a browser stands in between. */
export function ask<T>(reviewing: Address, path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer<T>> {
  const { hostname, port, host } = new URL(reviewing.origin);
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ hostname, port, path, method, headers: { host, ...headers }, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => {
        const text = Buffer.concat(pieces).toString('utf8');
        const isJson = response.headers['content-type']?.startsWith('application/json') === true;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body: (isJson ? JSON.parse(text) : undefined) as T });
      });
    });
    asked.on('error', reject);
    asked.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  });
}

/** As the page puts it. */
export function get<T>(reviewing: Address, path: string): Promise<Answer<T>> {
  return ask<T>(reviewing, path, { headers: { 'x-mreg-token': reviewing.token } });
}

export function post<T = Outcome>(reviewing: Address, path: string, body: unknown = {}): Promise<Answer<T>> {
  const headers = { 'x-mreg-token': reviewing.token, origin: reviewing.origin, 'content-type': 'application/json' };
  return ask<T>(reviewing, path, { method: 'POST', headers, body });
}
