import type { Finding } from '../domain/finding.js';
import { reportOfCheck } from '../import/import-report-data.js';
import type { ImportSummary } from '../import/summary.js';
import type { TablePlan } from '../import/table-plan.js';
import type { QuarantinedRow, RowTally } from '../import/rows/chunk-task.js';
import type { RawCells } from '../import/rows/row-checker.js';
import { shanghaiMinute } from '../lib/shanghai-time.js';
import { writeImportReport, type ReportedRow } from '../report/import-report.js';
import type { Services } from './services.js';

/** As many rows as a report lists. */
const ROWS_KEPT = 1_000;

/** Keeps what a check sees, for the report on rows that are stored nowhere. */
export class CheckedRowsKeeper {
  readonly rows: ReportedRow[] = [];
  private readonly years: Record<string, number> = {};
  private readonly offices: Record<string, number> = {};

  listeners() {
    return {
      onQuarantined: (row: QuarantinedRow, plan: TablePlan) => this.keep(row, plan),
      onTally: (tally: RowTally) => this.add(tally),
    };
  }

  private keep({ line, cells, findings }: QuarantinedRow, { name, sheet }: TablePlan): void {
    if (this.rows.length >= ROWS_KEPT) return;
    const file = sheet === '' ? name : `${name}#${sheet}`;
    this.rows.push({ id: undefined, file, line, cells: JSON.parse(cells) as RawCells, findings: JSON.parse(findings) as Finding[] });
  }

  private add({ years, offices }: RowTally): void {
    for (const [year, count] of Object.entries(years)) this.years[year] = (this.years[year] ?? 0) + count;
    for (const [office, count] of Object.entries(offices)) this.offices[office] = (this.offices[office] ?? 0) + count;
  }

  async writeReport(services: Services, kind: 'dry-run' | 'validate', path: string | undefined, summary: ImportSummary): Promise<void> {
    if (path === undefined) return;
    const frame = { kind, at: shanghaiMinute(services.clock.now()), version: services.packageVersion };
    const rows = { accepted: { years: this.years, offices: this.offices }, quarantined: this.rows };
    await writeImportReport(path, reportOfCheck(rows, summary, frame), services.lang);
    services.reporter.note('import.report.done', { path });
  }
}
