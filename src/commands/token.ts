import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { MregError } from '../domain/error.js';
import { maskNumbersIn } from '../domain/masking.js';
import { translate, type MessageKey } from '../i18n/translate.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { registryPath, type Sqlite } from '../store/open.js';
import { TokenRepository, type TokenRow } from '../store/token-repository.js';
import { issuerOf, judgeHere } from '../tokens/circumstances.js';
import { knownKey } from '../tokens/known-keys.js';
import { readToken } from '../tokens/read.js';
import type { TokenRefusal } from '../tokens/refusal.js';
import { revokeToken } from '../tokens/revoke.js';
import { verifyToken } from '../tokens/verify.js';
import { tableLines } from '../ui/table.js';
import { withHome, withOpenHome } from './home.js';
import { readTextInput } from './key-input.js';
import { textOption } from './options.js';
import type { Invocation, Services } from './services.js';
import { claimsLines } from './token-speech.js';

const LOOKS_LIKE_TOKEN = /^eyJ[\w-]*\.[\w-]*\.[\w-]*$/u;

/** `mreg token inspect FILE|-|TOKEN`: needs no session, and no home either; with one it says whether the signature is good. */
export async function runTokenInspect({ args, services }: Invocation): Promise<void> {
  const { lang, reporter } = services;
  const word = args[0] ?? '';
  const token = LOOKS_LIKE_TOKEN.test(word) ? word : readTextInput(word).trim();
  const read = readToken(token);
  if (read.kind === 'refused') throw refusalError(read.reason);
  const { kid, claims, claimsSha256 } = read;
  const verdict = await verdictHere(token, services);
  const document = { kid, claims, claims_sha256: claimsSha256, checked: verdict.checked, signer: verdict.signer, refusal: verdict.refusal };
  reporter.result(document, () => [...claimsLines(claims, lang), ...verdictLines(kid, verdict, services)]);
  if (verdict.refusal !== null) throw refusalError(verdict.refusal, { jti: claims.jti, officer: claims.sub });
}

interface Verdict {
  /** Whether there was a home to check the token against. */
  readonly checked: boolean;
  /** Username of the approver whose signature is proved. */
  readonly signer: string | null;
  /** Why the named officer could not use it now. */
  readonly refusal: TokenRefusal | null;
}

/** Not `withHome`, which asks for a session: whoever holds a token may know what it is worth. */
async function verdictHere(token: string, services: Services): Promise<Verdict> {
  if (!existsSync(registryPath(resolve(services.homePath)))) return { checked: false, signer: null, refusal: null };
  return withOpenHome(services, { readonly: true }, ({ registry, config }) =>
    verdictIn(registry.database, token, issuerOf(config.province.code), services.clock.now()),
  );
}

async function verdictIn(database: Sqlite, token: string, issuer: string, now: Date): Promise<Verdict> {
  const verified = await verifyToken(token, (kid) => knownKey(database, kid));
  if (verified.kind === 'refused') return { checked: true, signer: null, refusal: verified.reason };
  const refusal = judgeHere(database, verified, { now, issuer, username: verified.claims.sub }) ?? null;
  return { checked: true, signer: verified.key.account, refusal };
}

function verdictLines(kid: string, { checked, signer, refusal }: Verdict, { lang, reporter }: Services): readonly string[] {
  if (!checked) return [translate(lang, 'token.says.unchecked', { kid })];
  if (signer === null) return [reporter.paint.red(translate(lang, 'token.says.unproved', { kid }))];
  const signed = translate(lang, 'token.says.signed', { kid, approver: signer });
  return refusal === null ? [signed, reporter.paint.green(translate(lang, 'token.says.good'))] : [signed];
}

function refusalError(
  reason: TokenRefusal,
  values: { readonly jti: string; readonly officer: string } = { jti: '', officer: '' },
): MregError {
  return new MregError('not-permitted', `token.refused.${reason}`, values);
}

/** `mreg token list` */
export async function runTokenList({ services }: Invocation): Promise<void> {
  await withHome(services, { readonly: true }, ({ registry }) => {
    const now = shanghaiTime(services.clock.now());
    const tokens = new TokenRepository(registry.database).list().map((token) => ({ ...token, state: stateOf(token, now) }));
    services.reporter.result({ tokens }, () => tokenLines(services, tokens));
  });
}

const STATES = {
  revoked: 'token.state.revoked',
  'used-up': 'token.state.used-up',
  expired: 'token.state.expired',
  waiting: 'token.state.waiting',
  good: 'token.state.good',
} as const satisfies Readonly<Record<string, MessageKey>>;

function stateOf(token: TokenRow, now: string): keyof typeof STATES {
  if (token.revoked_at !== null) return 'revoked';
  if (token.uses_left === 0) return 'used-up';
  if (now >= token.expires_at) return 'expired';
  return now < token.not_before ? 'waiting' : 'good';
}

const COLUMNS = [
  'token.column.jti',
  'token.column.request',
  'token.column.officer',
  'token.column.recipient',
  'token.column.until',
  'token.column.uses',
  'token.column.state',
] as const satisfies readonly MessageKey[];

function tokenLines({ lang }: Services, tokens: readonly (TokenRow & { readonly state: keyof typeof STATES })[]): readonly string[] {
  if (tokens.length === 0) return [translate(lang, 'token.list.none')];
  const rows = tokens.map((token) => [
    token.jti.slice(0, 12),
    token.request,
    token.officer,
    token.recipient,
    token.expires_at.slice(0, 16).replace('T', ' '),
    `${token.uses_left}/${token.uses}`,
    translate(lang, STATES[token.state]),
  ]);
  return tableLines(
    COLUMNS.map((key) => ({ title: translate(lang, key) })),
    rows,
  );
}

/** `mreg token revoke JTI --reason TEXT` */
export async function runTokenRevoke({ args, options, services }: Invocation): Promise<void> {
  await withHome(services, { readonly: false }, async ({ registry, actor }) => {
    const start = args[0] ?? '';
    if (!(await services.confirm('token.revoke.confirm', { jti: start }))) throw new MregError('usage', 'cli.declined');
    const reason = maskNumbersIn(textOption(options, 'reason') ?? '');
    const { token, ledgerSeq } = revokeToken(registry.database, start, { at: shanghaiTime(services.clock.now()), actor, reason });
    const { jti, request } = token;
    services.reporter.result({ jti, request, ledger_seq: ledgerSeq }, () => [
      translate(services.lang, 'token.revoked', { jti, request, seq: ledgerSeq }),
    ]);
  });
}
