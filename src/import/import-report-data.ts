import type { Finding } from '../domain/finding.js';
import { normaliseDate, parseDate } from '../domain/partial-date.js';
import type { ImportReport, ReportedOffice, ReportedRow, ReportedYear } from '../report/import-report.js';
import { countByOffice, countByYear, quarantinedOf } from '../store/batch-statistics.js';
import type { Registry } from '../store/open.js';
import type { RowTally } from './rows/chunk-task.js';
import type { RawCells } from './rows/row-checker.js';
import type { ImportSummary } from './summary.js';

export interface ReportFrame {
  readonly kind: ImportReport['kind'];
  readonly at: string;
  readonly version: string;
}

/** What a check has seen of rows, for a report of something that was never stored. */
export interface CheckedRows {
  readonly accepted: RowTally;
  readonly quarantined: readonly ReportedRow[];
}

/** The report of a batch, from the registry. */
export function reportOfBatch(registry: Registry, batchId: number, summary: ImportSummary, frame: ReportFrame): ImportReport {
  const tally = new ReportTally();
  for (const { key, count } of countByYear(registry, batchId)) tally.accept(key, '', '', count, 'year');
  for (const { key, name, count } of countByOffice(registry, batchId)) tally.accept('', key, name, count, 'office');
  for (const row of quarantinedOf(registry, batchId)) tally.refuse(JSON.parse(row.cells) as RawCells);
  return { ...frameOf(summary, frame), ...tally.groups(), quarantinedRows: reportedRows(registry, batchId) };
}

/** The report of a check, from what it counted. */
export function reportOfCheck(rows: CheckedRows, summary: ImportSummary, frame: ReportFrame): ImportReport {
  const tally = new ReportTally();
  for (const [year, count] of Object.entries(rows.accepted.years)) tally.accept(year, '', '', count, 'year');
  for (const [office, count] of Object.entries(rows.accepted.offices)) {
    const [code = '', name = ''] = office.split('\u001f');
    tally.accept('', code, name, count, 'office');
  }
  for (const row of rows.quarantined) tally.refuse(row.cells);
  return { ...frameOf(summary, frame), ...tally.groups(), quarantinedRows: rows.quarantined };
}

function frameOf(summary: ImportSummary, frame: ReportFrame) {
  const { rows, accepted, flagged, quarantined, already_present } = summary;
  return {
    ...frame,
    batch: summary.batch ?? undefined,
    files: summary.files,
    counts: { rows, accepted, flagged, quarantined, already_present },
    seconds: summary.seconds,
    reasons: summary.reasons,
  };
}

function* reportedRows(registry: Registry, batchId: number): Generator<ReportedRow> {
  for (const { id, file, line, cells, findings } of quarantinedOf(registry, batchId)) {
    yield { id, file, line, cells: JSON.parse(cells) as RawCells, findings: JSON.parse(findings) as Finding[] };
  }
}

interface Group {
  readonly code: string;
  readonly name: string;
  accepted: number;
  quarantined: number;
}

/** Counts rows by year and office, loaded and refused side by side. */
class ReportTally {
  private readonly years = new Map<string, Group>();
  private readonly offices = new Map<string, Group>();

  accept(year: string, code: string, name: string, count: number, by: 'year' | 'office'): void {
    if (by === 'year') group(this.years, year, year, '').accepted += count;
    else group(this.offices, code === '' ? name : code, code, name).accepted += count;
  }

  refuse(cells: RawCells): void {
    const date = parseDate(normaliseDate(cells['op_date'] ?? ''));
    const year = date === undefined ? '' : String(date.year);
    const code = cells['dept_code'] ?? '';
    const name = cells['dept_name'] ?? '';
    group(this.years, year, year, '').quarantined += 1;
    group(this.offices, code === '' ? name : code, code, name).quarantined += 1;
  }

  groups(): { readonly byYear: readonly ReportedYear[]; readonly byOffice: readonly ReportedOffice[] } {
    const years = [...this.years.values()].map(({ code, accepted, quarantined }) => ({
      year: code === '' ? undefined : Number(code),
      accepted,
      quarantined,
    }));
    return { byYear: years.toSorted((a, b) => (a.year ?? 0) - (b.year ?? 0)), byOffice: [...this.offices.values()].toSorted(byRows) };
  }
}

function group(groups: Map<string, Group>, key: string, code: string, name: string): Group {
  let found = groups.get(key);
  if (found === undefined) groups.set(key, (found = { code, name, accepted: 0, quarantined: 0 }));
  return found;
}

function byRows(a: Group, b: Group): number {
  return b.accepted + b.quarantined - a.accepted - a.quarantined;
}
