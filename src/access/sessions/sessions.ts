import { actorOf } from '../../domain/account.js';
import type { SessionLimits } from '../../domain/access-settings.js';
import { MregError } from '../../domain/error.js';
import { appendEntry } from '../../ledger/append.js';
import { shanghaiTime } from '../../lib/shanghai-time.js';
import { AccountRepository, type Account } from '../../store/account-repository.js';
import { storeError, writeBriefly, type Registry, type Sqlite } from '../../store/open.js';
import { SessionRepository, type Session } from '../../store/session-repository.js';
import type { By } from '../accounts/operations.js';
import { isWorthTouching, sessionEnd, type SessionEnd } from './judge.js';
import { tokenHash } from './session-file.js';

/** Whom a session file proves. */
export interface ProvenSession {
  readonly account: Account;
  readonly session: Session;
}

/** Enough of a token's hash to tell sessions apart in the ledger. */
const SHOWN_DIGITS = 12;

export function sessionName(tokenSha256: string): string {
  return tokenSha256.slice(0, SHOWN_DIGITS);
}

/** Opens a session, inside the caller's transaction; `via` says what proved the person. */
export function openSession(database: Sqlite, username: string, token: string, via: string, by: By): void {
  const tokenSha256 = tokenHash(token);
  new SessionRepository(database).insert({ token_sha256: tokenSha256, username, opened_at: by.at });
  appendEntry(database, { ...by, kind: 'session.login', body: { username, via, session: sessionName(tokenSha256) } });
}

/**
 * The account and session that a token stands for. A session found to be over is ended in the registry and the ledger.
 * @throws MregError `not-permitted` when the token proves nobody, or no longer
 */
export function proveSession(registry: Registry, token: string, limits: SessionLimits, now: Date): ProvenSession {
  const session = new SessionRepository(registry.database).find(tokenHash(token));
  const account = session === undefined ? undefined : new AccountRepository(registry.database).find(session.username);
  if (session === undefined || account === undefined) throw new MregError('not-permitted', 'access.session-unknown');
  if (session.ended_at !== null) throw ended(session, session.end_reason ?? '');
  const reason = sessionEnd(session, account, limits, now);
  if (reason === undefined) return { account, session };
  endSession(registry, { account, session }, reason, now);
  throw ended(session, reason);
}

function ended({ username }: Session, reason: string): MregError {
  const key = ENDED_MESSAGES[reason] ?? 'access.session-ended';
  return new MregError('not-permitted', key, { username });
}

/** Reasons that a message of their own explains; by any other, somebody ended it. */
const ENDED_MESSAGES: Readonly<Record<string, string>> = {
  idle: 'access.session-idle',
  'too-long': 'access.session-too-long',
  'clock-back': 'access.session-clock-back',
  'account-frozen': 'access.account-frozen',
  'account-closed': 'access.account-closed',
} satisfies Readonly<Record<SessionEnd, string>>;

/** Ends one session, for a reason that the ledger keeps. */
export function endSession(registry: Registry, { account, session }: ProvenSession, reason: string, now: Date): void {
  const { database } = registry;
  const at = shanghaiTime(now);
  writeBriefly(registry, () => {
    new SessionRepository(database).end(session.token_sha256, at, reason);
    const body = { username: account.username, session: sessionName(session.token_sha256), reason };
    appendEntry(database, { at, actor: actorOf(account), kind: 'session.end', body });
  });
}

/**
 * Writes down that a session is in use. Whoever only reads must not fail because the registry cannot be written just now:
 * then the next command will do it.
 */
export function touchSession(registry: Registry, session: Session, now: Date): void {
  if (!isWorthTouching(session, now)) return;
  try {
    writeBriefly(registry, () => new SessionRepository(registry.database).touch(session.token_sha256, shanghaiTime(now)));
  } catch (cause) {
    if (!(storeError(cause, registry.path) instanceof MregError)) throw cause;
  }
}
