import type { ExportFormat } from '../domain/approval.js';
import type { Sqlite } from '../store/open.js';
import { issuedToken, latestSecondsSince } from './issued.js';
import { judgeToken } from './judge.js';
import { knownKey } from './known-keys.js';
import type { TokenRefusal } from './refusal.js';
import type { SignedClaims } from './verify.js';

/** Where and when a token is judged, and for whom. */
export interface Circumstances {
  readonly now: Date;
  /** `mreg:440000` */
  readonly issuer: string;
  readonly username: string;
  readonly format?: ExportFormat | undefined;
}

/** Judges signed claims by what the registry and the ledger know at this moment. */
export function judgeHere(database: Sqlite, signed: SignedClaims, circumstances: Circumstances): TokenRefusal | undefined {
  const { claims, claimsSha256, key } = signed;
  const keyNow = knownKey(database, key.kid);
  // The key was registered when the signature was checked; since then it may have been retired.
  if (keyNow === undefined) return 'unknown-key';
  return judgeToken(claims, {
    nowSeconds: Math.floor(circumstances.now.getTime() / 1_000),
    issuer: circumstances.issuer,
    username: circumstances.username,
    key: keyNow,
    issue: issuedToken(database, claims.jti, claimsSha256),
    latestSeconds: latestSecondsSince(database, claims.jti),
    format: circumstances.format,
  });
}

/** Who issues the tokens of a province, as their `iss` says it. */
export function issuerOf(provinceCode: string): string {
  return `mreg:${provinceCode}`;
}
