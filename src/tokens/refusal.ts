/** Why a token is not good. Each has a message `token.refused.<reason>` and stands as it is in the ledger's `token.refuse`. */
export const TOKEN_REFUSALS = [
  // Of the text alone.
  'malformed',
  'wrong-algorithm',
  'wrong-type',
  'brings-its-key',
  'unknown-header',
  'bad-claims',
  // Of the signature.
  'unknown-key',
  'bad-signature',
  // Of the claims against what is known.
  'retired-key',
  'wrong-issuer',
  'not-issued',
  'record-altered',
  'revoked',
  'used-up',
  'wrong-user',
  'approver-is-applicant',
  'approver-is-officer',
  'clock-set-back',
  'not-yet-valid',
  'expired',
  // Of what is asked for.
  'wider-format',
  'too-many-rows',
  'outside-window',
] as const;

export type TokenRefusal = (typeof TOKEN_REFUSALS)[number];
