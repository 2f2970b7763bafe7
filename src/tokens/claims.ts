import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { ApprovalClaims } from '../domain/approval.js';
import { canonicalJson, parseCanonical } from '../ledger/canonical-json.js';
import { scopeSchema } from './scope.js';

/** Made of the public key (`keyIdOf`) or of chance (a token's): 16 bytes in lower-case hex. */
export const ID_PATTERN = /^[0-9a-f]{32}$/u;

const LONGEST_TEXT = 500;

const seconds = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
/** One line that a person reads: without line ends or other control characters nothing can pass for another line. */
const line = v.pipe(v.string(), v.nonEmpty(), v.maxLength(LONGEST_TEXT), v.regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]+$/u));

const claimsSchema = v.pipe(
  v.strictObject({
    iss: v.pipe(v.string(), v.regex(/^mreg:\d{2}0000$/u)),
    sub: v.pipe(line, v.maxLength(64)),
    jti: v.pipe(v.string(), v.regex(ID_PATTERN)),
    iat: seconds,
    nbf: seconds,
    exp: seconds,
    request: v.pipe(v.string(), v.regex(/^\d{6}-\d{8}-\d{3,6}$/u)),
    purpose: line,
    recipient: line,
    scope: scopeSchema,
    max_rows: count,
    uses: count,
  }),
  v.check(({ iat, nbf, exp }) => nbf < exp && iat < exp),
);

/** Reads claims from anything; `undefined` when a claim is missing, unknown or not of its form. */
export function parseClaims(value: unknown): ApprovalClaims | undefined {
  const { success, output } = v.safeParse(claimsSchema, value);
  return success ? output : undefined;
}

/** The payload of a token: canonical JSON, so that the same claims have one text and one digest. */
export function claimsText(claims: ApprovalClaims): string {
  return canonicalJson(claims);
}

/** Reads a payload back; `undefined` when it is not canonical or not the claims of an approval. */
export function parseClaimsText(text: string): ApprovalClaims | undefined {
  return parseClaims(parseCanonical(text));
}

/** SHA-256 of the payload in hex: what the ledger remembers of a token. */
export function claimsDigest(claims: ApprovalClaims): string {
  return createHash('sha256').update(claimsText(claims)).digest('hex');
}
