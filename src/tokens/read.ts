import { createHash } from 'node:crypto';
import type { ApprovalClaims } from '../domain/approval.js';
import { parseCanonical } from '../ledger/canonical-json.js';
import { ID_PATTERN, parseClaimsText } from './claims.js';
import type { TokenRefusal } from './refusal.js';
import { TOKEN_ALGORITHM, TOKEN_TYPE } from './sign.js';

/** A token taken apart; nothing in it is proved yet. */
export type ReadToken =
  | { readonly kind: 'read'; readonly kid: string; readonly claims: ApprovalClaims; readonly claimsSha256: string }
  | { readonly kind: 'refused'; readonly reason: TokenRefusal };

/** Longer than any token the form can make: 42 fields, masked one by one, and every office of a province. */
const LONGEST_TOKEN_CHARACTERS = 131_072;
const SIGNATURE_CHARACTERS = 86;
/** Header members that would let the token choose its own key (RFC 7515 § 4.1.2–4.1.8). */
const KEY_MEMBERS = ['jwk', 'jku', 'x5u', 'x5c', 'x5t', 'x5t#S256'];

/**
 * Takes a compact JWS apart and holds header and claims to their one right form. There is exactly one spelling of each
 * token: base64url without slack bits, canonical JSON, no member too many.
 */
export function readToken(token: string): ReadToken {
  const parts = token.split('.');
  const [header, payload, signature] = parts.map(decodePart);
  if (token.length > LONGEST_TOKEN_CHARACTERS || parts.length !== 3) return refused('malformed');
  if (header === undefined || payload === undefined || signature === undefined) return refused('malformed');
  const kid = readHeader(parseCanonical(header.toString('utf8')));
  if (typeof kid !== 'string') return kid;
  if (parts[2]?.length !== SIGNATURE_CHARACTERS) return refused('malformed');
  const claims = parseClaimsText(payload.toString('utf8'));
  if (claims === undefined) return refused('bad-claims');
  return { kind: 'read', kid, claims, claimsSha256: createHash('sha256').update(payload).digest('hex') };
}

/** The bytes of a part; `undefined` when another text would give them too, so that no character can be changed unseen. */
function decodePart(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

/** The key's id, or why the header is refused: each reason apart, because each is another attack. */
function readHeader(header: unknown): string | ReadToken {
  if (!isObject(header)) return refused('malformed');
  if (header['alg'] !== TOKEN_ALGORITHM) return refused('wrong-algorithm');
  if (header['typ'] !== TOKEN_TYPE) return refused('wrong-type');
  if (KEY_MEMBERS.some((member) => Object.hasOwn(header, member))) return refused('brings-its-key');
  const { kid } = header;
  if (Object.keys(header).length !== 3 || typeof kid !== 'string') return refused('unknown-header');
  return ID_PATTERN.test(kid) ? kid : refused('unknown-key');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refused(reason: TokenRefusal): ReadToken & { readonly kind: 'refused' } {
  return { kind: 'refused', reason };
}
