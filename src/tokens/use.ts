import { createHash } from 'node:crypto';
import { actorOf, type Principal } from '../domain/account.js';
import type { ApprovalClaims, ExportFormat } from '../domain/approval.js';
import { MregError } from '../domain/error.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { appendEntry } from '../ledger/append.js';
import type { Sqlite } from '../store/open.js';
import { TokenRepository } from '../store/token-repository.js';
import { judgeHere, type Circumstances } from './circumstances.js';
import { TOKEN_REFUSED, TOKEN_USED } from './issued.js';
import { knownKey } from './known-keys.js';
import type { TokenRefusal } from './refusal.js';
import { verifyToken, type SignedClaims } from './verify.js';

/** Somebody comes with a token: who, when, and what for. */
export interface TokenAttempt {
  readonly token: string;
  readonly principal: Principal;
  readonly now: Date;
  /** `mreg:440000` */
  readonly issuer: string;
  readonly format: ExportFormat;
}

/** A token that would be let through now; `takeUse` judges it again, because others may be faster. */
export interface GoodToken {
  readonly signed: SignedClaims;
  readonly attempt: TokenAttempt;
}

export interface TakenUse {
  readonly claims: ApprovalClaims;
  /** Username of the approver who signed. */
  readonly approver: string;
  readonly usesLeft: number;
  /** The `token.use` entry. */
  readonly ledgerSeq: number;
}

/**
 * Proves a token and judges it, without using it up. Call it before any work is done.
 * @throws MregError `not-permitted` with the reason, after the refusal has been written to the ledger
 */
export async function checkToken(database: Sqlite, attempt: TokenAttempt): Promise<GoodToken> {
  const verified = await verifyToken(attempt.token, (kid) => knownKey(database, kid));
  if (verified.kind === 'refused') return refuseToken(database, attempt, verified.reason);
  const refusal = judgeHere(database, verified, circumstancesOf(attempt));
  return refusal === undefined ? { signed: verified, attempt } : refuseToken(database, attempt, refusal, verified.claims);
}

/**
 * Takes one use. Judging and taking are one immediate transaction: of any number of processes at the same instant, as many
 * win as there are uses. `alongside` writes in the same transaction what must not be without the use, nor the use without it.
 * @throws MregError `not-permitted` with the reason, after the refusal has been written to the ledger; nothing else is
 */
export function takeUse(database: Sqlite, token: GoodToken, alongside: (use: TakenUse) => void = () => undefined): TakenUse {
  const { signed, attempt } = token;
  const take = database.transaction((): TakenUse | TokenRefusal => {
    const refusal = judgeHere(database, signed, circumstancesOf(attempt));
    if (refusal !== undefined) return refusal;
    const use = writeUse(database, token);
    alongside(use);
    return use;
  });
  const outcome = take.immediate();
  return typeof outcome === 'string' ? refuseToken(database, attempt, outcome, signed.claims) : outcome;
}

/**
 * Refuses a token for a reason found by the caller, such as one row too many.
 * @throws MregError `not-permitted`, always, after writing `token.refuse`
 */
export function refuseToken(database: Sqlite, attempt: TokenAttempt, reason: TokenRefusal, claims?: ApprovalClaims): never {
  const { token, principal, now } = attempt;
  // What an unproved token says of itself is anybody's text: only its digest is remembered.
  const proved = claims === undefined ? {} : { jti: claims.jti, request: claims.request };
  const body = { reason, user: principal.username, token_sha256: createHash('sha256').update(token).digest('hex'), ...proved };
  const entry = { at: shanghaiTime(now), actor: actorOf(principal), kind: TOKEN_REFUSED, body };
  database.transaction(() => appendEntry(database, entry)).immediate();
  throw new MregError('not-permitted', `token.refused.${reason}`, { jti: claims?.jti ?? '', officer: claims?.sub ?? '' });
}

function circumstancesOf({ now, issuer, principal, format }: TokenAttempt): Circumstances {
  return { now, issuer, username: principal.username, format };
}

function writeUse(database: Sqlite, { signed, attempt }: GoodToken): TakenUse {
  const { claims, key, claimsSha256 } = signed;
  const { jti, request, sub } = claims;
  const repository = new TokenRepository(database);
  repository.takeUse(jti);
  const usesLeft = repository.find(jti)?.uses_left ?? 0;
  const { seq } = appendEntry(database, {
    at: shanghaiTime(attempt.now),
    actor: actorOf(attempt.principal),
    kind: TOKEN_USED,
    body: { jti, request, officer: sub, claims_sha256: claimsSha256, format: attempt.format, uses_left: usesLeft },
  });
  return { claims, approver: key.account, usesLeft, ledgerSeq: seq };
}
