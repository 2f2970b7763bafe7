import { fieldOf } from '../domain/fields.js';
import type { Finding } from '../domain/finding.js';
import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import { describeFinding } from '../validators/message.js';
import { escapeHtml } from './html/escape.js';
import { tableHtml, type HtmlCell, type HtmlColumn } from './html/table.js';
import type { ReportedRow } from './import-report.js';
import { maskCell } from './masked-row.js';
import { countText } from './number-text.js';

/** More would make a page that office computers cannot scroll; the repair sheet has them all. */
const MAX_ROWS = 1_000;
const MAX_CELL_CHARACTERS = 80;
/** A number is easier to compare on one line; anything longer is no number. */
const MAX_WHOLE_CHARACTERS = 20;

type PlaceKey = 'report.rows.line' | 'scan-import.report.place';

/** The quarantined rows with their reasons, the first thousand, saying so when there are more. */
export function* rowSection(rows: Iterable<ReportedRow>, total: number, place: PlaceKey, lang: Lang): Generator<string> {
  if (total === 0) return;
  yield `<section id="rows"><h2>${escapeHtml(translate(lang, 'report.rows.title'))}</h2>\n`;
  if (total > MAX_ROWS)
    yield `<p class="notice">${escapeHtml(translate(lang, 'report.rows.capped', { total: countText(total), shown: countText(MAX_ROWS) }))}</p>\n`;
  yield `<p class="quiet">${escapeHtml(translate(lang, 'report.rows.masked'))}</p>\n`;
  yield* tableHtml(columnsOf(lang), cellsOfFirst(rows, place, lang));
  yield '</section>\n';
}

function columnsOf(lang: Lang): readonly HtmlColumn[] {
  return [
    { title: translate(lang, 'report.rows.id'), kind: 'number' },
    { title: translate(lang, 'report.rows.place') },
    { title: translate(lang, 'report.rows.couple') },
    { title: translate(lang, 'report.rows.date') },
    { title: translate(lang, 'report.rows.certificate') },
    { title: translate(lang, 'report.rows.reasons') },
  ];
}

function* cellsOfFirst(rows: Iterable<ReportedRow>, place: PlaceKey, lang: Lang): Generator<readonly HtmlCell[]> {
  let shown = 0;
  for (const row of rows) {
    yield cellsOf(row, place, lang);
    shown += 1;
    // Leaving the loop here closes the source before it reads a row that nobody will see.
    if (shown === MAX_ROWS) return;
  }
}

function cellsOf(row: ReportedRow, placeKey: PlaceKey, lang: Lang): readonly HtmlCell[] {
  const place = `${escapeHtml(maskCell('', row.file))}<br>${escapeHtml(translate(lang, placeKey, { line: row.line, page: row.line }))}`;
  const couple = `${partyHtml(row, 'man')}<br>${partyHtml(row, 'woman')}`;
  return [
    row.id ?? '',
    { html: place },
    { html: couple },
    shownCell(row, 'op_date'),
    shownCell(row, 'cert_no'),
    { html: reasonsHtml(row.findings, row, lang) },
  ];
}

function partyHtml(row: ReportedRow, role: 'man' | 'woman'): string {
  const number = shownCell(row, `cert_num_${role}`);
  const kept = number.length <= MAX_WHOLE_CHARACTERS ? ' class="whole"' : '';
  return `${escapeHtml(shownCell(row, `name_${role}`))} <span${kept}>${escapeHtml(number)}</span>`;
}

function shownCell({ cells }: ReportedRow, key: string): string {
  const text = maskCell(key, cells[key] ?? '');
  return text.length <= MAX_CELL_CHARACTERS ? text : `${text.slice(0, MAX_CELL_CHARACTERS)}…`;
}

function reasonsHtml(findings: readonly Finding[], row: ReportedRow, lang: Lang): string {
  return `<ul>${findings.map((finding) => `<li>${reasonHtml(finding, row, lang)}</li>`).join('')}</ul>`;
}

/** The sentence of the rule, the cells it speaks of as the file has them, and what to do. */
function reasonHtml(finding: Finding, row: ReportedRow, lang: Lang): string {
  const { message, advice } = describeFinding(finding, lang);
  const cells = finding.fields
    .filter((key) => (row.cells[key] ?? '') !== '')
    .map((key) => translate(lang, 'report.rows.cell', { field: fieldOf(key)[lang], text: shownCell(row, key) }));
  const quoted = cells.length === 0 ? '' : `<br><span class="quiet">${escapeHtml(cells.join(' · '))}</span>`;
  return `${escapeHtml(message)}${quoted}<br><span class="advice">${escapeHtml(advice)}</span>`;
}
