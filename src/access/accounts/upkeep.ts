import { bureausAbove } from '../../domain/account.js';
import { formatDay, parseDay } from '../../domain/calendar.js';
import { MregError } from '../../domain/error.js';
import { maskNumbersIn } from '../../domain/masking.js';
import { appendEntry } from '../../ledger/append.js';
import { AccountRepository, type Account } from '../../store/account-repository.js';
import { IncidentRepository } from '../../store/incident-repository.js';
import type { Sqlite } from '../../store/open.js';
import { SessionRepository } from '../../store/session-repository.js';
import { refuseDutyConflicts, type By, type TrainingCertificate } from './operations.js';

/*
 * What happens to accounts between opening and closing, without a request: facts that administrators write down, and what
 * cannot wait. Each belongs inside the caller's transaction; the caller has judged whose account it is.
 */

/** Writes down that leaving was approved on a day (Art. 21: the cancellation is reported within three working days). */
export function recordDeparture(database: Sqlite, account: Account, departedOn: string, today: number, by: By): void {
  const day = parseDay(departedOn);
  if (day === undefined) throw new MregError('usage', 'user.bad-day', { text: departedOn });
  if (day > today) throw new MregError('usage', 'user.day-to-come', { text: departedOn, today: formatDay(today) });
  new AccountRepository(database).setDeparture(account.username, departedOn);
  appendEntry(database, { ...by, kind: 'account.depart', body: { username: account.username, departed_on: departedOn } });
}

/**
 * Writes down the training certificate (Art. 20).
 * @throws MregError `usage` for a day that is none or still to come, `input-refused` when no bureau of a city issued it
 */
export function recordCertificate(database: Sqlite, account: Account, certificate: TrainingCertificate, today: number, by: By): void {
  const { number, issuer, issuedOn } = certificate;
  const day = parseDay(issuedOn);
  if (day === undefined) throw new MregError('usage', 'user.bad-day', { text: issuedOn });
  if (day > today) throw new MregError('usage', 'user.day-to-come', { text: issuedOn, today: formatDay(today) });
  const stored = { certificate_number: number, certificate_issuer: issuer, certificate_issued_on: issuedOn };
  refuseDutyConflicts({ ...account, ...stored });
  new AccountRepository(database).setCertificate(account.username, stored);
  const body = { username: account.username, number, issuer, issued_on: issuedOn };
  appendEntry(database, { ...by, kind: 'account.certificate', body });
}

export interface TheftReport {
  readonly incident: number;
  /** Region codes of the bureaus that are told. */
  readonly addressees: readonly string[];
  readonly sessions: number;
  readonly ledger_seq: number;
}

/** Freezes a stolen account at once, ends its sessions, and reports to the bureau above and to the province (Art. 22). */
export function reportTheft(database: Sqlite, account: Account, what: string, province: string, by: By): TheftReport {
  const told = maskNumbersIn(what.trim());
  if (told === '') throw new MregError('usage', 'user.what-missing');
  if (account.state === 'closed') throw new MregError('input-refused', 'access.account-is-closed', { username: account.username });
  const { username, region } = account;
  const addressees = bureausAbove(region, province);
  new AccountRepository(database).setState(username, 'frozen');
  const sessions = new SessionRepository(database).endAllOf(username, by.at, 'account-frozen');
  const body = { username, region, what: told, addressees, sessions };
  const { seq } = appendEntry(database, { ...by, kind: 'account.theft', body });
  const report = { kind: 'account-theft' as const, username, region, what: told, addressees };
  const incident = new IncidentRepository(database).add({ ...report, reported_at: by.at, reported_by: by.actor, ledger_seq: seq });
  return { incident, addressees, sessions, ledger_seq: seq };
}

/** Lets a frozen account work again under a new first password; what was reported about it is settled by the reason. */
export function unfreezeAccount(database: Sqlite, account: Account, passwordHash: string, reason: string, by: By): number {
  const { username, state } = account;
  const why = reasonFrom(reason);
  if (state !== 'frozen') throw new MregError('input-refused', 'user.not-frozen', { username });
  giveFirstPassword(database, account, passwordHash, by);
  new AccountRepository(database).setState(username, 'active');
  const incidents = new IncidentRepository(database).closeAllOf(username, by, why);
  return appendEntry(database, { ...by, kind: 'account.unfreeze', body: { username, reason: why, incidents } }).seq;
}

/**
 * Gives who forgot the password a new first one. A lock for guessing ends; the sessions do too, since whoever asked may not
 * be who opened them.
 * @returns how many sessions were open, and the ledger entry
 * @throws MregError `input-refused` for an account that is closed, or frozen: that one was reported, and unfreezing settles it
 */
export function resetPassword(
  database: Sqlite,
  account: Account,
  passwordHash: string,
  reason: string,
  by: By,
): { readonly sessions: number; readonly ledger_seq: number } {
  const { username, state } = account;
  const why = reasonFrom(reason);
  if (state === 'closed') throw new MregError('input-refused', 'access.account-is-closed', { username });
  if (state === 'frozen') throw new MregError('input-refused', 'user.reset-frozen', { username });
  giveFirstPassword(database, account, passwordHash, by);
  const sessions = new SessionRepository(database).endAllOf(username, by.at, 'password-reset');
  const { seq } = appendEntry(database, { ...by, kind: 'account.password-reset', body: { username, reason: why, sessions } });
  return { sessions, ledger_seq: seq };
}

function reasonFrom(text: string): string {
  const reason = maskNumbersIn(text.trim());
  if (reason === '') throw new MregError('usage', 'user.reason-missing');
  return reason;
}

/** A password that its holder must change at first login (Art. 19). */
function giveFirstPassword(database: Sqlite, { username }: Account, hash: string, { at }: By): void {
  const accounts = new AccountRepository(database);
  accounts.setPassword(username, hash, at);
  accounts.setMustChangePassword(username, true);
}

/** Ends every session of an account. @returns how many were open. */
export function revokeSessions(database: Sqlite, { username }: Account, by: By): number {
  const sessions = new SessionRepository(database).endAllOf(username, by.at, 'revoked');
  appendEntry(database, { ...by, kind: 'session.revoke', body: { username, sessions } });
  return sessions;
}
