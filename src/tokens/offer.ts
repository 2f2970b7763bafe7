import type { ApprovalClaims } from '../domain/approval.js';
import { actorOf, type Principal } from '../domain/account.js';
import { MregError } from '../domain/error.js';
import { appendEntry } from '../ledger/append.js';
import type { Sqlite } from '../store/open.js';
import { TokenRepository, type OfferRow } from '../store/token-repository.js';
import { claimsDigest } from './claims.js';

const TOKEN_OFFERED = 'token.offer';

/**
 * Remembers claims that are handed out for signing on another machine; an earlier offer for the request is void. `at` must
 * be the time the claims were made at: from it and the form they are made again when the signature comes back.
 */
export function recordOffer(database: Sqlite, claims: ApprovalClaims, approver: Principal, at: string): { readonly ledgerSeq: number } {
  const { jti, request } = claims;
  const digest = claimsDigest(claims);
  const record = database.transaction(() => {
    new TokenRepository(database).putOffer({ request, jti, approver: approver.username, offered_at: at, claims_sha256: digest });
    const body = { jti, request, claims_sha256: digest };
    return { ledgerSeq: appendEntry(database, { at, actor: actorOf(approver), kind: TOKEN_OFFERED, body }).seq };
  });
  return record.immediate();
}

/** What was handed out to this approver for a request. @throws MregError `not-permitted` when nothing was */
export function offerTo(database: Sqlite, request: string, approver: Principal): OfferRow {
  const offer = new TokenRepository(database).offer(request);
  if (offer === undefined || offer.approver !== approver.username) {
    throw new MregError('not-permitted', 'token.not-offered', { request, user: approver.username });
  }
  return offer;
}
