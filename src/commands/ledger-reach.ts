import { accountsWithin } from '../access/accounts/reach.js';
import { actorOf, areaPrefix } from '../domain/account.js';
import { MregError } from '../domain/error.js';
import { reachOf } from '../domain/permission.js';
import type { LedgerEntry } from '../ledger/entry.js';
import { AccountRepository } from '../store/account-repository.js';
import type { Home } from './home.js';

/**
 * By whom a person sees entries: bureaus look after the users of their own area (Art. 24), the province and who has a
 * designation for it after everybody's.
 * @param region narrows to accounts of this region, six digits
 * @returns `undefined` for everybody
 */
export function visibleActors({ registry, principal }: Home, region?: string): readonly string[] | undefined {
  const reach = reachOf(principal, 'ledger.read');
  if (reach === '' && region === undefined) return undefined;
  const wanted = region === undefined ? '' : areaPrefix(region);
  const accounts = accountsWithin(new AccountRepository(registry.database), reach);
  return accounts.filter((account) => account.region.startsWith(wanted)).map(actorOf);
}

/** @param entry `undefined` when it cannot be read: then nobody's @throws MregError `not-permitted` for an entry that somebody of another area made */
export function refuseForeignEntry(home: Home, seq: number, entry: LedgerEntry | undefined): void {
  const actors = visibleActors(home);
  if (actors === undefined || (entry !== undefined && actors.includes(entry.actor))) return;
  throw new MregError('not-permitted', 'ledger.outside-area', { seq });
}
