import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import { blockingSection, modelSection } from './duplicate-report-model.js';
import { clusterSection } from './duplicate-report-clusters.js';
import type { DuplicateReportData } from './duplicate-report-data.js';
import { pairSection } from './duplicate-report-pairs.js';
import { scoreSection } from './duplicate-report-scores.js';
import { escapeHtml } from './html/escape.js';
import { figuresHtml, type Figure } from './html/figures.js';
import { pageHtml } from './html/page.js';
import { countText, decimalText } from './number-text.js';
import { probabilityText } from './linkage-words.js';
import { estimateAt, oddsBits } from './score-estimates.js';

/** The report of a search for duplicates: one page that works offline, without a script; piece by piece. */
export function duplicateReport(data: DuplicateReportData, lang: Lang): Iterable<string> {
  const title = translate(lang, 'detect-report.duplicates.title');
  return pageHtml({ lang, title, body: bodyHtml(data, title, lang) });
}

function* bodyHtml(data: DuplicateReportData, title: string, lang: Lang): Generator<string> {
  yield headHtml(data, title, lang);
  yield figuresHtml(figuresOf(data, lang));
  yield* scoreSection(data, lang);
  yield* pairSection(data, lang);
  yield* clusterSection(data.clusters, lang);
  yield* modelSection(data.model, lang);
  yield* blockingSection(data.rules, lang);
}

function headHtml({ at, actor, run, seconds, model, threshold }: DuplicateReportData, title: string, lang: Lang): string {
  const facts = [
    translate(lang, 'detect-report.made', { at: at.slice(0, 16).replace('T', ' '), actor, run }),
    translate(lang, 'detect-report.took', { seconds: decimalText(seconds) }),
    translate(lang, 'detect-report.model', { version: model.version }),
    translate(lang, 'detect-report.threshold', { probability: probabilityText(threshold) }),
  ];
  return (
    `<header><h1>${escapeHtml(title)}</h1><p class="quiet">${facts.map(escapeHtml).join(' · ')}</p>` +
    `<p>${escapeHtml(translate(lang, 'detect-report.duplicates.about'))}</p></header>\n`
  );
}

function figuresOf(data: DuplicateReportData, lang: Lang): readonly Figure[] {
  const { precision, recall } = estimateAt(data.scores, oddsBits(data.threshold));
  const name = (key: 'records' | 'new-records' | 'compared' | 'found' | 'added' | 'precision' | 'recall'): string =>
    translate(lang, `detect-report.figure.${key}`);
  const compared = data.rules.reduce((sum, { pairs }) => sum + pairs, 0);
  return [
    { name: name('records'), text: countText(data.records) },
    ...(data.newRecords === data.records ? [] : [{ name: name('new-records'), text: countText(data.newRecords) }]),
    { name: name('compared'), text: countText(compared) },
    { name: name('found'), text: countText(data.pairsFound), ...(data.pairsFound === 0 ? {} : { tone: 'doubt' as const }) },
    { name: name('added'), text: countText(data.pairsAdded) },
    { name: name('precision'), text: shareText(precision) },
    { name: name('recall'), text: shareText(recall) },
  ];
}

/** A share that may not be known, when nothing was found. */
function shareText(share: number): string {
  return Number.isFinite(share) ? probabilityText(share) : '–';
}
