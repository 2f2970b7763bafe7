import type { ApprovalClaims } from '../../domain/approval.js';
import { MregError } from '../../domain/error.js';
import type { RequestRow } from '../../store/request-repository.js';
import { claimsDigest } from '../../tokens/claims.js';
import { knownKey } from '../../tokens/known-keys.js';
import { offerTo } from '../../tokens/offer.js';
import { signToken, type TokenSigner } from '../../tokens/sign.js';
import { claimsOf } from '../../tokens/terms.js';
import { verifyToken, type KnownKey } from '../../tokens/verify.js';
import type { Desk } from './desk.js';
import { exportTerms } from './export-terms.js';
import type { FormOf } from './forms.js';

/** How the approver signs: with his key, opened here, or by what comes back signed from the machine that holds it. */
export type TokenSigning =
  | { readonly kind: 'here'; readonly openKey: () => Promise<TokenSigner> }
  | { readonly kind: 'elsewhere'; readonly token: string };

export interface SignedToken {
  readonly token: string;
  readonly claims: ApprovalClaims;
  readonly key: KnownKey;
}

type ExportRequest = Pick<RequestRow, 'number' | 'region'>;

const TOKEN_ID_BYTES = 16;

/** A number for a new token. */
export function drawTokenId({ random }: Pick<Desk, 'random'>): string {
  return random(TOKEN_ID_BYTES).toString('hex');
}

/** What the token of a request says; the same request, id and time give the same claims again. */
export function exportClaims(
  { issuer }: Pick<Desk, 'issuer'>,
  { number, region }: ExportRequest,
  form: FormOf<'export'>,
  made: { readonly jti: string; readonly at: string },
): ApprovalClaims {
  return claimsOf(exportTerms(form, region), { issuer, request: number, jti: made.jti, madeAt: made.at });
}

/** @throws MregError `not-permitted` when the key is not registered, or what came back is not what was handed out */
export function signedToken(desk: Desk, request: ExportRequest, form: FormOf<'export'>, signing: TokenSigning): Promise<SignedToken> {
  return signing.kind === 'here' ? signHere(desk, request, form, signing.openKey) : takeBack(desk, request, form, signing.token);
}

async function signHere(
  desk: Desk,
  request: ExportRequest,
  form: FormOf<'export'>,
  openKey: () => Promise<TokenSigner>,
): Promise<SignedToken> {
  const signer = await openKey();
  const key = knownKey(desk.registry.database, signer.kid);
  if (key === undefined) throw new MregError('not-permitted', 'token.refused.unknown-key');
  const claims = exportClaims(desk, request, form, { jti: drawTokenId(desk), at: desk.at });
  return { token: await signToken(claims, signer), claims, key };
}

/** The form may have been changed since it was handed out: the claims are made from it again, and must be those that were signed. */
async function takeBack(desk: Desk, request: ExportRequest, form: FormOf<'export'>, token: string): Promise<SignedToken> {
  const { database } = desk.registry;
  const offer = offerTo(database, request.number, desk.principal);
  const verified = await verifyToken(token, (kid) => knownKey(database, kid));
  if (verified.kind === 'refused') throw new MregError('not-permitted', `token.refused.${verified.reason}`);
  const { key, claimsSha256 } = verified;
  const claims = exportClaims(desk, request, form, { jti: offer.jti, at: offer.offered_at });
  if (claimsSha256 !== offer.claims_sha256 || claimsSha256 !== claimsDigest(claims)) {
    throw new MregError('not-permitted', 'token.signed-differs', { request: request.number });
  }
  return { token, claims, key };
}
