import { actorOf } from '../../domain/account.js';
import type { AccessSettings, HashingCost, LockoutRule } from '../../domain/access-settings.js';
import { MregError } from '../../domain/error.js';
import { appendEntry } from '../../ledger/append.js';
import { shanghaiTime } from '../../lib/shanghai-time.js';
import { AccountRepository, type Account } from '../../store/account-repository.js';
import { writeBriefly, type Registry, type Sqlite } from '../../store/open.js';
import { costsDifferently, hashPassword, passwordMatches } from '../passwords/hashing.js';
import { foldUsername } from './username.js';

export interface Attempt {
  readonly username: string;
  readonly password: string;
  /** The command that asks, for the ledger. */
  readonly command: string;
}

type Outcome = { readonly kind: 'proven'; readonly account: Account } | { readonly kind: 'refused'; readonly key: string };

/** Who acts in an entry about an attempt that proved nobody. */
export const UNPROVEN = 'unproven';

const MINUTE_MS = 60_000;

/**
 * Proves a person by username and password. `onProven` runs in the transaction that records the success: opening a session, or
 * noting what a cron job did. The same answer, after the same work, is given for a wrong password, an unknown username and
 * a locked account: it must not tell which.
 * @throws MregError `not-permitted`; the refusal is in the ledger, without the username when no account has it, since
 * people type their password in the wrong place
 */
export async function authenticate(
  registry: Registry,
  attempt: Attempt,
  settings: Pick<AccessSettings, 'hashing' | 'lockout'>,
  now: Date,
  onProven: (account: Account) => void,
): Promise<Account> {
  const accounts = new AccountRepository(registry.database);
  const username = foldUsername(attempt.username);
  const before = accounts.find(username);
  const hashed = before?.password_hash ?? null;
  const matches = await passwordMatches(attempt.password, hashed, settings.hashing);
  const renewed = hashed !== null && matches ? await renewedHash(attempt.password, hashed, settings.hashing) : undefined;
  const outcome = writeBriefly(registry, (): Outcome => {
    // Judged again now that nobody else writes: of many guesses at once, only those before the lock count.
    const account = accounts.find(username);
    const unchanged = account?.password_changed_at === before?.password_changed_at;
    const refusal = refusalOf(account, matches && unchanged, now);
    if (account === undefined || refusal !== undefined) {
      return refuse(registry.database, account, refusal ?? 'unknown-account', attempt, settings.lockout, now);
    }
    if (hashed !== null && renewed !== undefined) accounts.replaceHash(username, hashed, renewed);
    accounts.recordLogin(username, shanghaiTime(now));
    onProven(account);
    return { kind: 'proven', account };
  });
  if (outcome.kind === 'refused') throw new MregError('not-permitted', outcome.key, { ...settings.lockout });
  return outcome.account;
}

/** A hash at the cost that the settings ask for now; only at a login is the password there to make it from. */
async function renewedHash(password: string, hashed: string, cost: HashingCost): Promise<string | undefined> {
  return costsDifferently(hashed, cost) ? hashPassword(password, cost) : undefined;
}

type Refusal = 'unknown-account' | 'locked' | 'wrong-password' | 'account-frozen' | 'account-closed';

function refusalOf(account: Account | undefined, matches: boolean, now: Date): Refusal | undefined {
  if (account === undefined) return 'unknown-account';
  if (account.locked_until !== null && now.getTime() < Date.parse(account.locked_until)) return 'locked';
  if (!matches) return 'wrong-password';
  return account.state === 'active' ? undefined : `account-${account.state}`;
}

/** Only who knows the password is told that the account is frozen or closed. */
const REFUSAL_MESSAGES: Readonly<Record<Refusal, string>> = {
  'unknown-account': 'access.login-refused',
  locked: 'access.login-refused',
  'wrong-password': 'access.login-refused',
  'account-frozen': 'access.account-frozen',
  'account-closed': 'access.account-closed',
};

function refuse(
  database: Sqlite,
  account: Account | undefined,
  reason: Refusal,
  { command }: Attempt,
  lockout: LockoutRule,
  now: Date,
): Outcome {
  const at = shanghaiTime(now);
  const body = { username: account?.username ?? null, reason, command };
  appendEntry(database, { at, actor: UNPROVEN, kind: 'session.refuse', body });
  if (account !== undefined && reason === 'wrong-password') countFailure(database, account, lockout, now);
  return { kind: 'refused', key: REFUSAL_MESSAGES[reason] };
}

function countFailure(database: Sqlite, account: Account, { attempts, minutes }: LockoutRule, now: Date): void {
  const accounts = new AccountRepository(database);
  const failed = account.failed_attempts + 1;
  if (failed < attempts) return accounts.recordFailure(account.username, failed, null);
  const until = shanghaiTime(new Date(now.getTime() + minutes * MINUTE_MS));
  // The count begins anew behind the lock.
  accounts.recordFailure(account.username, 0, until);
  appendEntry(database, { at: shanghaiTime(now), actor: UNPROVEN, kind: 'account.lock', body: { username: account.username, until } });
}

/** The ledger entry of a command that ran on a password alone, without a session. */
export function recordCommandLogin(database: Sqlite, account: Account, command: string, now: Date): void {
  const body = { username: account.username, via: 'password-file', command };
  appendEntry(database, { at: shanghaiTime(now), actor: actorOf(account), kind: 'session.login', body });
}
