import { MregError } from '../../domain/error.js';
import { recordIssue } from '../../tokens/issue.js';
import type { Executor } from './matter.js';
import { signedToken } from './token-signing.js';

/** The province's consent to an export is a token, signed with the approver's own key (Art. 33). */
export const carryOutExport: Executor<'export'> = async (desk, { request, form, handover }) => {
  const { signing, deliverToken } = handover;
  if (signing === undefined || deliverToken === undefined) {
    throw new MregError('usage', 'request.key-missing', { request: request.number });
  }
  const { token, claims, key } = await signedToken(desk, request, form, signing);
  return () => {
    const { applicant } = request;
    recordIssue(desk.registry.database, { claims, key, applicant, approver: desk.principal, now: new Date(desk.at) });
    // Within the transaction: a token that could not be handed over must not count as issued.
    deliverToken(token);
    return { jti: claims.jti, kid: key.kid, officer: claims.sub };
  };
};
