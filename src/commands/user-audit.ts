import { auditAccounts, type AuditFinding, type AuditSettings } from '../access/accounts/audit.js';
import { accountsWithin } from '../access/accounts/reach.js';
import { MregError } from '../domain/error.js';
import type { Severity } from '../domain/finding.js';
import { reachOf } from '../domain/permission.js';
import { createReference } from '../domain/reference-index.js';
import { translate } from '../i18n/translate.js';
import { shanghaiDay, shanghaiMinute } from '../lib/shanghai-time.js';
import { stageAccountWorkbook, writeAccountReport, type AccountReport, type ReportedAccount } from '../report/account-report.js';
import { AccountRepository, type Account } from '../store/account-repository.js';
import { countText, tableLines } from '../ui/table.js';
import { homeTables, withHome } from './home.js';
import { countOption, textOption } from './options.js';
import type { Invocation, Services } from './services.js';
import { titlesOf } from './user-speech.js';

const DORMANT_DAYS = 90;

/** `mreg user audit` */
export async function runUserAudit({ options, services }: Invocation): Promise<void> {
  const settings = settingsFrom(options, services);
  await withHome(services, { readonly: true }, async (home) => {
    const accounts = accountsWithin(new AccountRepository(home.registry.database), reachOf(home.principal, 'account.read'));
    const findings = auditAccounts(accounts, settings, createReference(homeTables(home)));
    const open = accounts.filter(({ state }) => state !== 'closed').length;
    await writeReports(options, services, open, findings);
    services.reporter.result(auditDocument(open, findings), () => auditLines(open, findings, services));
    refuseFindings(findings, textOption(options, 'failOn'));
  });
}

function settingsFrom(options: Invocation['options'], { clock }: Services): AuditSettings {
  const years = countOption(options, 'certificateYears');
  return {
    today: shanghaiDay(clock.now()),
    dormantDays: countOption(options, 'dormantDays') ?? DORMANT_DAYS,
    ...(years === undefined ? {} : { certificateYears: years }),
  };
}

async function writeReports(options: Invocation['options'], services: Services, accounts: number, findings: readonly AuditFinding[]) {
  const { lang, reporter, clock, packageVersion: version } = services;
  const report: AccountReport = {
    at: shanghaiMinute(clock.now()),
    version,
    accounts,
    findings: findings.map((finding) => reportedAccount(finding, services)),
  };
  const pagePath = textOption(options, 'report');
  const sheetPath = textOption(options, 'xlsx');
  if (pagePath !== undefined) await writeAccountReport(pagePath, report, lang);
  if (sheetPath !== undefined) (await stageAccountWorkbook(sheetPath, report, lang)).publish();
  for (const path of [pagePath, sheetPath]) if (path !== undefined) reporter.note('user.audit.written', { path });
}

function reportedAccount(finding: AuditFinding, { lang }: Services): ReportedAccount {
  const { account, severity, kind, day, days } = finding;
  const { username, name, region, office } = account;
  const title = translate(lang, `user.audit.${kind}`);
  return {
    severity,
    title,
    username,
    name,
    role: titlesOf(account, lang),
    region,
    office: office ?? '',
    day,
    days,
    note: noteOf(finding, lang),
  };
}

function noteOf({ kind, account, provisional }: AuditFinding, lang: Services['lang']): string {
  if (kind !== 'leaver-overdue') return '';
  return translate(lang, provisional ? 'user.audit.left-provisional' : 'user.audit.left', { on: account.departed_on ?? '' });
}

function auditDocument(accounts: number, findings: readonly AuditFinding[]) {
  return {
    accounts,
    errors: countOf(findings, 'error'),
    warnings: countOf(findings, 'warning'),
    findings: findings.map(({ kind, severity, account, day, days, provisional }) => ({
      kind,
      severity,
      ...whoIs(account),
      day: day === '' ? null : day,
      days,
      provisional,
    })),
  };
}

function whoIs({ username, name, role, region, office }: Account) {
  return { username, name, role, region, office };
}

function countOf(findings: readonly AuditFinding[], severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

const COLUMNS = ['title', 'username', 'name', 'region', 'day', 'days', 'note'] as const;

function auditLines(accounts: number, findings: readonly AuditFinding[], services: Services): readonly string[] {
  const { lang, reporter } = services;
  const counts = { accounts: countText(accounts), errors: countOf(findings, 'error'), warnings: countOf(findings, 'warning') };
  if (findings.length === 0) return [reporter.paint.green(translate(lang, 'user.audit.clean', counts))];
  const heads = COLUMNS.map((column) => ({ title: translate(lang, `user.audit.column.${column}`) }));
  const rows = findings.map((finding) => reportedAccount(finding, services));
  const lines = tableLines(
    heads,
    rows.map((row) => COLUMNS.map((column) => String(row[column]))),
  );
  return [...lines, '', translate(lang, 'user.audit.total', counts)];
}

/** @throws MregError `findings` when something is at or over the grade given. */
function refuseFindings(findings: readonly AuditFinding[], failOn: string | undefined): void {
  if (failOn === undefined) return;
  const count = failOn === 'error' ? countOf(findings, 'error') : findings.length;
  if (count > 0) throw new MregError('findings', 'user.audit.failed', { count });
}
