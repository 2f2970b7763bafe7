import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createApproverKey, type ApproverKey } from '../../src/access/keys/key-file.js';
import { publicKeyFrom } from '../../src/tokens/key-id.js';
import { signToken } from '../../src/tokens/sign.js';
import { verifyToken, type KnownKey } from '../../src/tokens/verify.js';
import { AT, forged, forgedByHmac, someClaims } from './approval-fixture.js';

const key = createApproverKey('approver1', AT);
const other = createApproverKey('approver1', AT);
const header = { alg: 'EdDSA', kid: key.kid, typ: 'mreg-approval+jwt' };

const known = ({ kid, account, publicKey }: ApproverKey): KnownKey => ({ kid, account, publicKey, isRetired: false });
const verify = (token: string) => verifyToken(token, (kid) => (kid === key.kid ? known(key) : undefined));
const reasonOf = async (token: string) => {
  const outcome = await verify(token);
  return outcome.kind === 'refused' ? outcome.reason : outcome.kind;
};

const spki = publicKeyFrom(key.publicKey).export({ format: 'pem', type: 'spki' });
const raw = Buffer.from(key.publicKey, 'base64url');

describe('a token', () => {
  it('is believed when a known key signed it', async () => {
    expect(await verify(await signToken(someClaims(), key))).toMatchObject({
      kind: 'signed',
      claims: someClaims(),
      key: { account: 'approver1' },
    });
  });

  it('by hand is the same token: the format is what docs/tokens.md says', async () => {
    expect(forged(header, someClaims(), key)).toBe(await signToken(someClaims(), key));
  });

  it.each<[string, () => string, string]>([
    ['no algorithm', () => forged({ ...header, alg: 'none' }, someClaims(), key), 'wrong-algorithm'],
    [
      'no algorithm and no signature',
      () =>
        `${forged({ ...header, alg: 'none' }, someClaims(), key)
          .split('.', 2)
          .join('.')}.`,
      'wrong-algorithm',
    ],
    ['no signature', () => `${forged(header, someClaims(), key).split('.', 2).join('.')}.`, 'malformed'],
    [
      'HS256 with the public key in PEM as its secret',
      () => forgedByHmac({ ...header, alg: 'HS256' }, someClaims(), spki),
      'wrong-algorithm',
    ],
    ['HS256 with the bytes of the public key', () => forgedByHmac({ ...header, alg: 'HS256' }, someClaims(), raw), 'wrong-algorithm'],
    ['an HMAC that calls itself EdDSA', () => forgedByHmac(header, someClaims(), raw), 'malformed'],
    ['another name of the algorithm', () => forged({ ...header, alg: 'Ed25519' }, someClaims(), key), 'wrong-algorithm'],
    [
      'a key in its header',
      () => forged({ ...header, jwk: { kty: 'OKP', crv: 'Ed25519', x: other.publicKey } }, someClaims(), other),
      'brings-its-key',
    ],
    ['an address of its key', () => forged({ ...header, jku: 'https://example.org' }, someClaims(), other), 'brings-its-key'],
    ['an address of its certificate', () => forged({ ...header, x5u: 'https://example.org' }, someClaims(), other), 'brings-its-key'],
    ['its certificate', () => forged({ ...header, x5c: ['AAAA'] }, someClaims(), other), 'brings-its-key'],
    ['a critical extension', () => forged({ ...header, crit: ['exp'] }, someClaims(), key), 'unknown-header'],
    ['an unencoded payload', () => forged({ ...header, b64: false, crit: ['b64'] }, someClaims(), key), 'unknown-header'],
    ['another type', () => forged({ ...header, typ: 'JWT' }, someClaims(), key), 'wrong-type'],
    ['no type', () => forged({ alg: 'EdDSA', kid: key.kid }, someClaims(), key), 'wrong-type'],
    ['no key', () => forged({ alg: 'EdDSA', typ: header.typ }, someClaims(), key), 'unknown-header'],
    ['a key that looks like a path', () => forged({ ...header, kid: '../keys/ledger.pem' }, someClaims(), key), 'unknown-key'],
    ['a header that is text', () => forged('"EdDSA"', someClaims(), key), 'malformed'],
    ['a header with spaces', () => forged(JSON.stringify(header, undefined, 1), someClaims(), key), 'malformed'],
    ['claims that are no JSON', () => forged(header, 'approved', key), 'bad-claims'],
    ['claims nobody knows', () => forged(header, { ...someClaims(), admin: true }, key), 'bad-claims'],
    ['the signature of another key', () => forged(header, someClaims(), other), 'bad-signature'],
    ['a key nobody registered', () => forged({ ...header, kid: other.kid }, someClaims(), other), 'unknown-key'],
    ['four parts', () => `${forged(header, someClaims(), key)}.AAAA`, 'malformed'],
    ['nothing in it', () => '', 'malformed'],
  ])('with %s is refused', async (_name, make, reason) => {
    expect(await reasonOf(make())).toBe(reason);
  });

  it('with one claim altered is refused, the signature kept', async () => {
    const [head, , signature] = (await signToken(someClaims(), key)).split('.');
    const payload = forged(header, { ...someClaims(), max_rows: 9_999 }, other).split('.')[1];
    expect(await reasonOf(`${head}.${payload}.${signature}`)).toBe('bad-signature');
  });
});

describe('any change of one character (RFC 8032 § 8.4, RFC 4648 § 3.5: no slack in signature or encoding)', () => {
  const CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+/= ';

  it('is refused, wherever it is', async () => {
    const token = await signToken(someClaims(), key);
    const change = fc.record({ at: fc.nat(token.length - 1), to: fc.constantFrom(...CHARACTERS) });
    const property = fc.asyncProperty(change, async ({ at, to }) => {
      fc.pre(token[at] !== to);
      expect((await verify(token.slice(0, at) + to + token.slice(at + 1))).kind).toBe('refused');
    });
    await fc.assert(property, { numRuns: 500 });
  });

  it('is refused at the end of the signature, where base64url has bits to spare', async () => {
    const token = await signToken(someClaims(), key);
    for (const to of CHARACTERS.replace(token.at(-1) ?? '', '')) expect((await verify(token.slice(0, -1) + to)).kind).toBe('refused');
  });

  it('is refused when a bit of the bytes is flipped, a character lost or one slipped in', async () => {
    const token = await signToken(someClaims(), key);
    const bytes = Buffer.from(token);
    const property = fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 7 }), async (at, bit) => {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
      expect((await verify(flipped.toString('latin1'))).kind).toBe('refused');
      expect((await verify(token.slice(0, at) + token.slice(at + 1))).kind).toBe('refused');
      expect((await verify(`${token.slice(0, at)}A${token.slice(at)}`)).kind).toBe('refused');
    });
    await fc.assert(property, { numRuns: 200 });
  });
});
