import { reportOfBatch, reportOfCheck } from '../import/import-report-data.js';
import type { ImportSummary } from '../import/summary.js';
import { shanghaiMinute } from '../lib/shanghai-time.js';
import { writeImportReport, type ReportedRow } from '../report/import-report.js';
import type { ReportedScans } from '../report/scan-report.js';
import type { JudgedForm } from '../scans/check-scans.js';
import type { RowScanCounts } from '../scans/compare-rows.js';
import type { ScanCounts, ScanImportSummary } from '../scans/scan-summary.js';
import type { Registry } from '../store/open.js';
import { ScanCheckRepository } from '../store/scan-check-repository.js';
import type { Home } from './home.js';
import type { Services } from './services.js';

/** As many rows as a report lists. */
const ROWS_KEPT = 1_000;

/** The report of an import of scans. */
export async function writeScanReport(services: Services, home: Home, path: string | undefined, summary: ScanImportSummary): Promise<void> {
  if (path === undefined) return;
  if (summary.batch === null) {
    services.reporter.warn('import.report.nothing-new');
    return;
  }
  const report = reportOfBatch(home.registry, summary.batch, summary, frameOf(services, 'import'));
  await writeImportReport(path, { ...report, scans: reportedScans(summary.scans) }, services.lang);
  services.reporter.note('import.report.done', { path });
}

/** What a report on keyed rows says of their scans. */
export function reportedComparison(
  registry: Registry,
  summary: ImportSummary,
  scans: RowScanCounts | undefined,
): ReportedScans | undefined {
  if (scans === undefined) return undefined;
  const { read, blank, unrecognised, failed } = scans;
  const differences = summary.batch === null ? [] : new ScanCheckRepository(registry).checksOfBatch(summary.batch);
  return { outcomes: { read, blank, unrecognised, failed }, problems: problemsOf(scans), differences };
}

/** Keeps what a dry run of scans sees, for the report on rows that are stored nowhere. */
export class ScanReportKeeper {
  private readonly rows: ReportedRow[] = [];
  private readonly years: Record<string, number> = {};
  private readonly offices: Record<string, number> = {};

  readonly keep = ({ verdict, judged, name, page }: JudgedForm): void => {
    if (verdict.kind === 'waiting' && this.rows.length < ROWS_KEPT) {
      this.rows.push({ id: undefined, file: name, line: page, cells: judged.cells, findings: verdict.findings });
    }
    if (verdict.kind !== 'loaded') return;
    const { op_date: date, dept_code: code, dept_name: office } = judged.checked.values;
    count(this.years, date.slice(0, 4));
    count(this.offices, `${code}\u001f${office}`);
  };

  async writeReport(services: Services, path: string | undefined, summary: ScanImportSummary): Promise<void> {
    if (path === undefined) return;
    const rows = { accepted: { years: this.years, offices: this.offices }, quarantined: this.rows };
    const report = reportOfCheck(rows, summary, frameOf(services, 'dry-run'));
    await writeImportReport(path, { ...report, scans: reportedScans(summary.scans) }, services.lang);
    services.reporter.note('import.report.done', { path });
  }
}

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

function frameOf({ clock, packageVersion }: Services, kind: 'import' | 'dry-run') {
  return { kind, at: shanghaiMinute(clock.now()), version: packageVersion };
}

function reportedScans(scans: ScanCounts): ReportedScans {
  const { read, blank, unrecognised, failed, fields } = scans;
  return { outcomes: { read, blank, unrecognised, failed }, fields, problems: problemsOf(scans), differences: [] };
}

function problemsOf({ problems, unreadable }: Pick<ScanCounts, 'problems' | 'unreadable'>): ReportedScans['problems'] {
  return [...problems, ...unreadable.map(({ name, problem }) => ({ name, page: undefined, outcome: 'failed' as const, problem }))];
}
