import { accountWithin } from '../access/accounts/reach.js';
import {
  recordCertificate,
  recordDeparture,
  reportTheft,
  resetPassword,
  revokeSessions,
  unfreezeAccount,
} from '../access/accounts/upkeep.js';
import type { By } from '../access/accounts/operations.js';
import { hashPassword } from '../access/passwords/hashing.js';
import { drawInitialPassword, writeInitialPassword } from '../access/passwords/initial-password.js';
import { MregError } from '../domain/error.js';
import { holds, reachOf, type Permission } from '../domain/permission.js';
import { translate, type MessageKey, type PlaceValues } from '../i18n/translate.js';
import { shanghaiDay, shanghaiTime } from '../lib/shanghai-time.js';
import { AccountRepository, type Account } from '../store/account-repository.js';
import type { Sqlite } from '../store/open.js';
import { withHome, type Home } from './home.js';
import { textOption } from './options.js';
import type { Invocation, Services } from './services.js';

/** `mreg user depart USERNAME --on DATE` */
export async function runUserDepart({ args, options, services }: Invocation): Promise<void> {
  const on = textOption(options, 'on') ?? '';
  await withHome(services, { readonly: false }, (home) => {
    const { username } = changeAccount(home, services, args[0] ?? '', 'account.maintain', (database, account, by) => {
      recordDeparture(database, account, on, shanghaiDay(services.clock.now()), by);
      return account;
    });
    report(services, { username, departed_on: on }, 'user.depart.done', { username, on });
  });
}

/** `mreg user certificate USERNAME --number N --issuer CODE --issued-on DATE` */
export async function runUserCertificate({ args, options, services }: Invocation): Promise<void> {
  const [number = '', issuer = '', issuedOn = ''] = ['number', 'issuer', 'issuedOn'].map((name) => textOption(options, name)?.trim());
  await withHome(services, { readonly: false }, (home) => {
    const { username } = changeAccount(home, services, args[0] ?? '', 'account.maintain', (database, account, by) => {
      recordCertificate(database, account, { number, issuer, issuedOn }, shanghaiDay(services.clock.now()), by);
      return account;
    });
    report(services, { username, number, issuer, issued_on: issuedOn }, 'user.certificate.done', {
      username,
      number,
      issuer,
      on: issuedOn,
    });
  });
}

/** `mreg user report-theft USERNAME --what TEXT` */
export async function runUserReportTheft({ args, options, services }: Invocation): Promise<void> {
  await withHome(services, { readonly: false }, (home) => {
    const { registry, config, actor } = home;
    const by = { at: shanghaiTime(services.clock.now()), actor };
    const what = textOption(options, 'what') ?? '';
    const freeze = registry.database.transaction(() => {
      const account = ownOrNamed(home, args[0] ?? '');
      return { username: account.username, ...reportTheft(registry.database, account, what, config.province.code, by) };
    });
    const told = freeze.immediate();
    report(services, told, 'user.report-theft.done', { ...told, addressees: told.addressees.join(' ') });
  });
}

/** Everybody may report the own account; others' only who maintains the accounts of the area. */
function ownOrNamed({ registry, principal }: Home, username: string): Account {
  const accounts = new AccountRepository(registry.database);
  if (username === principal.username) return accountWithin(accounts, username, '');
  if (!holds(principal, 'account.maintain')) throw new MregError('not-permitted', 'user.only-own', { username });
  return accountWithin(accounts, username, reachOf(principal, 'account.maintain'));
}

/** `mreg user unfreeze USERNAME --reason TEXT --initial-password FILE` */
export async function runUserUnfreeze(invocation: Invocation): Promise<void> {
  const { options, services } = invocation;
  const reason = textOption(options, 'reason') ?? '';
  await withHome(services, { readonly: false }, async (home) => {
    const document = await handOverPassword(invocation, home, 'account.unfreeze', (database, account, hash, by) => ({
      ledger_seq: unfreezeAccount(database, account, hash, reason, by),
    }));
    report(services, document, 'user.unfreeze.done', document);
  });
}

/** `mreg user reset-password USERNAME --reason TEXT --initial-password FILE` */
export async function runUserResetPassword(invocation: Invocation): Promise<void> {
  const { options, services } = invocation;
  const reason = textOption(options, 'reason') ?? '';
  await withHome(services, { readonly: false }, async (home) => {
    const document = await handOverPassword(invocation, home, 'account.reset-password', (database, account, hash, by) => {
      // A session left open must not become a password: one's own takes the present one.
      if (account.username === home.principal.username) throw new MregError('not-permitted', 'user.reset-own');
      return resetPassword(database, account, hash, reason, by);
    });
    report(services, document, 'user.reset-password.done', document);
  });
}

/** A change that gives the account named a new first password, whose file is written within the transaction. */
async function handOverPassword<T extends object>(
  { args, options, services }: Invocation,
  home: Home,
  permission: Permission,
  change: (database: Sqlite, account: Account, passwordHash: string, by: By) => T,
): Promise<T & { readonly username: string; readonly password_file: string }> {
  const path = textOption(options, 'initialPassword') ?? '';
  const password = drawInitialPassword(services.random);
  const hash = await hashPassword(password, home.config.access.hashing);
  return changeAccount(home, services, args[0] ?? '', permission, (database, account, by) => {
    const changed = change(database, account, hash, by);
    // Last within the transaction: an account whose password could not be handed over must stay as it was.
    writeInitialPassword(path, password);
    return { username: account.username, password_file: path, ...changed };
  });
}

/** `mreg user revoke-sessions USERNAME` */
export async function runUserRevokeSessions({ args, services }: Invocation): Promise<void> {
  await withHome(services, { readonly: false }, (home) => {
    const document = changeAccount(home, services, args[0] ?? '', 'account.revoke-sessions', (database, account, by) => ({
      username: account.username,
      sessions: revokeSessions(database, account, by),
    }));
    report(services, document, 'user.revoke-sessions.done', document);
  });
}

/** One change of an account within the person's reach, in one transaction. */
function changeAccount<T>(
  { registry, principal, actor }: Home,
  { clock }: Services,
  username: string,
  permission: Permission,
  change: (database: Sqlite, account: Account, by: By) => T,
): T {
  const { database } = registry;
  const by = { at: shanghaiTime(clock.now()), actor };
  const run = database.transaction(() =>
    change(database, accountWithin(new AccountRepository(database), username, reachOf(principal, permission)), by),
  );
  return run.immediate();
}

type Document = Readonly<Record<string, string | number | readonly string[]>>;

function report({ lang, reporter }: Services, document: Document, key: MessageKey, values: PlaceValues): void {
  reporter.result({ ...document }, () => [translate(lang, key, values)]);
}
