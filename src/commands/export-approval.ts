import { existsSync } from 'node:fs';
import type { ExportFormat } from '../domain/approval.js';
import type { ApprovedExport } from '../export/approved-export.js';
import { issuerOf } from '../tokens/circumstances.js';
import { readToken as takeApart } from '../tokens/read.js';
import { checkToken, refuseToken, takeUse } from '../tokens/use.js';
import type { Home } from './home.js';
import { readTextInput } from './key-input.js';
import type { Services } from './services.js';

/** A token as given, or out of the file that is named. */
export function readToken(word: string): string {
  return (existsSync(word) || word === '-' ? readTextInput(word) : word).trim();
}

/** The format asked for, or the first one the token speaks of, which nothing proves yet: the check that follows does. */
export function formatFrom(token: string, asked: string | undefined): ExportFormat {
  if (asked !== undefined) return asked as ExportFormat;
  const read = takeApart(token);
  return (read.kind === 'read' ? read.claims.scope.formats[0] : undefined) ?? 'csv';
}

/**
 * Proves the token for the person who acts, and lends what the export does with it.
 * @throws MregError `not-permitted` when it is not good; the refusal is in the ledger
 */
export async function approvalFrom(
  { config, principal, registry: { database } }: Home,
  { token, format }: { readonly token: string; readonly format: ExportFormat },
  { clock }: Services,
): Promise<ApprovedExport> {
  const attempt = { token, principal, format, issuer: issuerOf(config.province.code), now: clock.now() };
  const good = await checkToken(database, attempt);
  const { claims } = good.signed;
  return {
    claims,
    takeUse: (alongside) => void takeUse(database, good, ({ approver }) => alongside(approver)),
    refuse: (reason) => refuseToken(database, attempt, reason, claims),
  };
}
