import { addDays, addWorkingDays, daysBetween, formatDay, parseDay, type ReckonedDay } from '../../domain/calendar.js';
import type { Severity } from '../../domain/finding.js';
import type { Reference } from '../../domain/reference.js';
import type { Account } from '../../store/account-repository.js';

/** What an audit of accounts finds; errors break an article of the Measures, warnings ask for a look. */
export const AUDIT_KINDS = {
  /** Left, and not cancelled within three working days (Art. 21). */
  'leaver-overdue': 'error',
  /** A registrar without a training certificate (Art. 20). */
  'certificate-missing': 'error',
  /** Issued longer ago than the audit was told to accept. */
  'certificate-old': 'warning',
  /** A temporary account (Art. 16) that is still open. */
  'temporary-open': 'warning',
  /** Nobody logged in for long. */
  dormant: 'warning',
  /** The password that was handed over was never used (Art. 19: changed at first use). */
  'password-unused': 'warning',
} as const satisfies Readonly<Record<string, Severity>>;

export type AuditKind = keyof typeof AUDIT_KINDS;

export interface AuditFinding {
  readonly kind: AuditKind;
  readonly severity: Severity;
  readonly account: Account;
  /** The day it is about: when it was due, last used, issued, opened; `YYYY-MM-DD`, '' when there is none. */
  readonly day: string;
  /** Days since then; of a leaver, since the last day that was in time. */
  readonly days: number;
  /** The due day fell into a year whose holidays are not known yet. */
  readonly provisional: boolean;
}

export interface AuditSettings {
  readonly dormantDays: number;
  /** Certificates older than this are named; absent: the Measures state no term. */
  readonly certificateYears?: number;
  /** Asia/Shanghai date as yyyymmdd. */
  readonly today: number;
}

const LEAVER_WORKING_DAYS = 3;

/** The last day on which the cancellation of a leaver is in time; day 0 is the day the leaving was approved. */
export function leaverDueOn(departedOn: string, reference: Reference): ReckonedDay {
  return addWorkingDays(parseDay(departedOn) ?? 0, LEAVER_WORKING_DAYS, reference);
}

/** Everything there is to say about open accounts, errors first, then by username. */
export function auditAccounts(accounts: readonly Account[], settings: AuditSettings, reference: Reference): readonly AuditFinding[] {
  const open = accounts.filter(({ state }) => state !== 'closed');
  const findings = open.flatMap((account) => [
    ...leaverFindings(account, settings, reference),
    ...certificateFindings(account, settings),
    ...useFindings(account, settings),
  ]);
  const rank = Object.keys(AUDIT_KINDS);
  return findings.toSorted((left, right) => rank.indexOf(left.kind) - rank.indexOf(right.kind));
}

function leaverFindings(account: Account, { today }: AuditSettings, reference: Reference): readonly AuditFinding[] {
  if (account.departed_on === null) return [];
  const due = leaverDueOn(account.departed_on, reference);
  if (today <= due.day) return [];
  return [{ ...found('leaver-overdue', account, formatDay(due.day), today), provisional: due.provisional }];
}

function certificateFindings(account: Account, { today, certificateYears }: AuditSettings): readonly AuditFinding[] {
  if (account.role !== 'registrar') return [];
  const { certificate_number: number, certificate_issued_on: issuedOn } = account;
  if (number === null || issuedOn === null) return [found('certificate-missing', account, '', today)];
  const isOld = certificateYears !== undefined && (parseDay(issuedOn) ?? 0) + certificateYears * 10_000 < today;
  return isOld ? [found('certificate-old', account, issuedOn, today)] : [];
}

function useFindings(account: Account, { today, dormantDays }: AuditSettings): readonly AuditFinding[] {
  const findings: AuditFinding[] = [];
  const opened = account.opened_at.slice(0, 10);
  if (account.role === 'temporary') findings.push(found('temporary-open', account, opened, today));
  if (account.must_change_password && account.last_login_at === null)
    return [...findings, found('password-unused', account, opened, today)];
  const used = (account.last_login_at ?? account.opened_at).slice(0, 10);
  if (addDays(parseDay(used) ?? today, dormantDays) < today) findings.push(found('dormant', account, used, today));
  return findings;
}

function found(kind: AuditKind, account: Account, day: string, today: number): AuditFinding {
  const from = parseDay(day);
  const days = from === undefined ? 0 : daysBetween(from, today);
  return { kind, severity: AUDIT_KINDS[kind], account, day, days, provisional: false };
}
