import { hash } from 'node:crypto';
import type { QuarantinedRecord } from '../../store/quarantine-repository.js';

const DIGEST_CHARACTERS = 16;

/**
 * Ties a row of a repair sheet to the row it was made from: the first 16 hex digits of SHA-256 over its id, place and
 * original cells (docs/quarantine.md). A sheet of another registry, and a sheet whose id column was sorted alone, do not fit.
 */
export function originDigest({ id, batchId, fileNo, line, cells }: QuarantinedRecord): string {
  const sorted = Object.entries(cells).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return hash('sha256', JSON.stringify([id, batchId, fileNo, line, sorted]), 'hex').slice(0, DIGEST_CHARACTERS);
}
