import { hkdfSync } from 'node:crypto';
import { SipHash } from './sip-hash.js';

/** An export's secret is drawn once, kept in the registry alone, and never leaves with the data. */
export const MARK_KEY_BYTES = 32;

/** What a key is used for; each use has a key of its own, so that what one gives away says nothing of another. */
export type KeyUse = 'row-marks' | 'pseudonym' | 'pseudonym-tag';

/** The keyed function of one export for one use (HKDF, RFC 5869). */
export function keyedHash(key: Buffer, use: KeyUse): SipHash {
  if (key.length !== MARK_KEY_BYTES) throw new Error(`a mark key of ${MARK_KEY_BYTES} bytes`);
  return new SipHash(Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `mreg export ${use}`, 16)));
}
