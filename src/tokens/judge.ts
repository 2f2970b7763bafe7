import type { ApprovalClaims, ExportFormat } from '../domain/approval.js';
import type { TokenRefusal } from './refusal.js';
import type { KnownKey } from './verify.js';

/** What is known where a token is to be used; everything `judgeToken` goes by besides the claims. */
export interface TokenFacts {
  readonly nowSeconds: number;
  /** `mreg:440000` */
  readonly issuer: string;
  /** Who wants to use it. */
  readonly username: string;
  readonly key: KnownKey;
  /** What the registry remembers of its issue; absent when it never issued this token. */
  readonly issue: IssuedToken | undefined;
  /** The latest time the ledger has seen since the issue. */
  readonly latestSeconds: number;
  /** Absent when only the token is asked about, not a use of it. */
  readonly format?: ExportFormat | undefined;
}

export interface IssuedToken {
  readonly applicant: string;
  readonly isRevoked: boolean;
  readonly usesLeft: number;
  /** The registry's row and the ledger tell the same story, and the digest is this token's. */
  readonly isVouched: boolean;
}

/** A clock corrected by the network may step back this much. */
export const CLOCK_TOLERANCE_SECONDS = 300;

type Check = (claims: ApprovalClaims, facts: TokenFacts) => boolean;

/**
 * In this order, so that the reason told is the one to act on: first what makes a token worthless for everybody, then for
 * this person, then for now, then for what is asked.
 */
const CHECKS: readonly (readonly [TokenRefusal, Check])[] = [
  ['retired-key', (_, { key }) => key.isRetired],
  ['wrong-issuer', (claims, { issuer }) => claims.iss !== issuer],
  ['not-issued', (_, { issue }) => issue === undefined],
  ['record-altered', (_, { issue }) => issue?.isVouched !== true],
  ['revoked', (_, { issue }) => issue?.isRevoked === true],
  ['used-up', (_, { issue }) => (issue?.usesLeft ?? 0) < 1],
  ['approver-is-applicant', (_, { key, issue }) => key.account === issue?.applicant],
  ['approver-is-officer', (claims, { key }) => key.account === claims.sub],
  ['wrong-user', (claims, { username }) => claims.sub !== username],
  ['clock-set-back', (_, { nowSeconds, latestSeconds }) => nowSeconds < latestSeconds - CLOCK_TOLERANCE_SECONDS],
  ['not-yet-valid', ({ nbf }, { nowSeconds }) => nowSeconds < nbf],
  ['expired', ({ exp }, { nowSeconds }) => nowSeconds >= exp],
  ['wider-format', ({ scope }, { format }) => format !== undefined && !scope.formats.includes(format)],
];

/** The first reason not to let these claims through, or `undefined` when there is none. */
export function judgeToken(claims: ApprovalClaims, facts: TokenFacts): TokenRefusal | undefined {
  return CHECKS.find(([, refuses]) => refuses(claims, facts))?.[0];
}
