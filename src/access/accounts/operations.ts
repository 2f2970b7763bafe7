import type { LedgerDraft } from '../../ledger/entry.js';
import { appendEntry } from '../../ledger/append.js';
import { MregError } from '../../domain/error.js';
import { AccountRepository, type Account, type AccountPermission, type StoredCertificate } from '../../store/account-repository.js';
import type { Sqlite } from '../../store/open.js';
import { SessionRepository } from '../../store/session-repository.js';
import { dutyConflicts } from './duties.js';
import type { Holder } from './holder.js';
import { usernameFrom } from './username.js';

/** Who acts and when, as the ledger has it. */
export type By = Pick<LedgerDraft, 'at' | 'actor'>;

export interface TrainingCertificate {
  readonly number: string;
  /** Region code of the prefecture whose bureau issued it, `440100`. */
  readonly issuer: string;
  /** `YYYY-MM-DD` */
  readonly issuedOn: string;
}

export interface AccountDraft extends Omit<AccountPermission, 'office'> {
  readonly username: string;
  /** The real name (Art. 17). */
  readonly name: string;
  readonly office?: string;
  /** Absent when the document number was not given: then nobody else of that name gets an account. */
  readonly holder?: Holder;
  readonly certificate?: TrainingCertificate;
  /** Hash of the first password; without one nobody can log in until one is handed out. */
  readonly passwordHash?: string;
  /** False only for who chose the password himself. */
  readonly mustChangePassword: boolean;
}

/**
 * Opens an account, inside the caller's transaction.
 * @throws MregError `usage` for a bad username; `input-refused` when it is taken or was, when the holder has an account
 * already, or when the draft puts duties together that must be apart
 */
export function openAccount(database: Sqlite, draft: AccountDraft, by: By): Account {
  const accounts = new AccountRepository(database);
  const { passwordHash = null, mustChangePassword, holder, certificate, office = null, ...who } = draft;
  const account = {
    ...who,
    username: usernameFrom(draft.username),
    office,
    holder_key: holder?.key ?? null,
    holder_masked: holder?.masked ?? null,
    ...storedCertificate(certificate),
    opened_at: by.at,
    password_hash: passwordHash,
    must_change_password: mustChangePassword,
  };
  refuseDutyConflicts(account);
  refuseTakenUsername(accounts, account.username);
  refuseSecondAccount(accounts, account.name, holder);
  accounts.insert(account);
  appendEntry(database, { ...by, kind: 'account.open', body: openedBody(account) });
  return existing(accounts, account.username);
}

/** Ends an account and its sessions for good, inside the caller's transaction; its username stays taken (Art. 17, 18). */
export function closeAccount(database: Sqlite, username: string, reason: string, by: By): Account {
  const accounts = new AccountRepository(database);
  const account = openAccountNamed(accounts, username);
  accounts.close(account.username, by.at);
  const sessions = new SessionRepository(database).endAllOf(account.username, by.at, 'account-closed');
  appendEntry(database, { ...by, kind: 'account.close', body: { username: account.username, reason, sessions } });
  return existing(accounts, account.username);
}

/**
 * Gives an account another role, designations or place, inside the caller's transaction. Running sessions go on with what is
 * granted now, because a permission is read anew by every command.
 * @throws MregError `input-refused` when that puts duties together that must be apart
 */
export function changePermission(database: Sqlite, username: string, granted: AccountPermission, by: By): Account {
  const accounts = new AccountRepository(database);
  const account = openAccountNamed(accounts, username);
  refuseDutyConflicts({ ...account, ...granted });
  accounts.setPermission(account.username, granted);
  const body = { username: account.username, before: permissionBody(account), after: permissionBody(granted) };
  appendEntry(database, { ...by, kind: 'account.permission', body });
  return existing(accounts, account.username);
}

/** @throws MregError `input-refused` naming the first conflict. */
export function refuseDutyConflicts(draft: AccountPermission & StoredCertificate): void {
  const [conflict] = dutyConflicts(draft);
  if (conflict !== undefined) throw new MregError('input-refused', `access.duty.${conflict}`, { region: draft.region, role: draft.role });
}

function refuseTakenUsername(accounts: AccountRepository, username: string): void {
  if (accounts.find(username) !== undefined) throw new MregError('input-refused', 'access.username-taken', { username });
}

/**
 * One person, one account (Art. 17). The document number decides; when it is not known of both, the same name is taken for
 * the same person, since nothing can tell them apart.
 */
function refuseSecondAccount(accounts: AccountRepository, name: string, holder: Holder | undefined): void {
  const same =
    (holder === undefined ? undefined : accounts.heldBy(holder.key)[0]) ??
    accounts.named(name).find((other) => holder === undefined || other.holder_key === null);
  if (same !== undefined) throw new MregError('input-refused', 'access.second-account', { name, username: same.username });
}

/** @throws MregError `input-refused` when there is none, or it is closed. */
export function openAccountNamed(accounts: AccountRepository, username: string): Account {
  const account = accounts.find(usernameFrom(username));
  if (account === undefined) throw new MregError('input-refused', 'access.no-account', { username });
  if (account.state === 'closed') throw new MregError('input-refused', 'access.account-is-closed', { username });
  return account;
}

function existing(accounts: AccountRepository, username: string): Account {
  const account = accounts.find(username);
  if (account === undefined) throw new Error(`the account ${username} was just written`);
  return account;
}

function storedCertificate(certificate: TrainingCertificate | undefined): StoredCertificate {
  return {
    certificate_number: certificate?.number ?? null,
    certificate_issuer: certificate?.issuer ?? null,
    certificate_issued_on: certificate?.issuedOn ?? null,
  };
}

function permissionBody({ role, designations, region, office }: AccountPermission) {
  return { role, designations, region, office };
}

function openedBody(account: AccountPermission & StoredCertificate & Pick<Account, 'username' | 'name' | 'holder_masked'>) {
  const { username, name, holder_masked: holder, certificate_number: certificate } = account;
  return { username, name, holder, certificate, ...permissionBody(account) };
}
