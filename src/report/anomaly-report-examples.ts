import { anomalyText } from '../domain/anomaly-text.js';
import { fieldOf, type FieldKey } from '../domain/fields.js';
import { maskNumbersIn } from '../domain/masking.js';
import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import type { ReportedAnomaly, ReportedAnomalyRecord } from './anomaly-report-data.js';
import { escapeHtml } from './html/escape.js';
import { sectionHtml } from './html/section.js';
import { tableHtml } from './html/table.js';
import { probabilityText } from './linkage-words.js';
import { maskCell } from './masked-row.js';

/** More columns than this do not fit a page; a wider finding shows its first records. */
const MOST_COLUMNS = 4;

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
  if (records.length > 0) yield* recordTable(records.slice(0, MOST_COLUMNS), lang);
  if (records.length > MOST_COLUMNS)
    yield `<p class="quiet">${escapeHtml(translate(lang, 'detect-report.examples.more', { count: records.length - MOST_COLUMNS }))}</p>\n`;
  yield '</div>\n';
}

/** One column a registration, one row a field that any of them has. */
function* recordTable(records: readonly ReportedAnomalyRecord[], lang: Lang): Generator<string> {
  const fields = [...new Set(records.flatMap((record) => record.fields.map(({ field }) => field)))];
  yield* tableHtml(
    [{ title: translate(lang, 'detect-report.column.field') }, ...records.map(({ id }) => ({ title: String(id) }))],
    fields.map((key) => [fieldOf(key)[lang], ...records.map((record) => valueOf(record, key))]),
  );
}

function valueOf({ fields }: ReportedAnomalyRecord, key: FieldKey): string {
  return maskCell(key, fields.find(({ field }) => field === key)?.value ?? '');
}
