import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createApproverKey, openKey, sealKey } from '../../../src/access/keys/key-file.js';
import { parseKeyFile } from '../../../src/access/keys/key-file-form.js';
import { publicKeyFile, readPublicKeyFile } from '../../../src/access/keys/public-key-file.js';
import { signToken } from '../../../src/tokens/sign.js';
import { verifyToken } from '../../../src/tokens/verify.js';
import { AT, someClaims } from '../../tokens/approval-fixture.js';

const PASSPHRASE = '正确的马 电池 订书钉';
const key = createApproverKey('approver1', AT);
const sealed = sealKey(key, PASSPHRASE, randomBytes);

/** The file with one of its members changed. */
const withMember = (text: string, name: string, value: unknown): string => JSON.stringify({ ...JSON.parse(text), [name]: value });

describe('a key file', () => {
  it('gives the key back that was put in, and it signs', async () => {
    const opened = openKey(sealed, PASSPHRASE, 'k');
    expect(opened).toMatchObject({ kid: key.kid, account: 'approver1', createdAt: AT, publicKey: key.publicKey });
    const known = { kid: key.kid, account: key.account, publicKey: key.publicKey, isRetired: false };
    expect(await verifyToken(await signToken(someClaims(), opened), () => known)).toMatchObject({ kind: 'signed' });
  });

  it('opens with the same passphrase composed otherwise', () => {
    const composed = sealKey(key, 'caf\u00e9 caf\u00e9 caf\u00e9', randomBytes);
    expect(openKey(composed, 'cafe\u0301 cafe\u0301 cafe\u0301', 'k').kid).toBe(key.kid);
  });

  it('holds neither the passphrase nor the private key', () => {
    const { d } = key.privateKey.export({ format: 'jwk' });
    expect(sealed).not.toContain(d);
    expect(sealed).not.toContain(PASSPHRASE);
  });

  it('differs each time, the key being the same', () => expect(sealKey(key, PASSPHRASE, randomBytes)).not.toBe(sealed));

  it('costs 128 MiB to try one passphrase on', () => {
    const { n = 0, r = 0 } = parseKeyFile(sealed)?.kdf ?? {};
    expect(128 * n * r).toBe(134_217_728);
  });

  it('stays shut for another passphrase', () => expect(() => openKey(sealed, `${PASSPHRASE}。`, 'k')).toThrow('key.wrong-passphrase'));

  it.each([
    ['account', 'approver2'],
    ['created_at', '2001-01-01T00:00:00.000+08:00'],
    ['nonce', Buffer.alloc(12).toString('base64url')],
    ['sealed', Buffer.alloc(48).toString('base64url')],
  ])('stays shut when its %s was changed', (name, value) => {
    expect(() => openKey(withMember(sealed, name, value), PASSPHRASE, 'k')).toThrow('key.wrong-passphrase');
  });

  it.each([
    ['kid', '0'.repeat(32)],
    ['public_key', createApproverKey('approver1', AT).publicKey],
    ['kdf', { name: 'scrypt', n: 2 ** 30, r: 8, p: 1, salt: Buffer.alloc(16).toString('base64url') }],
    ['kdf', { name: 'pbkdf2' }],
    ['cipher', 'none'],
    ['extra', 1],
  ])('is none with such a %s', (name, value) => {
    expect(() => openKey(withMember(sealed, name, value), PASSPHRASE, 'k')).toThrow('key.not-a-key-file');
  });

  it.each(['', '{}', '-----BEGIN PRIVATE KEY-----', publicKeyFile(key)])('is none: %j', (text) => {
    expect(() => openKey(text, PASSPHRASE, 'k')).toThrow('key.not-a-key-file');
  });
});

describe('a public key file', () => {
  it('says whose key it is, signed by the key', () => {
    const { kid, publicKey } = key;
    expect(readPublicKeyFile(publicKeyFile(key), 'p')).toEqual({ account: 'approver1', created_at: AT, kid, public_key: publicKey });
  });

  it.each([
    ['account', 'approver2'],
    ['created_at', '2001-01-01T00:00:00.000+08:00'],
    ['proof', Buffer.alloc(64).toString('base64url')],
  ])('is not believed when its %s was changed', (name, value) => {
    expect(() => readPublicKeyFile(withMember(publicKeyFile(key), name, value), 'p')).toThrow('key.unproved');
  });

  it('is none when the id is not that of the key', () => {
    expect(() => readPublicKeyFile(withMember(publicKeyFile(key), 'kid', '0'.repeat(32)), 'p')).toThrow('key.not-a-public-key');
  });
});
