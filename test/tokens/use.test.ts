import { describe, expect, it } from 'vitest';
import { retireKey } from '../../src/access/keys/registered-keys.js';
import type { ApprovalClaims } from '../../src/domain/approval.js';
import { MregError } from '../../src/domain/error.js';
import { isMessageKey } from '../../src/i18n/translate.js';
import { appendEntry } from '../../src/ledger/append.js';
import { verifyLedger } from '../../src/ledger/verify.js';
import { shanghaiTime } from '../../src/lib/shanghai-time.js';
import type { Sqlite } from '../../src/store/open.js';
import { TokenRepository } from '../../src/store/token-repository.js';
import { TOKEN_REFUSALS } from '../../src/tokens/refusal.js';
import { revokeToken } from '../../src/tokens/revoke.js';
import { checkToken, refuseToken, takeUse, type TokenAttempt } from '../../src/tokens/use.js';
import { AT, aKey, anAttempt, APPROVER, aPrincipal, aRegistry, entriesOf, issue, NOW, seconds, someClaims } from './approval-fixture.js';

const BY = { at: AT, actor: '安全管理员', reason: '用途变更' };

/** Checks a token and takes a use. @returns `taken`, or the reason it was refused for. */
async function outcomeOf(database: Sqlite, attempt: TokenAttempt): Promise<string> {
  try {
    takeUse(database, await checkToken(database, attempt));
    return 'taken';
  } catch (thrown) {
    if (!(thrown instanceof MregError)) throw thrown;
    expect(thrown.kind).toBe('not-permitted');
    return thrown.key.replace('token.refused.', '');
  }
}

const at = (shanghai: string): Date => new Date(seconds(shanghai) * 1_000);

const fail = (): never => {
  throw new Error('disk full');
};

/** What another command writes while time goes on. */
const note = (database: Sqlite, when: string): void => {
  const entry = { at: shanghaiTime(at(when)), actor: '测试员', kind: 'session.login', body: {} };
  database.transaction(() => appendEntry(database, entry)).immediate();
};

function forgetRetirement(database: Sqlite, kid: string): void {
  retireKey(database, kid, '遗失', { principal: APPROVER, at: AT });
  database.exec('UPDATE approver_key SET retired_at = NULL');
}

function exchangeKey(database: Sqlite): void {
  database.exec(`UPDATE approver_key SET public_key = '${Buffer.alloc(32, 1).toString('base64url')}'`);
}

const refusing = async (claims: ApprovalClaims, applicant: string): Promise<string> => {
  const { database } = aRegistry();
  const key = aKey(database);
  const before = entriesOf(database).length;
  const message = await issue(database, key, claims, applicant).then(String, String);
  expect(entriesOf(database)).toHaveLength(before);
  expect(new TokenRepository(database).list()).toEqual([]);
  return message;
};

describe('a good token', () => {
  it('is used once, in the ledger, and not again', async () => {
    const { database } = aRegistry();
    const token = await issue(database, aKey(database));
    expect(await outcomeOf(database, anAttempt(token))).toBe('taken');
    expect(await outcomeOf(database, anAttempt(token))).toBe('used-up');
    expect(entriesOf(database).map(({ kind }) => kind)).toEqual(['key.register', 'token.issue', 'token.use', 'token.refuse']);
    expect(entriesOf(database).at(-1)?.body).toMatchObject({ reason: 'used-up', user: 'officer1', jti: someClaims().jti });
    expect(verifyLedger(database).sound).toBe(true);
  });

  it('is used as often as it says', async () => {
    const { database } = aRegistry();
    const token = await issue(database, aKey(database), someClaims({ uses: 3 }));
    const outcomes = [];
    for (let n = 0; n < 4; n += 1) outcomes.push(await outcomeOf(database, anAttempt(token)));
    expect(outcomes).toEqual(['taken', 'taken', 'taken', 'used-up']);
  });

  it('is not used up by checking it', async () => {
    const { database } = aRegistry();
    const token = await issue(database, aKey(database));
    for (let n = 0; n < 3; n += 1) await checkToken(database, anAttempt(token));
    expect(await outcomeOf(database, anAttempt(token))).toBe('taken');
  });

  it('that two checked is used by one of them', async () => {
    const { database } = aRegistry();
    const token = await issue(database, aKey(database));
    const [one, two] = [await checkToken(database, anAttempt(token)), await checkToken(database, anAttempt(token))];
    takeUse(database, one);
    expect(() => takeUse(database, two)).toThrow('used-up');
  });

  it('keeps its use when what is written alongside fails', async () => {
    const { database } = aRegistry();
    const token = await issue(database, aKey(database));
    const good = await checkToken(database, anAttempt(token));
    expect(() => takeUse(database, good, fail)).toThrow('disk full');
    expect(await outcomeOf(database, anAttempt(token))).toBe('taken');
  });
});

describe('the time of a token', () => {
  it.each([
    ['2031-05-04T23:59:59', 'not-yet-valid'],
    ['2031-05-05T00:00:00', 'taken'],
    ['2031-05-11T23:59:59', 'taken'],
    ['2031-05-12T00:00:00', 'expired'],
  ])('%s: %s', async (now, outcome) => {
    const { database } = aRegistry();
    const token = await issue(database, aKey(database));
    expect(await outcomeOf(database, anAttempt(token, { now: at(now) }))).toBe(outcome);
  });

  it('cannot be had back by setting the clock back', async () => {
    const { database } = aRegistry();
    const token = await issue(database, aKey(database));
    note(database, '2031-05-12T08:00:00');
    expect(await outcomeOf(database, anAttempt(token))).toBe('clock-set-back');
  });

  it('cannot be had back by writing to the ledger after setting the clock back', async () => {
    const { database } = aRegistry();
    const token = await issue(database, aKey(database));
    note(database, '2031-05-12T08:00:00');
    note(database, '2031-05-05T11:59:00');
    expect(await outcomeOf(database, anAttempt(token))).toBe('clock-set-back');
  });

  it('forgives a clock that was corrected by seconds', async () => {
    const { database } = aRegistry();
    const token = await issue(database, aKey(database));
    note(database, '2031-05-05T12:04:00');
    expect(await outcomeOf(database, anAttempt(token))).toBe('taken');
  });

  it('is not spoiled by a clock that was ahead before the token was issued', async () => {
    const { database } = aRegistry();
    note(database, '2039-01-01T00:00:00');
    const token = await issue(database, aKey(database));
    expect(await outcomeOf(database, anAttempt(token))).toBe('taken');
  });
});

describe('a token is refused, and the ledger says so, when', () => {
  it.each<[string, string, (database: Sqlite, kid: string) => void]>([
    ['it was revoked', 'revoked', (database) => revokeToken(database, someClaims().jti.slice(0, 6), BY)],
    ['its key was retired', 'retired-key', (database, kid) => retireKey(database, kid, '遗失', { principal: APPROVER, at: AT })],
    [
      'its digest was changed in the registry',
      'record-altered',
      (database) => database.exec("UPDATE approval_token SET claims_sha256 = 'x'"),
    ],
    ['its counter was raised in the registry', 'record-altered', (database) => database.exec('UPDATE approval_token SET uses_left = 5')],
    [
      'its uses were raised in the registry',
      'record-altered',
      (database) => database.exec('UPDATE approval_token SET uses = 5, uses_left = 5'),
    ],
    [
      'its applicant was changed in the registry',
      'record-altered',
      (database) => database.exec("UPDATE approval_token SET applicant = 'x'"),
    ],
    ['its record was removed', 'not-issued', (database) => database.exec('DELETE FROM approval_token')],
    ['its key was exchanged in the registry', 'unknown-key', exchangeKey],
    ['its key was given to another in the registry', 'unknown-key', (database) => database.exec("UPDATE approver_key SET account = 'x'")],
    ['the retirement of its key was wiped out of the registry', 'retired-key', forgetRetirement],
  ])('%s', async (_name, reason, spoil) => {
    const { database } = aRegistry();
    const key = aKey(database);
    const token = await issue(database, key);
    spoil(database, key.kid);
    expect(await outcomeOf(database, anAttempt(token))).toBe(reason);
    expect(entriesOf(database).at(-1)).toMatchObject({ kind: 'token.refuse', body: { reason } });
  });

  it.each<[string, string, Partial<TokenAttempt>]>([
    ['another user brings it', 'wrong-user', { principal: aPrincipal('officer2', ['export-officer']) }],
    ['another province is asked', 'wrong-issuer', { issuer: 'mreg:980000' }],
    ['another format is asked for', 'wider-format', { format: 'xlsx' }],
  ])('%s', async (_name, reason, over) => {
    const { database } = aRegistry();
    const token = await issue(database, aKey(database));
    expect(await outcomeOf(database, anAttempt(token, over))).toBe(reason);
    expect(entriesOf(database).at(-1)).toMatchObject({ kind: 'token.refuse', body: { reason } });
    expect(await outcomeOf(database, anAttempt(token))).toBe('taken');
  });

  it('its revocation is only in the ledger', async () => {
    const { database } = aRegistry();
    const token = await issue(database, aKey(database));
    revokeToken(database, someClaims().jti, BY);
    database.exec('UPDATE approval_token SET revoked_at = NULL');
    expect(await outcomeOf(database, anAttempt(token))).toBe('revoked');
  });

  it('its bytes prove nothing, and then nothing it says is remembered', async () => {
    const { database } = aRegistry();
    const token = await issue(database, aKey(database));
    expect(await outcomeOf(database, anAttempt(`${token.slice(0, -4)}AAAA`))).toBe('bad-signature');
    expect(Object.keys(entriesOf(database).at(-1)?.body ?? {})).toEqual(['reason', 'token_sha256', 'user']);
  });

  it('the caller finds a reason of its own', async () => {
    const { database } = aRegistry();
    const attempt = anAttempt(await issue(database, aKey(database)));
    const { signed } = await checkToken(database, attempt);
    expect(() => refuseToken(database, attempt, 'too-many-rows', signed.claims)).toThrow('too-many-rows');
    expect(entriesOf(database).at(-1)?.body).toMatchObject({ reason: 'too-many-rows', request: '990104-20310504-001' });
  });
});

describe('three persons', () => {
  it('are needed: the approver is not the applicant', async () =>
    expect(await refusing(someClaims(), APPROVER.username)).toContain('approver-is-applicant'));
  it('are needed: the approver is not the officer', async () =>
    expect(await refusing(someClaims({ sub: APPROVER.username }), 'county1')).toContain('approver-is-officer'));
  it('are needed: the applicant is not the officer', async () =>
    expect(await refusing(someClaims(), 'officer1')).toContain('applicant-is-officer'));
});

describe('every reason', () => {
  it('has words and advice in both languages', () => {
    const silent = TOKEN_REFUSALS.filter(
      (reason) => !isMessageKey(`token.refused.${reason}`) || !isMessageKey(`token.refused.${reason}.hint`),
    );
    expect(silent).toEqual([]);
  });
});

it('the clock of these tests stands where their tokens are good', () => expect(NOW.getTime() / 1_000).toBeGreaterThan(someClaims().nbf));
