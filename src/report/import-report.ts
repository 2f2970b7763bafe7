import type { Finding } from '../domain/finding.js';
import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import { escapeHtml } from './html/escape.js';
import { pageHtml } from './html/page.js';
import { tableHtml } from './html/table.js';
import { officeSection, reasonSection, yearSection } from './import-report-charts.js';
import { rowSection } from './import-report-rows.js';
import { countText, decimalText } from './number-text.js';
import { scanSection, type ReportedScans } from './scan-report.js';
import { writeTextFile, type StagedFile } from './staged-file.js';

export interface ReportedFile {
  readonly name: string;
  /** Sheet of a workbook, else empty. */
  readonly sheet: string;
  readonly encoding: string;
  readonly bytes: number;
  readonly rows: number;
  /** Hex. */
  readonly sha256: string;
}

export interface ReportedCounts {
  readonly rows: number;
  /** Loaded, or fit to be loaded; flagged rows are among them. */
  readonly accepted: number;
  readonly flagged: number;
  readonly quarantined: number;
  readonly already_present: number;
}

/** Rows with at least one finding of the rule. */
export interface ReportedReason {
  readonly code: string;
  readonly count: number;
}

export interface ReportedYear {
  /** `undefined` for rows whose date cannot be read. */
  readonly year: number | undefined;
  readonly accepted: number;
  readonly quarantined: number;
}

export interface ReportedOffice {
  /** Office code, empty when the rows name none. */
  readonly code: string;
  readonly name: string;
  readonly accepted: number;
  readonly quarantined: number;
}

export interface ReportedRow {
  /** Its id in quarantine; `undefined` when nothing was written. */
  readonly id: number | undefined;
  readonly file: string;
  readonly line: number;
  /** As the file has them: the report masks what it prints. */
  readonly cells: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
}

export interface ImportReport {
  readonly kind: 'import' | 'dry-run' | 'validate';
  readonly batch: number | undefined;
  /** When the report was made, as it is to be printed. */
  readonly at: string;
  readonly version: string;
  readonly files: readonly ReportedFile[];
  readonly counts: ReportedCounts;
  readonly seconds: number;
  readonly reasons: readonly ReportedReason[];
  readonly byYear: readonly ReportedYear[];
  readonly byOffice: readonly ReportedOffice[];
  /** In file order; only the first thousand are read. */
  readonly quarantinedRows: Iterable<ReportedRow>;
  /** The pages behind the rows, where rows came from scans or with them. */
  readonly scans?: ReportedScans | undefined;
}

const COUNTS = [
  ['rows', ''],
  ['accepted', ''],
  ['flagged', ' doubt'],
  ['quarantined', ' bad'],
  ['already_present', ''],
] as const;

/** The report as one self-contained HTML text: no script, no request, numbers of documents masked. */
export function renderImportReport(report: ImportReport, lang: Lang): string {
  return [...importReportHtml(report, lang)].join('');
}

/** Writes the report whole or not at all, readable by its owner alone. */
export function writeImportReport(path: string, report: ImportReport, lang: Lang): Promise<StagedFile> {
  return writeTextFile(path, importReportHtml(report, lang));
}

function importReportHtml(report: ImportReport, lang: Lang): Iterable<string> {
  const title = translate(lang, report.kind === 'validate' ? 'report.check.title' : 'report.import.title');
  return pageHtml({ lang, title, body: bodyHtml(report, title, lang) });
}

function* bodyHtml(report: ImportReport, title: string, lang: Lang): Generator<string> {
  yield headHtml(report, title, lang);
  yield figuresHtml(report.counts, lang);
  yield* scanSection(report.scans, lang);
  yield* reasonSection(report.reasons, lang);
  yield* yearSection(report.byYear, lang);
  yield* officeSection(report.byOffice, lang);
  yield* rowSection(report.quarantinedRows, report.counts.quarantined, placeKeyOf(report), lang);
  yield* fileSection(report.files, lang);
}

/** Where a row stands: rows of scans stand on pages. */
function placeKeyOf({ scans }: ImportReport): 'report.rows.line' | 'scan-import.report.place' {
  return scans?.fields === undefined ? 'report.rows.line' : 'scan-import.report.place';
}

function headHtml(report: ImportReport, title: string, lang: Lang): string {
  const rate = report.seconds > 0 ? Math.round(report.counts.rows / report.seconds) : report.counts.rows;
  const took = translate(lang, 'report.import.took', { seconds: decimalText(report.seconds), rate: countText(rate) });
  const made = translate(lang, 'report.import.made', { at: report.at, version: report.version });
  const parts = [subject(report, lang), took, made].filter((part) => part !== '');
  return `<header><h1>${escapeHtml(title)}</h1><p class="quiet">${parts.map(escapeHtml).join(' · ')}</p></header>\n`;
}

function subject({ kind, batch }: ImportReport, lang: Lang): string {
  if (kind === 'dry-run') return translate(lang, 'report.import.dry-run');
  if (kind === 'validate') return translate(lang, 'report.import.checked-only');
  return batch === undefined ? '' : translate(lang, 'report.import.batch', { batch });
}

function figuresHtml(counts: ReportedCounts, lang: Lang): string {
  const figures = COUNTS.map(([name, tone]) => {
    const shown = counts[name] === 0 ? '' : tone;
    return `<div class="figure${shown}"><b>${countText(counts[name])}</b>${escapeHtml(translate(lang, `report.count.${name}`))}</div>`;
  });
  return `<section class="figures">${figures.join('')}</section>\n`;
}

function* fileSection(files: readonly ReportedFile[], lang: Lang): Generator<string> {
  yield `<section><h2>${escapeHtml(translate(lang, 'report.files.title'))}</h2>\n`;
  const columns = [
    { title: translate(lang, 'report.files.name') },
    { title: translate(lang, 'report.files.sheet') },
    { title: translate(lang, 'report.files.encoding') },
    { title: translate(lang, 'report.files.rows'), kind: 'number' },
    { title: translate(lang, 'report.files.bytes'), kind: 'number' },
    { title: translate(lang, 'report.files.sha256'), kind: 'code' },
  ] as const;
  yield* tableHtml(
    columns,
    files.map((file) => [file.name, file.sheet, file.encoding, countText(file.rows), countText(file.bytes), file.sha256]),
  );
  yield '</section>\n';
}
