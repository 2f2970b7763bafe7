import { createHash } from 'node:crypto';
import { FIELD_KEYS } from '../../domain/fields.js';
import type { RowValues } from '../../domain/registration.js';

/** SHA-256 of what a record says, so that one put right after the drawing is noticed. */
export function contentSha256(values: RowValues): string {
  return createHash('sha256')
    .update(JSON.stringify(FIELD_KEYS.map((key) => values[key])))
    .digest('hex');
}
