import type { LedgerEntry } from '../ledger/entry.js';
import { parseEntry } from '../ledger/entry.js';
import type { Sqlite } from '../store/open.js';
import { TokenRepository, type TokenRow } from '../store/token-repository.js';
import type { IssuedToken } from './judge.js';

export const TOKEN_ISSUED = 'token.issue';
export const TOKEN_USED = 'token.use';
export const TOKEN_REVOKED = 'token.revoke';
export const TOKEN_REFUSED = 'token.refuse';

/**
 * What is left of a token, counted from the ledger: raising `uses_left` or wiping out a revocation in the registry gives
 * nothing back. @param claimsSha256 of the token at hand; another digest is not the token that was issued
 */
export function issuedToken(database: Sqlite, jti: string, claimsSha256: string): IssuedToken | undefined {
  const repository = new TokenRepository(database);
  const row = repository.find(jti);
  if (row === undefined) return undefined;
  const [issue, ...later] = repository.entriesNaming(jti, row.ledger_seq).flatMap((stored) => parseEntry(stored.body.toString()) ?? []);
  const about = (kind: string): number => later.filter((entry) => entry.kind === kind && entry.body['jti'] === jti).length;
  const usesLeft = row.uses - about(TOKEN_USED);
  const isRevoked = about(TOKEN_REVOKED) > 0;
  return {
    applicant: row.applicant,
    isRevoked: isRevoked || row.revoked_at !== null,
    usesLeft,
    isVouched: isIssueOf(issue, row) && row.claims_sha256 === claimsSha256 && row.uses_left === usesLeft,
  };
}

/** The latest time the ledger has seen since a token was issued, in seconds since 1970; 0 when it was not. */
export function latestSecondsSince(database: Sqlite, jti: string): number {
  const repository = new TokenRepository(database);
  const row = repository.find(jti);
  const latest = row && repository.latestTimeSince(row.ledger_seq);
  return latest === undefined ? 0 : secondsOf(latest);
}

function isIssueOf(entry: LedgerEntry | undefined, row: TokenRow): boolean {
  if (entry?.seq !== row.ledger_seq || entry.kind !== TOKEN_ISSUED) return false;
  const { jti, request, kid, applicant, claims_sha256, uses } = entry.body;
  return (
    jti === row.jti &&
    request === row.request &&
    kid === row.kid &&
    applicant === row.applicant &&
    claims_sha256 === row.claims_sha256 &&
    uses === row.uses
  );
}

/** Whole seconds since 1970 of a stored time; its offset is fixed, its milliseconds do not matter here. */
export function secondsOf(storedTime: string): number {
  return Math.floor(Date.parse(`${storedTime.slice(0, 19)}+08:00`) / 1_000);
}
