import type { Severity } from '../domain/finding.js';
import type { Lang } from '../i18n/lang.js';
import { translate, type MessageKey } from '../i18n/translate.js';
import { escapeHtml } from './html/escape.js';
import { pageHtml } from './html/page.js';
import { tableHtml } from './html/table.js';
import { countText } from './number-text.js';
import { stageFile, writeTextFile, type StagedFile } from './staged-file.js';
import type { SheetCell } from './xlsx/sheet-xml.js';
import { writeWorkbook } from './xlsx/workbook-writer.js';

/** A line of the report, in words. */
export interface ReportedAccount {
  readonly severity: Severity;
  /** What is wrong: heads the section. */
  readonly title: string;
  readonly username: string;
  readonly name: string;
  readonly role: string;
  readonly region: string;
  readonly office: string;
  readonly day: string;
  readonly days: number;
  readonly note: string;
}

/** What an audit of accounts found, errors first, lines of one title together. */
export interface AccountReport {
  /** When the report was made, as it is to be printed. */
  readonly at: string;
  readonly version: string;
  readonly accounts: number;
  readonly findings: readonly ReportedAccount[];
}

const COLUMNS = ['username', 'name', 'role', 'region', 'office', 'day', 'days', 'note'] as const;
const WIDTHS = [24, 18, 14, 18, 10, 14, 12, 8, 40];

/** One page that works offline, whole or not at all, readable by its owner alone. */
export function writeAccountReport(path: string, report: AccountReport, lang: Lang): Promise<StagedFile> {
  const title = translate(lang, 'user.audit.title');
  return writeTextFile(path, pageHtml({ lang, title, body: bodyHtml(report, title, lang) }));
}

/** The same as a workbook of text cells, errors and warnings coloured; publish or withdraw it. */
export function stageAccountWorkbook(path: string, report: AccountReport, lang: Lang): Promise<StagedFile> {
  const heads = ['title', ...COLUMNS] as const;
  const sheet = {
    name: translate(lang, 'user.audit.sheet'),
    widths: WIDTHS,
    frozenRows: 1,
    frozenColumns: 2,
    filterRow: 1,
    rows: [
      { cells: heads.map((column): SheetCell => ({ text: translate(lang, headKey(column)), style: 'header' })) },
      ...report.findings.map((finding) => ({ cells: heads.map((column): SheetCell => sheetCell(finding, column)) })),
    ],
  };
  return stageFile(path, (sink) => writeWorkbook(sink, [sheet], { author: 'mreg' }));
}

function sheetCell(finding: ReportedAccount, column: 'title' | (typeof COLUMNS)[number]): SheetCell {
  const text = String(finding[column]);
  return column === 'title' ? { text, style: finding.severity === 'error' ? 'bad' : 'doubtful' } : { text };
}

function headKey(column: 'title' | (typeof COLUMNS)[number]): MessageKey {
  return `user.audit.column.${column}`;
}

function* bodyHtml(report: AccountReport, title: string, lang: Lang): Generator<string> {
  const made = translate(lang, 'report.import.made', { at: report.at, version: report.version });
  yield `<header><h1>${escapeHtml(title)}</h1><p class="quiet">${escapeHtml(made)}</p></header>\n`;
  yield figuresHtml(report, lang);
  for (const heading of new Set(report.findings.map((finding) => finding.title))) {
    yield* sectionHtml(
      heading,
      report.findings.filter((finding) => finding.title === heading),
      lang,
    );
  }
}

function figuresHtml({ accounts, findings }: AccountReport, lang: Lang): string {
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const figures = [
    ['accounts', accounts, ''],
    ['errors', count('error'), 'bad'],
    ['warnings', count('warning'), 'doubt'],
  ] as const;
  const boxes = figures.map(
    ([name, number, tone]) =>
      `<div class="figure${number === 0 || tone === '' ? '' : ` ${tone}`}"><b>${countText(number)}</b>${escapeHtml(translate(lang, `user.audit.count.${name}`))}</div>`,
  );
  return `<section class="figures">${boxes.join('')}</section>\n`;
}

function* sectionHtml(heading: string, findings: readonly ReportedAccount[], lang: Lang): Generator<string> {
  yield `<section><h2>${escapeHtml(heading)} · ${countText(findings.length)}</h2>\n`;
  const columns = COLUMNS.map((column) => ({
    title: translate(lang, headKey(column)),
    ...(column === 'days' ? { kind: 'number' as const } : {}),
  }));
  yield* tableHtml(
    columns,
    findings.map((finding) => COLUMNS.map((column) => finding[column])),
  );
  yield '</section>\n';
}
