import type { Lang } from '../i18n/lang.js';
import { isMessageKey, translate, type MessageKey } from '../i18n/translate.js';
import { escapeHtml } from './html/escape.js';
import { pageHtml } from './html/page.js';
import { tableHtml, type HtmlCell, type HtmlColumn } from './html/table.js';
import { countText } from './number-text.js';
import { writeTextFile, type StagedFile } from './staged-file.js';
import { barChartSvg, type Bar } from './svg/bar-chart.js';
import { columnChartSvg } from './svg/column-chart.js';

export interface ReportedShare {
  readonly label: string;
  readonly exports: number;
  readonly rows: number;
}

export interface ReportedCount {
  /** A refusal's reason or a message's key. */
  readonly label: string;
  readonly count: number;
}

/** A line of the list of exports. */
export interface ReportedExport {
  readonly export: string;
  readonly state: 'running' | 'done' | 'aborted';
  readonly started_at: string;
  readonly actor: string;
  readonly purpose: string;
  readonly recipient: string;
  readonly request: string;
  readonly valid_until: string;
  readonly rows: number;
}

/** The exports of a year as the yearly check wants them (Art. 42). */
export interface ExportReport {
  readonly year: number;
  /** When the report was made, Asia/Shanghai. */
  readonly at: string;
  readonly version: string;
  /** Rows are those of finished exports. */
  readonly counts: Readonly<Record<(typeof COUNTS)[number][0], number>>;
  readonly months: readonly { readonly month: number; readonly done: number; readonly aborted: number }[];
  readonly purposes: readonly ReportedShare[];
  readonly recipients: readonly ReportedShare[];
  readonly officers: readonly ReportedShare[];
  readonly refusals: readonly ReportedCount[];
  readonly aborts: readonly ReportedCount[];
  readonly overdue: readonly ReportedExport[];
  readonly exports: readonly ReportedExport[];
}

const COUNTS = [
  ['exports', ''],
  ['done', ''],
  ['rows', ''],
  ['aborted', ' doubt'],
  ['refused', ' doubt'],
  ['overdue', ' bad'],
] as const;

const MOST_BARS = 15;

/** Writes the report whole or not at all: one page that works offline, readable by its owner alone. */
export function writeExportReport(path: string, report: ExportReport, lang: Lang): Promise<StagedFile> {
  const title = translate(lang, 'export.report.title', { year: report.year });
  return writeTextFile(path, pageHtml({ lang, title, body: bodyHtml(report, title, lang) }));
}

function* bodyHtml(report: ExportReport, title: string, lang: Lang): Generator<string> {
  const made = translate(lang, 'report.import.made', { at: report.at.slice(0, 16).replace('T', ' '), version: report.version });
  yield `<header><h1>${escapeHtml(title)}</h1><p class="quiet">${escapeHtml(made)}</p></header>\n`;
  yield figuresHtml(report.counts, lang);
  yield monthsHtml(report.months, lang);
  yield* sharesHtml('export.report.purposes', report.purposes, lang);
  yield* sharesHtml('export.report.recipients', report.recipients, lang);
  yield* sharesHtml('export.report.officers', report.officers, lang);
  yield* countsHtml('export.report.refusals', 'token.refused', report.refusals, lang);
  yield* countsHtml('export.report.aborts', '', report.aborts, lang);
  yield* exportsHtml('export.report.overdue', report.overdue, lang);
  yield* exportsHtml('export.report.exports', report.exports, lang);
}

function figuresHtml(counts: ExportReport['counts'], lang: Lang): string {
  const figures = COUNTS.map(([name, tone]) => {
    const shown = counts[name] === 0 ? '' : tone;
    return `<div class="figure${shown}"><b>${countText(counts[name])}</b>${escapeHtml(translate(lang, `export.report.count.${name}`))}</div>`;
  });
  return `<section class="figures">${figures.join('')}</section>\n`;
}

function monthsHtml(months: ExportReport['months'], lang: Lang): string {
  const title = translate(lang, 'export.report.months');
  const bars = months.map(({ month, done, aborted }): Bar => ({
    label: translate(lang, 'export.report.month', { month }),
    parts: [
      { value: done, tone: 'good' },
      { value: aborted, tone: 'bad' },
    ],
    note: translate(lang, 'export.report.month.note', { done, aborted }),
  }));
  const key = `<p class="key"><span class="good">${escapeHtml(translate(lang, 'export.state.done'))}</span><span class="bad">${escapeHtml(translate(lang, 'export.state.aborted'))}</span></p>`;
  return `<section><h2>${escapeHtml(title)}</h2>\n${key}${columnChartSvg({ title, description: title, bars })}</section>\n`;
}

function* sharesHtml(titleKey: MessageKey, shares: readonly ReportedShare[], lang: Lang): Generator<string> {
  const title = translate(lang, titleKey);
  yield `<section><h2>${escapeHtml(title)}</h2>\n`;
  if (shares.length === 0) yield nothingHtml(lang);
  else {
    const bars = shares.slice(0, MOST_BARS).map(({ label, exports }): Bar => ({
      label,
      parts: [{ value: exports, tone: 'good' }],
      note: countText(exports),
    }));
    yield barChartSvg({ title, description: title, bars });
    yield* tableHtml(
      columnsOf(['label', 'text'], ['exports', 'number'], ['rows', 'number'])(lang),
      shares.map(({ label, exports, rows }) => [label, countText(exports), countText(rows)]),
    );
  }
  yield '</section>\n';
}

function* countsHtml(titleKey: MessageKey, prefix: string, counts: readonly ReportedCount[], lang: Lang): Generator<string> {
  yield `<section><h2>${escapeHtml(translate(lang, titleKey))}</h2>\n`;
  if (counts.length === 0) yield nothingHtml(lang);
  else {
    const rows = counts.map(({ label, count }) => [
      reasonText(prefix === '' ? label : `${prefix}.${label}`, label, lang),
      countText(count),
      label,
    ]);
    yield* tableHtml(columnsOf(['reason', 'text'], ['times', 'number'], ['code', 'code'])(lang), rows);
  }
  yield '</section>\n';
}

/** The places of a message are for one case; here it stands for many. */
function reasonText(key: string, label: string, lang: Lang): string {
  return isMessageKey(key) ? translate(lang, key).replaceAll(/[“"]?\{\w+\}[”"]?/gu, '…') : label;
}

function* exportsHtml(titleKey: MessageKey, exports: readonly ReportedExport[], lang: Lang): Generator<string> {
  yield `<section><h2>${escapeHtml(translate(lang, titleKey))}</h2>\n`;
  if (exports.length === 0) yield nothingHtml(lang);
  else
    yield* tableHtml(
      EXPORT_COLUMNS(lang),
      exports.map((each) => exportCells(each, lang)),
    );
  yield '</section>\n';
}

function exportCells(each: ReportedExport, lang: Lang): readonly HtmlCell[] {
  const { purpose, recipient, request, actor, rows } = each;
  const times = [each.started_at, each.valid_until].map((time) => time.slice(0, 10));
  return [
    each.export,
    translate(lang, `export.state.${each.state}`),
    times[0] ?? '',
    actor,
    purpose,
    recipient,
    request,
    times[1] ?? '',
    countText(rows),
  ];
}

type Named = readonly [name: 'label' | 'exports' | 'rows' | 'reason' | 'times' | 'code', kind: NonNullable<HtmlColumn['kind']>];

function columnsOf(...named: readonly Named[]): (lang: Lang) => readonly HtmlColumn[] {
  return (lang) => named.map(([name, kind]) => ({ title: translate(lang, `export.report.column.${name}`), kind }));
}

const EXPORT_COLUMNS = (lang: Lang): readonly HtmlColumn[] =>
  (['export', 'state', 'started_at', 'actor', 'purpose', 'recipient', 'request', 'valid_until', 'rows'] as const).map((name) => ({
    title: translate(lang, `export.column.${name}`),
    kind: name === 'rows' ? 'number' : name === 'export' || name === 'request' ? 'code' : 'text',
  }));

const nothingHtml = (lang: Lang): string => `<p class="quiet">${escapeHtml(translate(lang, 'export.report.nothing'))}</p>\n`;
