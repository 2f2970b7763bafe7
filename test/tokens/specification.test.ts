import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ApprovalClaims } from '../../src/domain/approval.js';
import { claimsDigest } from '../../src/tokens/claims.js';
import { keyIdOf } from '../../src/tokens/key-id.js';
import { TOKEN_REFUSALS } from '../../src/tokens/refusal.js';
import { signToken } from '../../src/tokens/sign.js';
import { verifyToken } from '../../src/tokens/verify.js';

interface Vector {
  readonly seed: string;
  readonly public_key: string;
  readonly kid: string;
  readonly claims: ApprovalClaims;
  readonly claims_sha256: string;
  readonly token: string;
}

const PAGE = readFileSync(new URL('../../docs/tokens.md', import.meta.url), 'utf8');
const vector = JSON.parse(/```json\n([\s\S]*?)```/u.exec(PAGE)?.[1] ?? '') as Vector;

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
const base64url = (text: string): string => Buffer.from(text).toString('base64url');

/** PKCS #8 of a seed, by the bytes of RFC 8410 § 10.3. */
const privateKey = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(vector.seed, 'hex')]),
  format: 'der',
  type: 'pkcs8',
});

/** Members sorted at every depth, no white space. */
function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${sorted(member)}`).join(',')}}`;
}

describe('the vector of docs/tokens.md', () => {
  it('follows from its words', () => {
    const x = createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '';
    const kid = sha256(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).subarray(0, 16).toString('hex');
    const text = `${base64url(`{"alg":"EdDSA","kid":"${kid}","typ":"mreg-approval+jwt"}`)}.${base64url(sorted(vector.claims))}`;
    expect({ x, kid, digest: sha256(sorted(vector.claims)).toString('hex') }).toEqual({
      x: vector.public_key,
      kid: vector.kid,
      digest: vector.claims_sha256,
    });
    expect(`${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`).toBe(vector.token);
  });

  it('is what the program makes, and believes', async () => {
    const { kid, public_key: publicKey, claims } = vector;
    expect([keyIdOf(publicKey), claimsDigest(claims)]).toEqual([kid, vector.claims_sha256]);
    expect(await signToken(claims, { kid, privateKey })).toBe(vector.token);
    const known = { kid, account: 'approver1', publicKey, isRetired: false };
    expect(await verifyToken(vector.token, () => known)).toMatchObject({ kind: 'signed', claims, claimsSha256: vector.claims_sha256 });
  });
});

it('docs/tokens.md explains every reason', () => {
  expect(TOKEN_REFUSALS.filter((reason) => !PAGE.includes(`\`${reason}\``))).toEqual([]);
});
