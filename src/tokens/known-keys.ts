import { parseEntry } from '../ledger/entry.js';
import { ApproverKeyRepository, type ApproverKeyRow } from '../store/approver-key-repository.js';
import type { Sqlite } from '../store/open.js';
import { TokenRepository } from '../store/token-repository.js';
import type { KnownKey } from './verify.js';

export const KEY_REGISTERED = 'key.register';
export const KEY_RETIRED = 'key.retire';

/**
 * A registered key, if the ledger says so too: a row slipped into the registry is no key, and a retirement that was wiped
 * out of it still counts.
 */
export function knownKey(database: Sqlite, kid: string): KnownKey | undefined {
  const row = new ApproverKeyRepository(database).find(kid);
  if (row === undefined) return undefined;
  const entries = new TokenRepository(database).entriesNaming(kid, row.ledger_seq).map((stored) => parseEntry(stored.body.toString()));
  const [first, ...later] = entries;
  if (first?.seq !== row.ledger_seq || first.kind !== KEY_REGISTERED || !isAnnouncementOf(first.body, row)) return undefined;
  const wasRetired = later.some((entry) => entry?.kind === KEY_RETIRED && entry.body['kid'] === kid);
  return { kid, account: row.account, publicKey: row.public_key, isRetired: wasRetired || row.retired_at !== null };
}

function isAnnouncementOf(body: Readonly<Record<string, unknown>>, row: ApproverKeyRow): boolean {
  return body['kid'] === row.kid && body['account'] === row.account && body['public_key'] === row.public_key;
}
