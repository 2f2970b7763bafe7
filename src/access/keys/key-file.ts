import { createCipheriv, createDecipheriv, createPrivateKey, generateKeyPairSync, scryptSync, type KeyObject } from 'node:crypto';
import { MregError } from '../../domain/error.js';
import { canonicalJson } from '../../ledger/canonical-json.js';
import { keyIdOf, publicKeyText } from '../../tokens/key-id.js';
import { parseKeyFile, type KeyFile } from './key-file-form.js';

/** An approver's key, opened with its passphrase. */
export interface ApproverKey {
  readonly kid: string;
  /** Username of the approver. */
  readonly account: string;
  readonly createdAt: string;
  /** base64url of the 32 bytes. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

/**
 * scrypt (RFC 7914) with 128 MiB: half a second of one core here, for whoever tries a passphrase. PKCS #8 as node:crypto
 * writes it would be PBKDF2 with 2,048 rounds, some thousand times cheaper to guess against.
 */
const SCRYPT = { n: 131_072, r: 8, p: 1 } as const;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

export const KEY_FILE_FORMAT = 'mreg-approver-key/1';

/** Makes an Ed25519 key for an approver. */
export function createApproverKey(account: string, createdAt: string): ApproverKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const text = publicKeyText(publicKey);
  return { kid: keyIdOf(text), account, createdAt, publicKey: text, privateKey };
}

/** The text of a key file: what it is stands open, the private half is sealed, and neither can be changed without the other. */
export function sealKey(key: ApproverKey, passphrase: string, random: (bytes: number) => Buffer): string {
  const nonce = random(NONCE_BYTES);
  const open = {
    account: key.account,
    cipher: CIPHER,
    created_at: key.createdAt,
    format: KEY_FILE_FORMAT,
    kdf: { name: 'scrypt', ...SCRYPT, salt: random(SALT_BYTES).toString('base64url') },
    kid: key.kid,
    nonce: nonce.toString('base64url'),
    public_key: key.publicKey,
  } as const;
  const cipher = createCipheriv(CIPHER, passphraseKey(passphrase, open.kdf), nonce).setAAD(Buffer.from(canonicalJson(open)));
  const seed = Buffer.from(key.privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
  const sealed = Buffer.concat([cipher.update(seed), cipher.final(), cipher.getAuthTag()]);
  return `${JSON.stringify({ ...open, sealed: sealed.toString('base64url') }, undefined, 2)}\n`;
}

/**
 * Opens a key file.
 * @throws MregError `usage` when it is none; `not-permitted` when the passphrase does not open it, or the file was changed
 */
export function openKey(text: string, passphrase: string, path: string): ApproverKey {
  const file = parseKeyFile(text);
  if (file === undefined || file.kid !== keyIdOf(file.public_key)) throw new MregError('usage', 'key.not-a-key-file', { path });
  const { kid, account, created_at: createdAt, public_key: publicKey } = file;
  const d = openSeed(file, passphrase, path).toString('base64url');
  const privateKey = createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', d, x: publicKey }, format: 'jwk' });
  return { kid, account, createdAt, publicKey, privateKey };
}

function openSeed({ sealed, ...open }: KeyFile, passphrase: string, path: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv(CIPHER, passphraseKey(passphrase, open.kdf), Buffer.from(open.nonce, 'base64url'));
  decipher.setAAD(Buffer.from(canonicalJson(open))).setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new MregError('not-permitted', 'key.wrong-passphrase', { path }, { cause });
  }
}

/** The same characters typed on another machine may come composed otherwise: NFC makes them one. */
function passphraseKey(passphrase: string, { n, r, p, salt }: KeyFile['kdf']): Buffer {
  const cost = { N: n, r, p, maxmem: 256 * n * r };
  return scryptSync(passphrase.normalize('NFC'), Buffer.from(salt, 'base64url'), 32, cost);
}
