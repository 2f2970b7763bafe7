import { detectAnomalies, type AnomalyRequest, type AnomalySummary } from '../detect/anomalies/detect-anomalies.js';
import { anomalyReportData, type AnomalyReportContext } from '../detect/anomalies/report-data.js';
import { OFFICE_SCANS } from '../detect/anomalies/office-scans.js';
import type { AnomalyRules } from '../domain/anomaly-rule.js';
import { anomalyText } from '../domain/anomaly-text.js';
import { DETECTION_SEVERITIES, type DetectionSeverity } from '../domain/detection.js';
import { MregError } from '../domain/error.js';
import { createReference } from '../domain/reference-index.js';
import { translate } from '../i18n/translate.js';
import { nearestOf } from '../lib/nearest.js';
import { shanghaiDay, shanghaiTime } from '../lib/shanghai-time.js';
import { anomalyReport } from '../report/anomaly-report.js';
import { requireFolderOf, writeTextFile } from '../report/staged-file.js';
import { DuplicateRepository } from '../store/duplicate-repository.js';
import { lockDetection } from '../store/import-lock.js';
import { countText, tableLines } from '../ui/table.js';
import { areaOfFindings } from './detect-area.js';
import { failOnSeverity } from './fail-on-severity.js';
import { homeAnomalyRules } from './detect-rules.js';
import { homeTables, withHome, type Home } from './home.js';
import { countOption, dayOption, textOption } from './options.js';
import type { Invocation, Services } from './services.js';

const MS_A_SECOND = 1_000;

/** `mreg detect anomalies [--since DATE | --batch N] [--rule CODE,…] [--report FILE.html] [--fail-on SEVERITY]` */
export async function runDetectAnomalies(invocation: Invocation): Promise<void> {
  const { options, services } = invocation;
  const reportPath = textOption(options, 'report');
  if (reportPath !== undefined) requireFolderOf(reportPath);
  await withHome(services, { readonly: false }, async (home) => {
    const scope = scopeOf(options, home);
    const chosen = rulesOf(textOption(options, 'rule'), homeAnomalyRules(home));
    const unlock = lockDetection(home.path, home.config.import.busyTimeoutSeconds * MS_A_SECOND);
    try {
      await detect(invocation, home, { ...scope, ...chosen });
    } finally {
      unlock();
    }
  });
}

type Scope = Pick<AnomalyRequest, 'since' | 'batch'>;

/** @throws MregError `usage` for both at once, and for a batch that is not there */
function scopeOf(options: Invocation['options'], { registry }: Home): Scope {
  const since = dayOption(options, 'since');
  const batch = countOption(options, 'batch');
  if (since !== undefined && batch !== undefined) throw new MregError('usage', 'anomaly.since-or-batch');
  if (batch !== undefined && !new DuplicateRepository(registry.database).hasBatch(batch))
    throw new MregError('usage', 'batch.unknown', { batch });
  return { since, batch };
}

interface ChosenRules {
  readonly rules: AnomalyRules;
  /** Absent when all are used. */
  readonly codes: readonly string[] | undefined;
}

/** @throws MregError `usage` for a rule that is not there */
function rulesOf(text: string | undefined, rules: AnomalyRules): ChosenRules {
  if (text === undefined) return { rules, codes: undefined };
  const known = rules.all.map(({ code }) => code);
  const codes = text.split(',').map((code) => code.trim());
  const unknown = codes.find((code) => !known.includes(code));
  if (unknown === undefined) return { rules: rules.limitedTo(codes), codes };
  throw new MregError('usage', 'anomaly.unknown-rule', { code: unknown, suggestion: nearestOf(unknown, known) ?? '' });
}

async function detect({ options, services }: Invocation, home: Home, { rules, ...asked }: Scope & ChosenRules): Promise<void> {
  const { clock, reporter, signal } = services;
  const started = clock.now();
  const context = {
    registry: home.registry,
    reference: createReference(homeTables(home)),
    rules,
    settings: home.config.validation,
    today: shanghaiDay(started),
  };
  const by = { at: shanghaiTime(started), actor: home.actor };
  const bar = reporter.progress('anomaly.progress');
  const summary = await detectAnomalies(context, { ...asked, ...by }, OFFICE_SCANS, {
    signal,
    onRows: (done, total) => bar.update({ rows: done, fraction: done / Math.max(1, total) }),
  }).finally(() => bar.stop());
  const seconds = Math.round((clock.now().getTime() - started.getTime()) / 100) / 10;
  await writeReport(home, services, textOption(options, 'report'), { ...context, summary, frame: { ...by, seconds } });
  reporter.result(documentOf(summary, seconds), () => summaryLines(summary, seconds, services));
  failOnSeverity(textOption(options, 'failOn'), bySeverity(summary.counts));
}

async function writeReport(home: Home, { lang, reporter }: Services, path: string | undefined, run: ReportedRun): Promise<void> {
  if (path === undefined) return;
  const data = anomalyReportData({ ...run, area: areaOfFindings(home) }, run.summary, run.frame);
  await writeTextFile(path, anomalyReport(data, lang));
  reporter.note('import.report.done', { path });
}

interface ReportedRun extends Pick<AnomalyReportContext, 'registry' | 'rules'> {
  readonly summary: AnomalySummary;
  readonly frame: Parameters<typeof anomalyReportData>[2];
}

function documentOf(summary: AnomalySummary, seconds: number) {
  const { run, records, persons, found, added, isFull, counts, ledgerSeq } = summary;
  return {
    run,
    full: isFull,
    records,
    persons,
    found,
    added,
    by_rule: counts,
    by_severity: bySeverity(counts),
    ledger_seq: ledgerSeq,
    seconds,
  };
}

function bySeverity(counts: AnomalySummary['counts']): Readonly<Record<DetectionSeverity, number>> {
  const of = (severity: DetectionSeverity): number =>
    counts.filter((count) => count.severity === severity).reduce((sum, { found }) => sum + found, 0);
  return { error: of('error'), warning: of('warning'), hint: of('hint') };
}

function summaryLines(summary: AnomalySummary, seconds: number, { lang, reporter }: Services): readonly string[] {
  const { records, persons, run, found, added, counts, ledgerSeq } = summary;
  const looked = translate(lang, 'anomaly.looked', { records: countText(records), persons: countText(persons), seconds });
  const ledgered = reporter.paint.dim(translate(lang, 'anomaly.ledgered', { run, seq: ledgerSeq }));
  if (found === 0) return [looked, reporter.paint.green(translate(lang, 'anomaly.none')), ledgered];
  const columns = [
    { title: translate(lang, 'anomaly.column.code') },
    { title: translate(lang, 'anomaly.column.title') },
    ...DETECTION_SEVERITIES.map((severity) => ({ title: translate(lang, `anomaly.severity.${severity}`), align: 'right' as const })),
  ];
  const rows = [...new Set(counts.map(({ code }) => code))].map((code) => [
    code,
    anomalyText(lang, code, {}).title,
    ...DETECTION_SEVERITIES.map((severity) => {
      const count = counts.find((each) => each.code === code && each.severity === severity)?.found;
      return count === undefined ? '' : countText(count);
    }),
  ]);
  return [
    looked,
    '',
    ...tableLines(columns, rows),
    '',
    translate(lang, 'anomaly.found', { found: countText(found), added: countText(added) }),
    ledgered,
  ];
}
