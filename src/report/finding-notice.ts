import { translate } from '../i18n/translate.js';
import { escapeHtml } from './html/escape.js';
import { pageHtml } from './html/page.js';
import { tableHtml } from './html/table.js';
import { stageFile, type StagedFile } from './staged-file.js';
import type { CellStyle } from './xlsx/styles.js';
import type { Sheet, SheetRow } from './xlsx/sheet-xml.js';
import { writeWorkbook } from './xlsx/workbook-writer.js';

/** A registration in a notice, in words; document numbers are masked by whoever makes it. */
export interface NoticeRecord {
  readonly record: string;
  readonly type: string;
  readonly date: string;
  readonly office: string;
  readonly certificate: string;
  readonly man: string;
  readonly woman: string;
  readonly state: string;
}

export interface NoticeFinding {
  readonly finding: number;
  readonly title: string;
  readonly severity: string;
  readonly isError: boolean;
  readonly text: string;
  readonly score: string;
  /** Who confirmed it and when. */
  readonly confirmed: string;
  readonly reason: string;
  readonly records: readonly NoticeRecord[];
}

/** The notice of Art. 36, in words. */
export interface FindingNotice {
  readonly number: string;
  /** Names of bureaus. */
  readonly addressees: readonly string[];
  readonly from: string;
  readonly at: string;
  readonly actor: string;
  readonly findings: readonly NoticeFinding[];
}

/** Official papers are Chinese whatever the language of the terminal. */
const LANG = 'zh';
const FINDING_COLUMNS = ['finding', 'title', 'severity', 'text', 'score', 'confirmed', 'reason'] as const;
const RECORD_COLUMNS = ['record', 'type', 'date', 'office', 'certificate', 'man', 'woman', 'state'] as const;
const FINDING_WIDTHS = [10, 30, 8, 70, 8, 34, 40];
const RECORD_WIDTHS = [10, 16, 12, 12, 36, 26, 32, 32, 14];

/** Stages the notice as a workbook of text cells; publish or withdraw it. */
export function stageNoticeWorkbook(path: string, notice: FindingNotice): Promise<StagedFile> {
  return stageFile(path, (sink) => writeWorkbook(sink, [findingSheet(notice), recordSheet(notice)], { author: 'mreg' }));
}

/** Stages the notice as one page that works offline and prints; publish or withdraw it. */
export function stageNoticePage(path: string, notice: FindingNotice): Promise<StagedFile> {
  return stageFile(path, async (sink) => {
    for (const text of pageHtml({ lang: LANG, title: `${say('title')} ${notice.number}`, body: bodyHtml(notice) }))
      await sink(Buffer.from(text, 'utf8'));
  });
}

type PaperWord = 'title' | 'number' | 'to' | 'from' | 'made' | 'by' | 'basis' | 'seal' | 'sheet.findings' | 'sheet.records';

function say(word: PaperWord | `column.${(typeof FINDING_COLUMNS)[number] | (typeof RECORD_COLUMNS)[number]}`): string {
  return translate(LANG, `finding.paper.${word}`);
}

function headLines({ number, addressees, from, at, actor }: FindingNotice): readonly (readonly [string, string])[] {
  return [
    [say('number'), number],
    [say('to'), addressees.join('、')],
    [say('from'), from],
    [say('made'), at],
    [say('by'), actor],
  ];
}

function findingSheet(notice: FindingNotice): Sheet {
  const rows: SheetRow[] = [
    row([say('title')], 'title'),
    ...headLines(notice).map((cells) => row(cells)),
    row([say('basis')]),
    row(
      FINDING_COLUMNS.map((column) => say(`column.${column}`)),
      'header',
    ),
  ];
  const head = rows.length;
  for (const finding of notice.findings) {
    const cells = FINDING_COLUMNS.map((column) => ({
      text: String(finding[column]),
      ...(column === 'severity' ? { style: finding.isError ? ('bad' as const) : ('doubtful' as const) } : { style: 'wrapped' as const }),
    }));
    rows.push({ cells });
  }
  return { name: say('sheet.findings'), widths: FINDING_WIDTHS, frozenRows: head, filterRow: head, rows: [...rows, row([say('seal')])] };
}

function recordSheet({ findings }: FindingNotice): Sheet {
  const heads = [say('column.finding'), ...RECORD_COLUMNS.map((column) => say(`column.${column}`))];
  const rows = findings.flatMap(({ finding, records }) =>
    records.map((record) => row([String(finding), ...RECORD_COLUMNS.map((column) => record[column])])),
  );
  return { name: say('sheet.records'), widths: RECORD_WIDTHS, frozenRows: 1, filterRow: 1, rows: [row(heads, 'header'), ...rows] };
}

function row(texts: readonly string[], style: CellStyle = 'text'): SheetRow {
  return { cells: texts.map((text) => ({ text, style })) };
}

function* bodyHtml(notice: FindingNotice): Generator<string> {
  yield `<header><h1>${escapeHtml(say('title'))}</h1>\n`;
  for (const [name, value] of headLines(notice)) yield `<p><b>${escapeHtml(name)}</b> ${escapeHtml(value)}</p>\n`;
  yield `</header>\n<p class="notice">${escapeHtml(say('basis'))}</p>\n`;
  for (const finding of notice.findings) yield* findingHtml(finding);
  yield `<p>${escapeHtml(say('seal'))}</p>\n`;
}

function* findingHtml(finding: NoticeFinding): Generator<string> {
  const { title, text, severity, score, confirmed, reason, records } = finding;
  yield `<section><h2>${escapeHtml(finding.finding)} · ${escapeHtml(title)}</h2>\n<p>${escapeHtml(text)}</p>\n`;
  const facts = [
    [say('column.severity'), severity],
    [say('column.score'), score],
    [say('column.confirmed'), confirmed],
    [say('column.reason'), reason],
  ] as const;
  yield `<p class="quiet">${facts.map(([name, value]) => `${escapeHtml(name)} ${escapeHtml(value)}`).join(' · ')}</p>\n`;
  if (records.length > 0)
    yield* tableHtml(
      RECORD_COLUMNS.map((column) => ({ title: say(`column.${column}`) })),
      records.map((record) => RECORD_COLUMNS.map((column) => record[column])),
    );
  yield '</section>\n';
}
