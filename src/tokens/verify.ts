import { compactVerify, errors } from 'jose';
import type { ApprovalClaims } from '../domain/approval.js';
import { publicKeyFrom } from './key-id.js';
import { readToken } from './read.js';
import type { TokenRefusal } from './refusal.js';
import { TOKEN_ALGORITHM } from './sign.js';

/** A registered key of an approver. */
export interface KnownKey {
  readonly kid: string;
  /** Username of the approver. */
  readonly account: string;
  /** base64url of the 32 bytes. */
  readonly publicKey: string;
  readonly isRetired: boolean;
}

/** Claims that a registered key signed; whether they hold now is for `judgeToken` to say. */
export interface SignedClaims {
  readonly kind: 'signed';
  readonly claims: ApprovalClaims;
  readonly claimsSha256: string;
  readonly key: KnownKey;
}

export type Verification = SignedClaims | { readonly kind: 'refused'; readonly reason: TokenRefusal };

/**
 * Proves who signed a token. The key is looked up by its id among registered ones and the algorithm is ours, never the
 * token's: a token can name neither (RFC 8725 § 3.1, 3.2, 3.8).
 */
export async function verifyToken(token: string, findKey: (kid: string) => KnownKey | undefined): Promise<Verification> {
  const read = readToken(token);
  if (read.kind === 'refused') return read;
  const key = findKey(read.kid);
  if (key === undefined) return { kind: 'refused', reason: 'unknown-key' };
  if (!(await isSignedBy(token, key))) return { kind: 'refused', reason: 'bad-signature' };
  return { kind: 'signed', claims: read.claims, claimsSha256: read.claimsSha256, key };
}

async function isSignedBy(token: string, key: KnownKey): Promise<boolean> {
  try {
    await compactVerify(token, publicKeyFrom(key.publicKey), { algorithms: [TOKEN_ALGORITHM] });
    return true;
  } catch (cause) {
    if (cause instanceof errors.JOSEError) return false;
    throw cause;
  }
}
