import { writeFileSync } from 'node:fs';
import { MregError } from '../../domain/error.js';
import { recordIssue } from '../../tokens/issue.js';
import { knownKey } from '../../tokens/known-keys.js';
import { signToken } from '../../tokens/sign.js';
import { claimsOf } from '../../tokens/terms.js';
import type { KnownKey } from '../../tokens/verify.js';
import type { Desk } from './desk.js';
import { exportTerms } from './export-terms.js';
import type { Executor } from './matter.js';

const TOKEN_ID_BYTES = 16;

/** The province's consent to an export is a token, signed with the approver's own key (Art. 33). */
export const carryOutExport: Executor<'export'> = async (desk, { request, form, handover }) => {
  const { openKey, tokenPath } = handover;
  if (openKey === undefined) throw new MregError('usage', 'request.key-missing', { request: request.number });
  if (tokenPath === undefined) throw new MregError('usage', 'request.token-file-missing', { request: request.number });
  const key = await openKey();
  const jti = desk.random(TOKEN_ID_BYTES).toString('hex');
  const origin = { issuer: desk.issuer, request: request.number, jti, madeAt: desk.at };
  const claims = claimsOf(exportTerms(form, request.region), origin);
  const token = await signToken(claims, key);
  return () => {
    const { database } = desk.registry;
    const issue = {
      claims,
      key: registered(desk, key.kid),
      applicant: request.applicant,
      approver: desk.principal,
      now: new Date(desk.at),
    };
    recordIssue(database, issue);
    // Within the transaction: a token that could not be handed over must not count as issued.
    writeToken(tokenPath, token);
    return { jti, kid: key.kid, officer: claims.sub };
  };
};

function registered({ registry }: Desk, kid: string): KnownKey {
  const key = knownKey(registry.database, kid);
  if (key === undefined) throw new MregError('not-permitted', 'token.refused.unknown-key', { kid });
  return key;
}

/** Whoever holds the file may start the export as its officer, so it is readable by its owner only, and never over another. */
function writeToken(path: string, token: string): void {
  try {
    writeFileSync(path, `${token}\n`, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    throw new MregError('usage', 'request.token-file', { path }, { cause });
  }
}
