import type { Principal } from '../../domain/account.js';
import type { Account } from '../../store/account-repository.js';

/** The person behind a command, as the account has it now. */
export function principalOf({ username, name, role, designations, region, office }: Account): Principal {
  return { username, name, role, designations, region, ...(office === null ? {} : { office }) };
}
