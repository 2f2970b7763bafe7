import { actorOf } from '../../domain/account.js';
import { MregError } from '../../domain/error.js';
import { recordOffer } from '../../tokens/offer.js';
import type { SignRequest } from '../keys/sign-request.js';
import type { Desk } from './desk.js';
import type { FormOf } from './forms.js';
import { isLastStep } from './lifecycle.js';
import { refuseUnlessAllowed, requestNamed, standingOf } from './standing.js';
import { currentForm } from './stored-form.js';
import { drawTokenId, exportClaims } from './token-signing.js';

/**
 * Hands the claims of an export request out for signing on another machine, to the approver whose opinion it waits for. This is
 * no opinion yet: that is given when the signature comes back.
 * @throws MregError as an approval does; `usage` when the request has no token, or levels below the province come first
 */
export function offerExport(desk: Desk, number: string): { readonly toSign: SignRequest; readonly ledgerSeq: number } {
  const row = requestNamed(desk, number);
  const standing = standingOf(desk, row);
  refuseUnlessAllowed(row, standing, 'approve', desk.principal);
  if (row.kind !== 'export' || !isLastStep(standing)) throw new MregError('usage', 'request.no-token-yet', { request: number });
  const form = currentForm(desk, number) as FormOf<'export'>;
  const claims = exportClaims(desk, row, form, { jti: drawTokenId(desk), at: desk.at });
  const { ledgerSeq } = recordOffer(desk.registry.database, claims, desk.principal, desk.at);
  const applicant = desk.accounts().find(({ username }) => username === row.applicant);
  const toSign = {
    approver: desk.principal.username,
    applicant: applicant === undefined ? row.applicant : actorOf(applicant),
    region: row.region,
    claims,
  };
  return { toSign, ledgerSeq };
}
