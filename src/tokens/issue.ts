import type { ApprovalClaims } from '../domain/approval.js';
import { actorOf, type Principal } from '../domain/account.js';
import { MregError } from '../domain/error.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { appendEntry } from '../ledger/append.js';
import type { Sqlite } from '../store/open.js';
import { TokenRepository } from '../store/token-repository.js';
import { claimsDigest } from './claims.js';
import { TOKEN_ISSUED } from './issued.js';
import type { KnownKey } from './verify.js';

/** A signature over claims, and who made it. */
export interface TokenIssue {
  readonly claims: ApprovalClaims;
  readonly key: KnownKey;
  /** Username of who asked for the export. */
  readonly applicant: string;
  readonly approver: Principal;
  readonly now: Date;
}

/**
 * Remembers a token as issued, inside the transaction of the approval. Three persons are needed for one export (DOMAIN §9):
 * who asks, who approves, who carries it out.
 * @throws MregError `not-permitted` when two of them are one, or the key is not the approver's own
 */
export function recordIssue(database: Sqlite, { claims, key, applicant, approver, now }: TokenIssue): { readonly ledgerSeq: number } {
  refuseSharedHands(claims, key, applicant, approver);
  const at = shanghaiTime(now);
  const { jti, request, sub: officer, purpose, recipient, uses } = claims;
  const digest = claimsDigest(claims);
  const days = { not_before: timeOf(claims.nbf), expires_at: timeOf(claims.exp) };
  const common = { jti, request, kid: key.kid, applicant, officer, purpose, recipient, claims_sha256: digest, uses, ...days };
  const { seq } = appendEntry(database, {
    at,
    actor: actorOf(approver),
    kind: TOKEN_ISSUED,
    body: { ...common, max_rows: claims.max_rows },
  });
  const repository = new TokenRepository(database);
  repository.add({ ...common, issued_at: at, ledger_seq: seq });
  repository.removeOffer(request);
  return { ledgerSeq: seq };
}

function refuseSharedHands(claims: ApprovalClaims, key: KnownKey, applicant: string, approver: Principal): void {
  if (key.isRetired) throw new MregError('not-permitted', 'token.refused.retired-key');
  if (key.account !== approver.username)
    throw new MregError('not-permitted', 'token.key-of-another', { kid: key.kid, account: key.account });
  if (key.account === applicant) throw new MregError('not-permitted', 'token.refused.approver-is-applicant');
  if (key.account === claims.sub) throw new MregError('not-permitted', 'token.refused.approver-is-officer');
  if (applicant === claims.sub) throw new MregError('not-permitted', 'token.applicant-is-officer', { officer: claims.sub });
}

function timeOf(seconds: number): string {
  return shanghaiTime(new Date(seconds * 1_000));
}
