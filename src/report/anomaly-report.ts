import { anomalyText } from '../domain/anomaly-text.js';
import { DETECTION_SEVERITIES, type DetectionSeverity } from '../domain/detection.js';
import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import type { AnomalyReportData, AnomalyRuleCount } from './anomaly-report-data.js';
import { exampleSection } from './anomaly-report-examples.js';
import { officeSection } from './anomaly-report-offices.js';
import { escapeHtml } from './html/escape.js';
import { figuresHtml, type Figure } from './html/figures.js';
import { pageHtml } from './html/page.js';
import { paragraphHtml, sectionHtml } from './html/section.js';
import { tableHtml, type HtmlColumn } from './html/table.js';
import { countText, decimalText } from './number-text.js';
import { barChartSvg, type BarPart } from './svg/bar-chart.js';

/** The report of a search for anomalies: one page that works offline, without a script; piece by piece. */
export function anomalyReport(data: AnomalyReportData, lang: Lang): Iterable<string> {
  const title = translate(lang, 'detect-report.anomalies.title');
  return pageHtml({ lang, title, body: bodyHtml(data, title, lang) });
}

function* bodyHtml(data: AnomalyReportData, title: string, lang: Lang): Generator<string> {
  yield headHtml(data, title, lang);
  yield figuresHtml(figuresOf(data, lang));
  yield* ruleSection(data.rules, lang);
  yield* officeSection(data.offices, lang);
  yield* exampleSection(data.examples, lang);
}

function headHtml({ at, actor, run, seconds, isFull }: AnomalyReportData, title: string, lang: Lang): string {
  const facts = [
    translate(lang, 'detect-report.made', { at: at.slice(0, 16).replace('T', ' '), actor, run }),
    translate(lang, 'detect-report.took', { seconds: decimalText(seconds) }),
  ];
  const partial = isFull ? '' : `<p class="notice">${escapeHtml(translate(lang, 'detect-report.anomalies.partial'))}</p>`;
  return (
    `<header><h1>${escapeHtml(title)}</h1><p class="quiet">${facts.map(escapeHtml).join(' · ')}</p>` +
    `<p>${escapeHtml(translate(lang, 'detect-report.anomalies.about'))}</p>${partial}</header>\n`
  );
}

const TONES: Readonly<Record<DetectionSeverity, BarPart['tone']>> = { error: 'bad', warning: 'doubt', hint: 'good' };

function figuresOf(data: AnomalyReportData, lang: Lang): readonly Figure[] {
  const of = (severity: DetectionSeverity): number => data.rules.reduce((sum, { bySeverity }) => sum + bySeverity[severity], 0);
  const toned = (severity: DetectionSeverity): Figure => {
    const figure = { name: translate(lang, `anomaly.severity.${severity}`), text: countText(of(severity)) };
    const tone = TONES[severity];
    return tone === 'good' || of(severity) === 0 ? figure : { ...figure, tone };
  };
  return [
    { name: translate(lang, 'detect-report.figure.looked-at'), text: countText(data.records) },
    { name: translate(lang, 'detect-report.figure.persons'), text: countText(data.persons) },
    { name: translate(lang, 'detect-report.figure.anomalies'), text: countText(data.found) },
    { name: translate(lang, 'detect-report.figure.added'), text: countText(data.added) },
    ...DETECTION_SEVERITIES.map(toned),
  ];
}

/** How many findings each rule has; those without are told below the picture. */
function* ruleSection(rules: readonly AnomalyRuleCount[], lang: Lang): Generator<string> {
  const title = translate(lang, 'detect-report.rules.title');
  yield* sectionHtml('rules', title, translate(lang, 'detect-report.rules.about'), rulesBody(rules, title, lang));
}

function* rulesBody(rules: readonly AnomalyRuleCount[], title: string, lang: Lang): Generator<string> {
  const ranked = rules.toSorted((left, right) => totalOf(right) - totalOf(left));
  const hit = ranked.filter((rule) => totalOf(rule) > 0);
  if (hit.length > 0) {
    yield keyHtml(lang);
    const description = translate(lang, 'detect-report.rules.description', { rules: hit.length });
    yield barChartSvg({ title, description, bars: hit.map((rule) => ({ ...barOf(rule, lang) })) });
  }
  const columns: readonly HtmlColumn[] = [
    { title: translate(lang, 'anomaly.column.title') },
    ...DETECTION_SEVERITIES.map((severity) => ({ title: translate(lang, `anomaly.severity.${severity}`), kind: 'number' as const })),
    { title: translate(lang, 'detect-report.column.source') },
    { title: translate(lang, 'anomaly.column.code'), kind: 'code' },
  ];
  yield* tableHtml(
    columns,
    hit.map(({ rule, bySeverity }) => [
      anomalyText(lang, rule.code, {}).title,
      ...DETECTION_SEVERITIES.map((severity) => countText(bySeverity[severity])),
      rule.source,
      rule.code,
    ]),
  );
  const silent = ranked.filter((rule) => totalOf(rule) === 0).map(({ rule }) => anomalyText(lang, rule.code, {}).title);
  if (silent.length > 0) {
    const list = silent.join(lang === 'zh' ? '、' : '; ');
    yield paragraphHtml(translate(lang, 'detect-report.rules.silent', { count: silent.length, list }));
  }
}

function keyHtml(lang: Lang): string {
  const keys = DETECTION_SEVERITIES.map(
    (severity) => `<span class="${TONES[severity]}">${escapeHtml(translate(lang, `anomaly.severity.${severity}`))}</span>`,
  );
  return `<p class="key">${keys.join('')}</p>\n`;
}

function barOf({ rule, bySeverity }: AnomalyRuleCount, lang: Lang) {
  return {
    label: anomalyText(lang, rule.code, {}).title,
    parts: DETECTION_SEVERITIES.map((severity): BarPart => ({ value: bySeverity[severity], tone: TONES[severity] })),
    note: DETECTION_SEVERITIES.filter((severity) => bySeverity[severity] > 0)
      .map((severity) => `${translate(lang, `anomaly.severity.${severity}`)} ${countText(bySeverity[severity])}`)
      .join(' · '),
  };
}

function totalOf({ bySeverity }: AnomalyRuleCount): number {
  return DETECTION_SEVERITIES.reduce((sum, severity) => sum + bySeverity[severity], 0);
}
