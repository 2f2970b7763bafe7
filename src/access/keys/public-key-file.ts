import { sign, verify } from 'node:crypto';
import { MregError } from '../../domain/error.js';
import { canonicalJson } from '../../ledger/canonical-json.js';
import { keyIdOf, publicKeyFrom } from '../../tokens/key-id.js';
import type { ApproverKey } from './key-file.js';
import { parsePublicKeyFile, type PublicKeyFile } from './key-file-form.js';

/** What is registered of a key: who it belongs to and its public half. */
export type PublicKey = Omit<PublicKeyFile, 'proof' | 'format'>;

const FORMAT = 'mreg-approver-public-key/1';

/**
 * The text of the file to register. The key itself signs whose it is, so that nobody can register the key of another
 * under his own name, nor his own under that of another.
 */
export function publicKeyFile(key: ApproverKey): string {
  const open = publicKeyOf(key);
  const proof = sign(null, provedText(open), key.privateKey).toString('base64url');
  return `${JSON.stringify({ ...open, format: FORMAT, proof }, undefined, 2)}\n`;
}

export function publicKeyOf({ account, createdAt, kid, publicKey }: ApproverKey): PublicKey {
  return { account, created_at: createdAt, kid, public_key: publicKey };
}

/** @throws MregError `usage` when it is no public key file, `not-permitted` when the key did not sign it */
export function readPublicKeyFile(text: string, path: string): PublicKey {
  const file = parsePublicKeyFile(text);
  if (file === undefined || file.kid !== keyIdOf(file.public_key)) throw new MregError('usage', 'key.not-a-public-key', { path });
  const { proof, format: _, ...open } = file;
  const isProved = verify(null, provedText(open), publicKeyFrom(open.public_key), Buffer.from(proof, 'base64url'));
  if (!isProved) throw new MregError('not-permitted', 'key.unproved', { path });
  return open;
}

function provedText(open: PublicKey): Buffer {
  return Buffer.from(canonicalJson({ ...open, format: FORMAT }));
}
