import type { KeyObject } from 'node:crypto';
import { CompactSign } from 'jose';
import type { ApprovalClaims } from '../domain/approval.js';
import { claimsText, parseClaims } from './claims.js';

export const TOKEN_TYPE = 'mreg-approval+jwt';
export const TOKEN_ALGORITHM = 'EdDSA';

/** An approver's key, opened. */
export interface TokenSigner {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

/**
 * Signs claims as a compact JWS whose header and payload are canonical JSON.
 * @throws Error when the claims are not what `parseClaims` accepts: a token that nobody would accept is a bug of the caller
 */
export async function signToken(claims: ApprovalClaims, { kid, privateKey }: TokenSigner): Promise<string> {
  if (parseClaims(claims) === undefined) throw new Error(`claims that no check accepts: ${JSON.stringify(claims)}`);
  const header = { alg: TOKEN_ALGORITHM, kid, typ: TOKEN_TYPE };
  return new CompactSign(new TextEncoder().encode(claimsText(claims))).setProtectedHeader(header).sign(privateKey);
}
