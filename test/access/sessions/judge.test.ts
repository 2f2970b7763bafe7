import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWorthTouching, sessionEnd } from '../../../src/access/sessions/judge.js';
import { ACCESS_DEFAULTS } from '../../../src/domain/access-settings.js';
import { shanghaiTime } from '../../../src/lib/shanghai-time.js';
import type { Session } from '../../../src/store/session-repository.js';

const OPENED_MS = Date.parse('2026-05-20T09:30:00.000+08:00');
const MINUTE_MS = 60_000;
const LIMITS = ACCESS_DEFAULTS.session;
const ACTIVE = { state: 'active' } as const;

const at = (minutes: number): Date => new Date(OPENED_MS + minutes * MINUTE_MS);

function aSession(lastUsedMinute: number): Session {
  const times = { opened_at: shanghaiTime(at(0)), last_used_at: shanghaiTime(at(lastUsedMinute)) };
  return { token_sha256: 'aa', username: 'zhangsan', ...times, ended_at: null, end_reason: null };
}

describe('a session', () => {
  it.each<[string, number, number, string | undefined]>([
    ['used just now', 5, 5, undefined],
    ['unused for almost half an hour', 0, 29.9, undefined],
    ['unused for half an hour', 0, 30, 'idle'],
    ['in use for almost twelve hours', 719, 719.9, undefined],
    ['in use for twelve hours', 719, 720, 'too-long'],
    ['a minute before its last use, as after a clock was set right', 5, 4, undefined],
    ['an hour before its last use', 300, 240, 'clock-back'],
    ['before it was opened', 0, -10, 'clock-back'],
  ])('%s ends: %s', (_name, lastUsed, now, end) => expect(sessionEnd(aSession(lastUsed), ACTIVE, LIMITS, at(now))).toBe(end));

  it.each(['frozen', 'closed'] as const)('of an account that is %s ends', (state) =>
    expect(sessionEnd(aSession(0), { state }, LIMITS, at(1))).toBe(`account-${state}`),
  );

  it('is never longer for a clock that is set back', () => {
    const minutes = fc.integer({ min: 0, max: 720 });
    fc.assert(
      fc.property(minutes, minutes, (lastUsed, back) => {
        const goesOn = sessionEnd(aSession(lastUsed), ACTIVE, LIMITS, at(lastUsed - back)) === undefined;
        // It goes on only within the tolerance, and then counts as used at its last use.
        expect(goesOn).toBe(back <= 2 && lastUsed < 720);
      }),
    );
  });

  it('has its use written at most once a minute', () => {
    expect(isWorthTouching(aSession(5), at(5.9))).toBe(false);
    expect(isWorthTouching(aSession(5), at(6))).toBe(true);
    expect(isWorthTouching(aSession(5), at(4))).toBe(false);
  });
});
