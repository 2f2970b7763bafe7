import { actorOf } from '../../domain/account.js';
import type { AccessSettings } from '../../domain/access-settings.js';
import { MregError } from '../../domain/error.js';
import { appendEntry } from '../../ledger/append.js';
import { shanghaiTime } from '../../lib/shanghai-time.js';
import { AccountRepository, type Account } from '../../store/account-repository.js';
import type { Registry } from '../../store/open.js';
import { SessionRepository } from '../../store/session-repository.js';
import { hashPassword, passwordMatches } from '../passwords/hashing.js';
import { refuseWeakPassword } from '../passwords/policy.js';

export interface PasswordChange {
  /** As proven by the present password just now. */
  readonly account: Account;
  readonly password: string;
  /** The session that may go on, by its hash; every other one of the account ends. */
  readonly keptSession: string | undefined;
}

/**
 * Gives an account the password its holder chose.
 * @returns how many other sessions ended
 * @throws MregError `usage` when the password is weak or was used before
 */
export async function changePassword(
  { database }: Registry,
  { account, password, keptSession }: PasswordChange,
  settings: Pick<AccessSettings, 'password' | 'hashing'>,
  now: Date,
): Promise<number> {
  const { username } = account;
  const accounts = new AccountRepository(database);
  refuseWeakPassword(password, account, settings.password);
  await refuseUsedBefore(password, accounts.passwordHistory(username, settings.password.history), settings);
  const hash = await hashPassword(password, settings.hashing);
  const at = shanghaiTime(now);
  const change = database.transaction(() => {
    accounts.setPassword(username, hash, at);
    accounts.setMustChangePassword(username, false);
    const sessions = new SessionRepository(database).endAllOf(username, at, 'password-changed', keptSession);
    appendEntry(database, { at, actor: actorOf(account), kind: 'account.password', body: { username, chosen_by: 'holder', sessions } });
    return sessions;
  });
  return change.immediate();
}

async function refuseUsedBefore(
  password: string,
  hashes: readonly string[],
  { hashing, password: { history } }: Pick<AccessSettings, 'password' | 'hashing'>,
): Promise<void> {
  for (const hashed of hashes) {
    if (await passwordMatches(password, hashed, hashing)) throw new MregError('usage', 'access.password-used', { history });
  }
}
