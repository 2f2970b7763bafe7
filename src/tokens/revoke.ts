import { MregError } from '../domain/error.js';
import { appendEntry } from '../ledger/append.js';
import type { Sqlite } from '../store/open.js';
import { TokenRepository, type TokenRow } from '../store/token-repository.js';
import { TOKEN_REVOKED } from './issued.js';

/** Who does something to a token or key, when, and why. */
export interface Reasoned {
  readonly at: string;
  readonly actor: string;
  readonly reason: string;
}

/** Makes a token worthless from now on. @throws MregError `usage` when there is none of this id, or it is revoked already */
export function revokeToken(database: Sqlite, start: string, by: Reasoned): { readonly token: TokenRow; readonly ledgerSeq: number } {
  const revoke = database.transaction(() => {
    const token = tokenBeginning(database, start);
    if (token.revoked_at !== null) throw new MregError('usage', 'token.revoked-already', { jti: token.jti, at: token.revoked_at });
    new TokenRepository(database).revoke(token.jti, by);
    const { at, actor, reason } = by;
    const { seq } = appendEntry(database, { at, actor, kind: TOKEN_REVOKED, body: { jti: token.jti, request: token.request, reason } });
    return { token, ledgerSeq: seq };
  });
  return revoke.immediate();
}

/** The one token whose id begins like this. @throws MregError `usage` when there is none, or more than one */
function tokenBeginning(database: Sqlite, start: string): TokenRow {
  const found = /^[0-9a-f]{4,32}$/u.test(start) ? new TokenRepository(database).beginning(start) : [];
  const [token] = found;
  if (token === undefined) throw new MregError('usage', 'token.none', { jti: start });
  if (found.length > 1) throw new MregError('usage', 'token.ambiguous', { jti: start, count: found.length });
  return token;
}
