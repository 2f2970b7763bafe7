import { loadPackagedTables } from '../config/packaged-tables.js';
import { IMPORT_DEFAULTS } from '../config/config.js';
import type { Finding } from '../domain/finding.js';
import { MregError } from '../domain/error.js';
import { checkInput } from '../import/check-input.js';
import { isOverBudget } from '../import/error-budget.js';
import type { ImportRequest } from '../import/import-deps.js';
import type { ImportSummary } from '../import/summary.js';
import { translate } from '../i18n/translate.js';
import { shanghaiDay } from '../lib/shanghai-time.js';
import type { ReportedRow } from '../report/import-report.js';
import { describeFinding, fieldNames } from '../validators/message.js';
import { CheckedRowsKeeper } from './checked-rows.js';
import { importRequest, scratchPath } from './import-request.js';
import { announcePlan, showProgress, summaryLines } from './import-speech.js';
import { textOption } from './options.js';
import type { Invocation, Services } from './services.js';

const ROWS_SHOWN = 20;

/** `mreg validate PATH…` */
export async function runValidate(invocation: Invocation): Promise<void> {
  const { services, options } = invocation;
  const request = importRequest(invocation);
  const bar = services.reporter.progress('import.progress.check');
  const keeper = new CheckedRowsKeeper();
  try {
    const summary = await checkInput(request, { ...depsOf(services), ...keeper.listeners(), onProgress: showProgress(bar) }, undefined);
    bar.stop();
    await keeper.writeReport(services, 'validate', textOption(options, 'report'), summary);
    const document = { ...summary, findings: keeper.rows.slice(0, ROWS_SHOWN).map((row) => shownRow(row, services)) };
    services.reporter.result(document, () => [...rowLines(services, keeper.rows), ...summaryLines(services, summary)]);
    refuseOver(request, summary);
  } finally {
    bar.stop();
  }
}

function depsOf(services: Services) {
  return {
    tables: loadPackagedTables(),
    settings: { ageReached: 'day-after' as const },
    today: shanghaiDay(services.clock.now()),
    area: '',
    workPath: scratchPath(services),
    limits: IMPORT_DEFAULTS.zip,
    elapsedMs: () => services.clock.now().getTime(),
    signal: services.signal,
    onPlan: (plan: Parameters<typeof announcePlan>[1]) => announcePlan(services, plan),
  };
}

function refuseOver({ maxErrors }: ImportRequest, { rows, quarantined }: ImportSummary): void {
  if (maxErrors === undefined || !isOverBudget({ rows, quarantined }, maxErrors)) return;
  const budget = maxErrors.kind === 'count' ? maxErrors.rows : maxErrors.percent;
  throw new MregError('input-refused', `import.over-budget-${maxErrors.kind}`, { rows, quarantined, budget });
}

function shownRow({ file, line, findings }: ReportedRow, { lang }: Services) {
  return {
    file,
    line,
    findings: findings.map((finding) => ({
      code: finding.code,
      severity: finding.severity,
      fields: [...finding.fields],
      ...describeFinding(finding, lang),
    })),
  };
}

function rowLines(services: Services, rows: readonly ReportedRow[]): readonly string[] {
  const { lang } = services;
  const lines = rows
    .slice(0, ROWS_SHOWN)
    .flatMap(({ file, line, findings }) => findings.map((finding) => rowLine(services, file, line, finding)));
  return rows.length > ROWS_SHOWN ? [...lines, translate(lang, 'validate.more', { shown: ROWS_SHOWN }), ''] : [...lines, ''];
}

function rowLine({ lang, reporter }: Services, file: string, line: number, finding: Finding): string {
  const { message } = describeFinding(finding, lang);
  const severity = finding.severity === 'error' ? reporter.paint.red(finding.code) : reporter.paint.yellow(finding.code);
  return `${file}:${line} ${severity} ${fieldNames(finding.fields, lang)} ${message}`;
}
