import type { Designation } from '../../domain/account.js';
import { MregError } from '../../domain/error.js';
import { AccountRepository, type Account } from '../../store/account-repository.js';
import type { Sqlite } from '../../store/open.js';
import { openAccount, type AccountDraft, type By } from './operations.js';

/** Designations of which a province needs the first holder before any request can be decided. */
export const APPOINTED = ['approver', 'auditor', 'security-admin', 'system-operator'] as const satisfies readonly Designation[];

export type Appointed = (typeof APPOINTED)[number];

export type Appointee = Pick<AccountDraft, 'username' | 'name' | 'holder' | 'region' | 'passwordHash'>;

/**
 * Opens the account of the first holder of a designation, inside the caller's transaction. Requests need two people, and a
 * new home has one; so each designation is given once without a request, and never again, even when the account is closed.
 * @throws MregError `not-permitted` when the designation was ever given
 */
export function appointFirst(database: Sqlite, appointee: Appointee, designation: Appointed, by: By): Account {
  const holder = new AccountRepository(database).list().find(({ designations }) => designations.includes(designation));
  if (holder !== undefined) throw new MregError('not-permitted', 'access.appointed-before', { designation, username: holder.username });
  return openAccount(database, { ...appointee, role: 'staff', designations: [designation], mustChangePassword: true }, by);
}
