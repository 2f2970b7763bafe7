import {
  comparedPairs,
  findDuplicates,
  type DuplicateRequest,
  type DuplicateResult,
  type SearchScope,
} from '../detect/duplicates/find-duplicates.js';
import { foundByRule, severityOf } from '../detect/duplicates/found-pairs.js';
import { duplicateReportData, type DuplicateReportContext, type DuplicateReportFrame } from '../detect/duplicates/report-data.js';
import type { DetectionSeverity } from '../domain/detection.js';
import { MregError } from '../domain/error.js';
import { translate } from '../i18n/translate.js';
import { duplicateReport } from '../report/duplicate-report.js';
import { linkageWord } from '../report/linkage-words.js';
import { requireFolderOf, writeTextFile } from '../report/staged-file.js';
import { DuplicateRepository } from '../store/duplicate-repository.js';
import { countText } from '../ui/table.js';
import { areaOfFindings } from './detect-area.js';
import { withSearch } from './detect-records.js';
import { failOnSeverity } from './fail-on-severity.js';
import { withHome, type Home } from './home.js';
import { countOption, dayOption, probabilityOption, switchOption, textOption } from './options.js';
import type { Invocation, Services } from './services.js';

/** What this build can search with; `spark` is named by the contract and not built in. */
const ENGINES = ['embedded'] as const;
const MS_A_SECOND = 1_000;

/** `mreg detect duplicates [--since DAY | --batch N] [--threshold P] [--pairs FILE.csv] [--report FILE.html] [--fail-on SEVERITY] [--dry-run]` */
export async function runDetectDuplicates({ options, services }: Invocation): Promise<void> {
  const { clock, reporter } = services;
  const isDryRun = switchOption(options, 'dryRun');
  const started = clock.now();
  await withHome(services, { readonly: isDryRun, dryRun: isDryRun }, async (home) => {
    refuseOtherEngine(textOption(options, 'engine'));
    const reportPath = textOption(options, 'report');
    const request = requestFrom(home, options, isDryRun);
    if (isDryRun && (request.pairsPath ?? reportPath) !== undefined) throw new MregError('usage', 'linkage.dry-run-writes-nothing');
    if (reportPath !== undefined) requireFolderOf(reportPath);
    const summary = await withSearch(home, services, isDryRun, async (context) => {
      const result = await findDuplicates(context, request);
      const seconds = (clock.now().getTime() - started.getTime()) / MS_A_SECOND;
      await writeReport(home, services, reportPath, { ...context, result, seconds });
      return summaryOf(result, request, seconds, reportPath);
    });
    reporter.result(summary, () => summaryLines(summary, services));
    failOnSeverity(textOption(options, 'failOn'), summary.by_severity);
  });
}

function requestFrom(home: Home, options: Invocation['options'], isDryRun: boolean): DuplicateRequest {
  return {
    threshold: probabilityOption(options, 'threshold'),
    scope: scopeFrom(home, dayOption(options, 'since'), countOption(options, 'batch')),
    isDryRun,
    pairsPath: textOption(options, 'pairs'),
  };
}

interface ReportedRun extends Omit<DuplicateReportContext, 'area'>, Omit<DuplicateReportFrame, 'run'> {
  readonly result: DuplicateResult;
}

async function writeReport(home: Home, { lang, reporter }: Services, path: string | undefined, ended: ReportedRun): Promise<void> {
  const { result, registry, records, at, actor, seconds } = ended;
  if (path === undefined || result.recorded === undefined) return;
  const context = { registry, records, area: areaOfFindings(home) };
  const data = duplicateReportData(context, result, { run: result.recorded.run, at, actor, seconds });
  await writeTextFile(path, duplicateReport(data, lang));
  reporter.note('import.report.done', { path });
}

function refuseOtherEngine(engine: string | undefined): void {
  if (engine === undefined || ENGINES.some((known) => known === engine)) return;
  throw new MregError('usage', 'linkage.no-engine', { engine, engines: ENGINES.join('、') });
}

function scopeFrom({ registry }: Home, since: string | undefined, batch: number | undefined): SearchScope | undefined {
  if (since !== undefined && batch !== undefined) throw new MregError('usage', 'linkage.since-or-batch');
  const repository = new DuplicateRepository(registry.database);
  if (since !== undefined) return { ranges: repository.rangesSince(since), text: `since ${since}` };
  if (batch === undefined) return undefined;
  if (!repository.hasBatch(batch)) throw new MregError('usage', 'batch.unknown', { batch });
  return { ranges: repository.rangesOfBatch(batch), text: `batch ${batch}` };
}

function summaryOf(result: DuplicateResult, { scope, pairsPath }: DuplicateRequest, seconds: number, reportPath: string | undefined) {
  const { recorded, search, found, threshold, isEstimated } = result;
  const byRule = foundByRule(found, search.pairs);
  return {
    run: recorded?.run ?? null,
    engine: ENGINES[0],
    full: scope === undefined,
    records: result.records,
    new_records: result.newRecords,
    compared: comparedPairs(search),
    rules: search.rules.map(({ key, pairs, limitedBlocks, uncomparedPairs }, rule) => ({
      rule: key,
      pairs,
      found: byRule[rule] ?? 0,
      limited_blocks: limitedBlocks,
      uncompared_pairs: uncomparedPairs,
    })),
    threshold,
    found: found.pairs.length,
    added: recorded?.added ?? null,
    by_severity: bySeverity(result),
    clusters: new Set(found.clusters.clusterOf.values()).size,
    bridges: found.clusters.bridges.length,
    model: search.model.version,
    model_estimated: isEstimated,
    expected_duplicates: Math.round(search.scores.expected.reduce((sum, each) => sum + each, 0)),
    ...(pairsPath === undefined ? {} : { pairs_file: pairsPath }),
    ...(reportPath === undefined ? {} : { report_file: reportPath }),
    ledger_seq: recorded?.ledgerSeq ?? null,
    seconds: Math.round(seconds * 10) / 10,
  };
}

/** Of those that nobody dismissed. */
function bySeverity({ found }: DuplicateResult): Readonly<Record<DetectionSeverity, number>> {
  const counts = { error: 0, warning: 0, hint: 0 };
  for (const { probability, isDismissed } of found.pairs) if (!isDismissed) counts[severityOf(probability)] += 1;
  return counts;
}

function summaryLines(summary: ReturnType<typeof summaryOf>, { lang, reporter }: Services): readonly string[] {
  const { records, compared, seconds, found, added, clusters, model, threshold } = summary;
  const limited = summary.rules.filter(({ limited_blocks: blocks }) => blocks > 0);
  return [
    translate(lang, 'linkage.compared', { records: countText(records), compared: countText(compared), seconds }),
    translate(lang, 'linkage.found', { found: countText(found), added: countText(added ?? 0), clusters: countText(clusters), threshold }),
    ...limited.map(({ rule, limited_blocks: blocks, uncompared_pairs: pairs }) =>
      translate(lang, 'linkage.limited', { rule: linkageWord(lang, 'rule', rule), blocks: countText(blocks), pairs: countText(pairs) }),
    ),
    ...(summary.bridges === 0 ? [] : [translate(lang, 'linkage.bridges', { count: countText(summary.bridges) })]),
    translate(lang, summary.model_estimated ? 'linkage.model-estimated' : 'linkage.model-used', { version: model }),
    summary.run === null
      ? translate(lang, 'linkage.dry-run')
      : reporter.paint.dim(translate(lang, 'linkage.ledgered', { run: summary.run, seq: summary.ledger_seq ?? 0 })),
  ];
}
