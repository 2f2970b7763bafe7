import { workAreaOf } from '../../domain/account.js';
import { MregError } from '../../domain/error.js';
import { AccountRepository, type Account } from '../../store/account-repository.js';
import { principalOf } from './principal.js';
import { usernameFrom } from './username.js';

/** Whether an account works within an area; an office's registrar works within the office's county. */
export function worksWithin(account: Account, reach: string): boolean {
  return workAreaOf(principalOf(account)).startsWith(reach);
}

/** The accounts that work within an area, in order of username. @param reach what codes begin with; '' is everything. */
export function accountsWithin(accounts: AccountRepository, reach: string): readonly Account[] {
  return accounts.list().filter((account) => worksWithin(account, reach));
}

/** @throws MregError `input-refused` when there is no such account, `not-permitted` when it works outside the area. */
export function accountWithin(accounts: AccountRepository, username: string, reach: string): Account {
  const account = accounts.find(usernameFrom(username));
  if (account === undefined) throw new MregError('input-refused', 'access.no-account', { username });
  if (!worksWithin(account, reach)) throw new MregError('not-permitted', 'user.outside-area', { username });
  return account;
}
