import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { usernameFrom } from '../access/accounts/username.js';
import { createApproverKey, sealKey } from '../access/keys/key-file.js';
import { publicKeyFile, publicKeyOf, readPublicKeyFile } from '../access/keys/public-key-file.js';
import { registerKey, retireKey } from '../access/keys/registered-keys.js';
import { readSignRequest } from '../access/keys/sign-request.js';
import { MregError } from '../domain/error.js';
import { maskNumbersIn } from '../domain/masking.js';
import { translate } from '../i18n/translate.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { writeTextFile } from '../report/staged-file.js';
import { ApproverKeyRepository, type ApproverKeyRow } from '../store/approver-key-repository.js';
import { signToken } from '../tokens/sign.js';
import { tableLines } from '../ui/table.js';
import { withHome } from './home.js';
import { readTextInput } from './key-input.js';
import { textOption } from './options.js';
import { newPassphrase, openKeyFile } from './passphrase.js';
import type { Invocation, Services } from './services.js';
import { claimsLines } from './token-speech.js';

/** `mreg key create NAME --out FILE` */
export async function runKeyCreate(invocation: Invocation): Promise<void> {
  const { args, options, services } = invocation;
  const account = usernameFrom(args[0] ?? '');
  const path = textOption(options, 'out') ?? '';
  const key = createApproverKey(account, shanghaiTime(services.clock.now()));
  const texts = { [path]: sealKey(key, await newPassphrase(invocation), services.random), [`${path}.pub`]: publicKeyFile(key) };
  const ledgerSeq = await keptIf(texts, () => (options['register'] === false ? null : registerHere(publicKeyOf(key), services)));
  const document = { kid: key.kid, account, key: path, public_key: `${path}.pub`, ledger_seq: ledgerSeq };
  services.reporter.result(document, () => [
    translate(services.lang, 'key.created', { kid: key.kid, path }),
    ledgerSeq === null
      ? translate(services.lang, 'key.register-next', { path: `${path}.pub`, account })
      : translate(services.lang, 'key.registered', { kid: key.kid, account, seq: ledgerSeq }),
  ]);
}

/** Writes new files, and takes them back when what follows fails: a key that the registry refused is not left lying about. */
async function keptIf<T>(texts: Readonly<Record<string, string>>, follows: () => T | Promise<T>): Promise<T> {
  const written: string[] = [];
  try {
    for (const [path, text] of Object.entries(texts)) {
      writeNewFile(path, text);
      written.push(path);
    }
    return await follows();
  } catch (cause) {
    for (const path of written) rmSync(path, { force: true });
    throw cause;
  }
}

/** The command itself is open, because a key can be made where there is no home: registering it is not. */
async function registerHere(key: ReturnType<typeof publicKeyOf>, services: Services): Promise<number> {
  const asApprover: Services = { ...services, command: { path: services.command.path, access: 'key.register' } };
  return withHome(asApprover, { readonly: false }, ({ registry, principal }) => {
    return registerKey(registry.database, key, { principal, at: shanghaiTime(services.clock.now()) }).ledgerSeq;
  });
}

/** `mreg key register FILE` */
export async function runKeyRegister({ args, services }: Invocation): Promise<void> {
  const path = args[0] ?? '';
  const key = readPublicKeyFile(readTextInput(path), path);
  const seq = await registerHere(key, services);
  const { kid, account } = key;
  services.reporter.result({ kid, account, ledger_seq: seq }, () => [translate(services.lang, 'key.registered', { kid, account, seq })]);
}

/** `mreg key list` */
export async function runKeyList({ services }: Invocation): Promise<void> {
  await withHome(services, { readonly: true }, ({ registry }) => {
    const keys = new ApproverKeyRepository(registry.database).list();
    services.reporter.result({ keys: keys.map((key) => ({ ...key })) }, () => keyLines(services, keys));
  });
}

function keyLines({ lang }: Services, keys: readonly ApproverKeyRow[]): readonly string[] {
  if (keys.length === 0) return [translate(lang, 'key.list.none')];
  const columns = (['key.column.kid', 'key.column.account', 'key.column.registered', 'key.column.state'] as const).map((key) => ({
    title: translate(lang, key),
  }));
  const rows = keys.map(({ kid, account, registered_at: at, retired_at: retired, retired_by: by, retire_reason: reason }) => [
    kid,
    account,
    at.slice(0, 10),
    retired === null
      ? translate(lang, 'key.state.good')
      : translate(lang, 'key.state.retired', { at: retired.slice(0, 10), by: by ?? '', reason: reason ?? '' }),
  ]);
  return tableLines(columns, rows);
}

/** `mreg key retire KID --reason TEXT` */
export async function runKeyRetire({ args, options, services }: Invocation): Promise<void> {
  await withHome(services, { readonly: false }, async ({ registry, principal }) => {
    const start = args[0] ?? '';
    if (!(await services.confirm('key.retire.confirm', { kid: start }))) throw new MregError('usage', 'cli.declined');
    const reason = maskNumbersIn(textOption(options, 'reason') ?? '');
    const { key, ledgerSeq } = retireKey(registry.database, start, reason, { principal, at: shanghaiTime(services.clock.now()) });
    const { kid, account } = key;
    services.reporter.result({ kid, account, ledger_seq: ledgerSeq }, () => [
      translate(services.lang, 'key.retired', { kid, account, seq: ledgerSeq }),
    ]);
  });
}

/** `mreg key sign FILE --key KEYFILE --out SIGNED`: on the machine that holds the key, which has no home. */
export async function runKeySign(invocation: Invocation): Promise<void> {
  const { args, options, services } = invocation;
  const { lang, reporter } = services;
  const path = args[0] ?? '';
  const { approver, applicant, region, claims } = readSignRequest(readTextInput(path), path);
  reporter.tell(translate(lang, 'key.sign.shown', { approver, applicant, region }), ...claimsLines(claims, lang));
  if (!(await services.confirm('key.sign.confirm', { request: claims.request }))) throw new MregError('usage', 'cli.declined');
  const key = await openKeyFile(textOption(options, 'key') ?? '', invocation);
  if (key.account !== approver) throw new MregError('not-permitted', 'key.of-another', { account: key.account, user: approver });
  const out = textOption(options, 'out') ?? '';
  await writeTextFile(out, [await signToken(claims, key), '\n']);
  const { request, jti } = claims;
  reporter.result({ request, jti, kid: key.kid, signed: out }, () => [translate(lang, 'key.signed', { request, path: out })]);
}

/** Never over another file: a key that was overwritten is gone. @throws MregError `usage` when there is one, or no place for it */
function writeNewFile(path: string, text: string): void {
  try {
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
    // The mode given at creation is cut by the umask only; say it again for file systems that ignore it.
    chmodSync(path, 0o600);
  } catch (cause) {
    throw new MregError('usage', 'key.cannot-write', { path }, { cause });
  }
}
