import { createHash, createPublicKey, type KeyObject } from 'node:crypto';

/** The 32 bytes of an Ed25519 public key (RFC 8032) in base64url, as a JWK's `x` says them. */
export function publicKeyText(key: KeyObject): string {
  return key.export({ format: 'jwk' }).x ?? '';
}

/** @throws Error when the text is not the 32 bytes of a public key. */
export function publicKeyFrom(text: string): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: text }, format: 'jwk' });
}

/**
 * The `kid` of a key: the first 16 bytes of its JWK thumbprint (RFC 7638 with SHA-256) in lower-case hex. Made of the key
 * alone, so that no key can stand under the id of another; hex, because people type its beginning.
 */
export function keyIdOf(publicKey: string): string {
  const thumbprint = createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${publicKey}"}`).digest('hex');
  return thumbprint.slice(0, 32);
}
