import { createHash, timingSafeEqual } from 'node:crypto';

/** The part of a request that says who asks and from where. */
export interface Asking {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site`; browsers set it and no page can. */
  readonly fetchSite: string | undefined;
  readonly token: string | undefined;
}

export interface Gate {
  /** `127.0.0.1:51234` */
  readonly host: string;
  readonly token: string;
}

/** The status an answer is refused with, and the reason in a word. */
export interface Closed {
  readonly status: 401 | 403 | 405 | 421;
  readonly reason: string;
}

/** The header that carries the token: no other origin can set it without being asked for leave first, which is never given. */
export const TOKEN_HEADER = 'x-mreg-token';

/**
 * Whether the page itself may be handed out. The name asked for must be the address: a name that somebody else's server resolves to
 * 127.0.0.1 is a page of his (DNS rebinding). The page holds no data, so it needs no token.
 */
export function refusedPage({ method, host }: Asking, gate: Gate): Closed | undefined {
  if (host !== gate.host) return { status: 421, reason: 'host' };
  return method === 'GET' || method === 'HEAD' ? undefined : { status: 405, reason: 'method' };
}

/** Whether a question for data is answered: of this page only, with the token, and what changes something only from this origin. */
export function refusedQuestion(asking: Asking, wanted: 'GET' | 'POST', gate: Gate): Closed | undefined {
  const { method, host, origin, fetchSite, token } = asking;
  if (host !== gate.host) return { status: 421, reason: 'host' };
  if (origin !== undefined && origin !== `http://${gate.host}`) return { status: 403, reason: 'origin' };
  if (fetchSite !== undefined && fetchSite !== 'same-origin') return { status: 403, reason: 'site' };
  if (!isToken(token, gate.token)) return { status: 401, reason: 'token' };
  if (method !== wanted) return { status: 405, reason: 'method' };
  return wanted === 'POST' && origin === undefined ? { status: 403, reason: 'origin' } : undefined;
}

/** In a time that does not depend on how much of it is right: hashes of equal length are compared, whole. */
function isToken(given: string | undefined, token: string): boolean {
  return given !== undefined && timingSafeEqual(hash(given), hash(token));
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
