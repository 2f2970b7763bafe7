import { anomalyText } from '../domain/anomaly-text.js';
import { fieldOf, type FieldKey, type Role } from '../domain/fields.js';
import { maskNumbersIn } from '../domain/masking.js';
import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import type { ReportedAnomaly, ReportedAnomalyRecord } from './anomaly-report-data.js';
import { escapeHtml } from './html/escape.js';
import { sectionHtml } from './html/section.js';
import { tableHtml, type HtmlCell } from './html/table.js';
import { probabilityText } from './linkage-words.js';
import { shownCell } from './shown-cell.js';

/** A finding that speaks of more shows its first registrations. */
const MOST_ROWS = 6;

/** Some findings of each rule with the registrations they speak of. */
export function* exampleSection(examples: readonly ReportedAnomaly[], lang: Lang): Generator<string> {
  if (examples.length === 0) return;
  const title = translate(lang, 'detect-report.examples.title');
  yield* sectionHtml('examples', title, translate(lang, 'detect-report.examples.about'), examplesBody(examples, lang));
}

function* examplesBody(examples: readonly ReportedAnomaly[], lang: Lang): Generator<string> {
  for (const code of new Set(examples.map((example) => example.code))) {
    yield `<h3>${escapeHtml(anomalyText(lang, code, {}).title)}</h3>\n`;
    for (const example of examples.filter((each) => each.code === code)) yield* exampleHtml(example, lang);
  }
}

const TONES = { error: 'bad', warning: 'doubt', hint: 'quiet' } as const;

function* exampleHtml({ code, severity, score, values, records }: ReportedAnomaly, lang: Lang): Generator<string> {
  const { explanation } = anomalyText(lang, code, values);
  const badge = `<span class="badge ${TONES[severity]}">${escapeHtml(translate(lang, `anomaly.severity.${severity}`))}</span>`;
  const alarm = score < 1 ? ` ${translate(lang, 'detect-report.examples.false-alarm', { rate: probabilityText(1 - score) })}` : '';
  yield `<div class="example"><p>${badge} ${escapeHtml(maskNumbersIn(explanation))}<span class="quiet">${escapeHtml(alarm)}</span></p>\n`;
  if (records.length > 0) yield* recordTable(records.slice(0, MOST_ROWS), lang);
  if (records.length > MOST_ROWS)
    yield `<p class="quiet">${escapeHtml(translate(lang, 'detect-report.examples.more', { count: records.length - MOST_ROWS }))}</p>\n`;
  yield '</div>\n';
}

/** One row a registration: what it says of the event in columns, of each party in one cell. */
function* recordTable(records: readonly ReportedAnomalyRecord[], lang: Lang): Generator<string> {
  const fields = [...new Set(records.flatMap((record) => record.fields.map(({ field }) => field)))].map(fieldOf);
  const ofEvent = fields.filter(({ role }) => role === undefined);
  const parties = (['man', 'woman'] as const).filter((role) => fields.some((field) => field.role === role));
  const columns = [
    { title: translate(lang, 'detect-report.column.left') },
    ...ofEvent.map((field) => ({ title: field[lang] })),
    ...parties.map((role) => ({ title: translate(lang, `anomaly.party.${role}`) })),
  ];
  yield* tableHtml(
    columns,
    records.map((record) => [
      record.id,
      ...ofEvent.map(({ key }) => valueOf(record, key, lang)),
      ...parties.map((role) => partyCell(record, role, lang)),
    ]),
  );
}

/** One line a value, none of them broken: numbers are compared by eye. */
function partyCell(record: ReportedAnomalyRecord, role: Role, lang: Lang): HtmlCell {
  const own = record.fields.filter(({ field }) => fieldOf(field).role === role);
  const lines = own.map(({ field }) => `<span class="whole">${escapeHtml(valueOf(record, field, lang))}</span>`);
  return { html: lines.join('<br>') };
}

function valueOf({ fields }: ReportedAnomalyRecord, key: FieldKey, lang: Lang): string {
  return shownCell(key, fields.find(({ field }) => field === key)?.value ?? '', lang);
}
