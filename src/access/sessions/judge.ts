import type { SessionLimits } from '../../domain/access-settings.js';
import type { Account } from '../../store/account-repository.js';
import type { Session } from '../../store/session-repository.js';

const MINUTE_MS = 60_000;

/** How far a clock may be set right without ending the sessions of the last minute. */
const CLOCK_TOLERANCE_MS = 2 * MINUTE_MS;

/** The last use is written at most this often: a command a second must not write a row a second. */
const TOUCH_EVERY_MS = MINUTE_MS;

/** Why a session no longer proves anybody; each is the end of a message `access.session-<reason>`. */
export type SessionEnd = 'idle' | 'too-long' | 'clock-back' | 'account-frozen' | 'account-closed';

/**
 * Why a session ends at this moment, if it does. A clock behind the last use ends it: a clock set back must never make a
 * session longer. Time is taken as the later of both, so small corrections do not either.
 */
export function sessionEnd(session: Session, account: Pick<Account, 'state'>, limits: SessionLimits, now: Date): SessionEnd | undefined {
  if (account.state !== 'active') return `account-${account.state}`;
  const lastUsedMs = Date.parse(session.last_used_at);
  if (now.getTime() < lastUsedMs - CLOCK_TOLERANCE_MS) return 'clock-back';
  const { idleEndsMs, endsMs } = sessionEnds(session, limits);
  const nowMs = Math.max(now.getTime(), lastUsedMs);
  if (nowMs >= endsMs) return 'too-long';
  return nowMs >= idleEndsMs ? 'idle' : undefined;
}

/** When a session ends unless it is used, and when it ends anyway, in milliseconds since 1970. */
export function sessionEnds({ opened_at: openedAt, last_used_at: lastUsedAt }: Session, limits: SessionLimits) {
  const endsMs = Date.parse(openedAt) + limits.longestHours * 60 * MINUTE_MS;
  const idleEndsMs = Math.min(Date.parse(lastUsedAt) + limits.idleMinutes * MINUTE_MS, endsMs);
  return { endsMs, idleEndsMs };
}

export function isWorthTouching({ last_used_at: lastUsedAt }: Session, now: Date): boolean {
  return now.getTime() - Date.parse(lastUsedAt) >= TOUCH_EVERY_MS;
}
