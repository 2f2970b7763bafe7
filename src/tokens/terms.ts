import type { ApprovalClaims } from '../domain/approval.js';
import { secondsOf } from './issued.js';

/** What an approved form says of its token; who issues it and under which number is added when it is made. */
export interface ApprovalTerms extends Pick<ApprovalClaims, 'sub' | 'purpose' | 'recipient' | 'scope' | 'max_rows' | 'uses'> {
  /** First and last day, `YYYY-MM-DD`, in Shanghai. */
  readonly valid_from: string;
  readonly valid_until: string;
}

/** What makes one token of a form different from another. */
export interface TokenOrigin {
  readonly issuer: string;
  /** Number of the request. */
  readonly request: string;
  readonly jti: string;
  /** Stored time at which the claims were made. */
  readonly madeAt: string;
}

const DAY_SECONDS = 86_400;

/** The claims of a token: from the first moment of the first day to the last moment of the last one. */
export function claimsOf(terms: ApprovalTerms, { issuer, request, jti, madeAt }: TokenOrigin): ApprovalClaims {
  const { valid_from: from, valid_until: until, sub, purpose, recipient, scope, max_rows: maxRows, uses } = terms;
  return {
    iss: issuer,
    sub,
    jti,
    iat: secondsOf(madeAt),
    nbf: secondsOf(`${from}T00:00:00`),
    exp: secondsOf(`${until}T00:00:00`) + DAY_SECONDS,
    request,
    purpose,
    recipient,
    scope,
    max_rows: maxRows,
    uses,
  };
}
