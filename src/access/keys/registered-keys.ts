import { actorOf, type Principal } from '../../domain/account.js';
import { MregError } from '../../domain/error.js';
import { holds } from '../../domain/permission.js';
import { appendEntry } from '../../ledger/append.js';
import { ApproverKeyRepository, type ApproverKeyRow } from '../../store/approver-key-repository.js';
import type { Sqlite } from '../../store/open.js';
import { KEY_REGISTERED, KEY_RETIRED } from '../../tokens/known-keys.js';
import type { PublicKey } from './public-key-file.js';

/** Who acts on keys, and when. */
export interface ByWhom {
  readonly principal: Principal;
  readonly at: string;
}

/**
 * Makes the registry know an approver's public key, by himself.
 * @throws MregError `not-permitted` when it is another's or he is no approver; `usage` when it is known already
 */
export function registerKey(database: Sqlite, key: PublicKey, { principal, at }: ByWhom): { readonly ledgerSeq: number } {
  if (!holds(principal, 'key.register')) throw new MregError('not-permitted', 'key.approver-only', { user: principal.username });
  if (key.account !== principal.username) {
    throw new MregError('not-permitted', 'key.of-another', { account: key.account, user: principal.username });
  }
  const register = database.transaction(() => {
    const repository = new ApproverKeyRepository(database);
    if (repository.find(key.kid) !== undefined) throw new MregError('usage', 'key.known', { kid: key.kid });
    const actor = actorOf(principal);
    const { account, kid, created_at: createdAt, public_key: publicKey } = key;
    const { seq } = appendEntry(database, {
      at,
      actor,
      kind: KEY_REGISTERED,
      body: { account, created_at: createdAt, kid, public_key: publicKey },
    });
    repository.add({ ...key, registered_at: at, registered_by: actor, ledger_seq: seq });
    return { ledgerSeq: seq };
  });
  return register.immediate();
}

/**
 * Ends a key: every token it signed is refused from now on. An approver retires his own, the security administrator any.
 * @throws MregError `usage` when there is none of this id, or it is retired; `not-permitted` when it is another's
 */
export function retireKey(
  database: Sqlite,
  start: string,
  reason: string,
  { principal, at }: ByWhom,
): { readonly key: ApproverKeyRow; readonly ledgerSeq: number } {
  const retire = database.transaction(() => {
    const key = keyBeginning(database, start);
    if (key.account !== principal.username && !holds(principal, 'key.retire-any')) {
      throw new MregError('not-permitted', 'key.of-another', { account: key.account, user: principal.username });
    }
    if (key.retired_at !== null) throw new MregError('usage', 'key.retired-already', { kid: key.kid, at: key.retired_at });
    const actor = actorOf(principal);
    new ApproverKeyRepository(database).retire(key.kid, { at, actor, reason });
    const { seq } = appendEntry(database, { at, actor, kind: KEY_RETIRED, body: { account: key.account, kid: key.kid, reason } });
    return { key, ledgerSeq: seq };
  });
  return retire.immediate();
}

/** The one key whose id begins like this. @throws MregError `usage` when there is none, or more than one */
function keyBeginning(database: Sqlite, start: string): ApproverKeyRow {
  const found = /^[0-9a-f]{4,32}$/u.test(start) ? new ApproverKeyRepository(database).beginning(start) : [];
  const [key] = found;
  if (key === undefined) throw new MregError('usage', 'key.none', { kid: start });
  if (found.length > 1) throw new MregError('usage', 'key.ambiguous', { kid: start, count: found.length });
  return key;
}
