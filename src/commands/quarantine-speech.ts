import { fieldOf, isFieldKey } from '../domain/fields.js';
import type { Finding } from '../domain/finding.js';
import type { Lang } from '../i18n/lang.js';
import { translate, type MessageKey, type PlaceValues } from '../i18n/translate.js';
import type { ExportSummary } from '../import/quarantine/export.js';
import type { QuarantinePage, QuarantineView } from '../import/quarantine/inspect.js';
import type { RetryDetail, RetrySummary } from '../import/quarantine/retry-tally.js';
import type { JsonValue } from '../lib/json-value.js';
import type { ReasonCount } from '../store/quarantine-repository.js';
import { countText, tableLines } from '../ui/table.js';
import { describeFinding, fieldNames } from '../validators/message.js';
import type { Services } from './services.js';

type JsonObject = { readonly [key: string]: JsonValue };

/** A terminal shows the rows to look at; the JSON document has a thousand. */
const MAX_RETRY_ROWS = 20;
const MAX_REASONS = 10;
/** The folders before a file's name: a list has no room for them, `show` has. */
const FOLDERS = /^.*\//u;

/** A quarantined row for scripts, numbers masked as everywhere. */
export function rowDocument(row: QuarantineView, lang: Lang): JsonObject {
  return {
    id: row.id,
    batch: row.batchId,
    file: row.fileName,
    sheet: row.sheet,
    line: row.line,
    state: row.state,
    cells: row.cells,
    reasons: row.findings.map((finding) => reasonDocument(finding, lang)),
    repaired_as: row.repairedAs ?? null,
    resolved_at: row.resolvedAt ?? null,
    resolved_by: row.resolvedBy ?? null,
    reason: row.reason ?? null,
    ledger_seq: row.ledgerSeq ?? null,
  };
}

function reasonDocument(finding: Finding, lang: Lang): JsonObject {
  const { title, message, advice } = describeFinding(finding, lang);
  return { code: finding.code, severity: finding.severity, fields: finding.fields, title, message, advice };
}

export function retryDocument(summary: RetrySummary, lang: Lang): JsonObject {
  const details = summary.details.map(({ findings, ...detail }) => ({
    ...detail,
    ...(findings === undefined ? {} : { reasons: findings.map((finding) => reasonDocument(finding, lang)) }),
  }));
  return { ...summary, details };
}

export function listLines({ lang }: Services, page: QuarantinePage, reasons: readonly ReasonCount[]): readonly string[] {
  if (page.total === 0) return [translate(lang, 'quarantine.list.none')];
  const heads = (['id', 'batch', 'file', 'line', 'couple', 'reasons'] as const).map((name) => ({
    title: translate(lang, `quarantine.list.${name}`),
  }));
  const counted = (['rows', 'code', 'title'] as const).map((name) => ({
    title: translate(lang, `quarantine.summary.${name}`),
    align: name === 'rows' ? ('right' as const) : ('left' as const),
  }));
  return [
    ...tableLines(
      heads,
      page.rows.map((row) => listRow(row, lang)),
    ),
    '',
    ...tableLines(
      counted,
      reasons
        .slice(0, MAX_REASONS)
        .map(({ code, count }) => [countText(count), code, titleOf({ code, severity: 'error', fields: [] }, lang)]),
    ),
    ...(reasons.length > MAX_REASONS ? [translate(lang, 'quarantine.summary.more', { count: reasons.length - MAX_REASONS })] : []),
    '',
    translate(lang, 'quarantine.list.total', { total: countText(page.total), shown: countText(page.rows.length) }),
  ];
}

function listRow(row: QuarantineView, lang: Lang): readonly string[] {
  const couple = [row.cells['name_man'], row.cells['name_woman']].map((name) => oneLine(name ?? '')).filter((name) => name !== '');
  const titles = new Set(row.findings.filter(({ severity }) => severity === 'error').map((finding) => titleOf(finding, lang)));
  return [
    String(row.id),
    String(row.batchId),
    placeOf(row).replace(FOLDERS, ''),
    row.isPage ? translate(lang, 'quarantine.list.page', { page: row.line }) : String(row.line),
    couple.join(' · '),
    [...titles].join(lang === 'zh' ? '、' : ', '),
  ];
}

function titleOf(finding: Finding, lang: Lang): string {
  return describeFinding(finding, lang).title;
}

function placeOf({ fileName, sheet }: QuarantineView): string {
  return sheet === '' ? fileName : `${fileName}#${sheet}`;
}

/** Line ends and control characters in a cell must not move the terminal's cursor. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
}

export function showLines({ lang, reporter }: Services, row: QuarantineView): readonly string[] {
  const say = (key: MessageKey, values: PlaceValues = {}): string => translate(lang, key, values);
  const heads = [{ title: say('quarantine.show.column') }, { title: say('quarantine.show.text') }];
  return [
    reporter.paint.bold(say('quarantine.show.heading', { id: row.id, state: say(`quarantine.state.${row.state}`) })),
    say(row.isPage ? 'quarantine.show.page' : 'quarantine.show.place', { batch: row.batchId, file: placeOf(row), line: row.line }),
    ...resolutionLines(row, say),
    '',
    ...row.findings.flatMap((finding) => reasonLines(finding, lang, reporter.paint)),
    '',
    ...tableLines(
      heads,
      Object.entries(row.cells).map(([key, text]) => [isFieldKey(key) ? fieldOf(key)[lang] : key, oneLine(text)]),
    ),
  ];
}

function resolutionLines(row: QuarantineView, say: (key: MessageKey, values: PlaceValues) => string): readonly string[] {
  const lines: string[] = [];
  if (row.repairedAs !== undefined) lines.push(say('quarantine.show.repaired', { registration: row.repairedAs }));
  if (row.reason !== undefined) lines.push(say('quarantine.show.discarded', { reason: row.reason }));
  if (row.resolvedAt !== undefined)
    lines.push(say('quarantine.show.resolved', { at: row.resolvedAt, actor: row.resolvedBy ?? '', seq: row.ledgerSeq ?? 0 }));
  return lines;
}

function reasonLines(finding: Finding, lang: Lang, paint: Services['reporter']['paint']): readonly string[] {
  const { title, message, advice } = describeFinding(finding, lang);
  const head = finding.severity === 'error' ? paint.red(title) : paint.yellow(title);
  const fields = finding.fields.length === 0 ? '' : ` (${fieldNames(finding.fields, lang)})`;
  return [`${head}  ${finding.code}${fields}`, `  ${message}`, `  ${translate(lang, 'quarantine.show.advice', { advice })}`];
}

export function exportLines({ lang, reporter }: Services, summary: ExportSummary): readonly string[] {
  if (summary.file === null) return [translate(lang, 'quarantine.export.nothing')];
  const values = { rows: countText(summary.rows), file: summary.file, seq: summary.ledger_seq ?? 0 };
  const lines = [reporter.paint.green(translate(lang, 'quarantine.export.done', values))];
  if (summary.rows_left > 0)
    lines.push(reporter.paint.yellow(translate(lang, 'quarantine.export.rows-left', { count: countText(summary.rows_left) })));
  if (summary.comments_left_out > 0)
    lines.push(translate(lang, 'quarantine.export.comments-left-out', { count: countText(summary.comments_left_out) }));
  return [...lines, translate(lang, 'quarantine.export.keep-safe')];
}

export function retryLines({ lang, reporter }: Services, summary: RetrySummary): readonly string[] {
  const { rows, loaded, already_present, still_wrong, unchanged } = summary;
  const counts = {
    rows: countText(rows),
    loaded: countText(loaded),
    already_present: countText(already_present),
    still_wrong: countText(still_wrong),
    unchanged: countText(unchanged),
  };
  const lines = [reporter.paint.green(translate(lang, 'quarantine.retry.done', counts))];
  for (const batch of summary.batches) lines.push(translate(lang, 'quarantine.retry.batch', { batch }));
  const doubtful = summary.details.filter(({ outcome }) => outcome !== 'loaded');
  lines.push(...doubtful.slice(0, MAX_RETRY_ROWS).flatMap((detail) => detailLines(detail, lang)));
  const leftOut = rows - loaded - unchanged - Math.min(doubtful.length, MAX_RETRY_ROWS);
  if (leftOut > 0) lines.push(translate(lang, 'quarantine.retry.details-left-out', { count: countText(leftOut) }));
  return lines;
}

function detailLines({ line, id, outcome, findings = [] }: RetryDetail, lang: Lang): readonly string[] {
  const head = translate(lang, 'quarantine.retry.row', { line, id: id ?? '–', outcome: translate(lang, `quarantine.outcome.${outcome}`) });
  return [head, ...findings.map((finding) => `  ${describeFinding(finding, lang).message}`)];
}
