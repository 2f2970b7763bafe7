import { fieldOf } from '../domain/fields.js';
import { explainPair, type LinkageModel, type PairExplanation } from '../domain/linkage-model.js';
import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import type { DuplicateReportData, ReportedPair } from './duplicate-report-data.js';
import { markedApart } from './html/difference.js';
import { escapeHtml } from './html/escape.js';
import { foldedTableHtml, paragraphHtml, sectionHtml, wideHtml } from './html/section.js';
import { tableHtml, type HtmlCell } from './html/table.js';
import { bitsText, probabilityText } from './linkage-words.js';
import { shownCell } from './shown-cell.js';
import { waterfallSvg } from './svg/waterfall-chart.js';
import { verdictLines } from './verdict-lines.js';
import { waterfallRows } from './waterfall.js';

/** Pairs side by side, each with why it has its probability and what would change the verdict. */
export function* pairSection(data: DuplicateReportData, lang: Lang): Generator<string> {
  const title = translate(lang, 'detect-report.pairs.title');
  const about = translate(lang, data.examples.length === 0 ? 'detect-report.pairs.none' : 'detect-report.pairs.about');
  yield* sectionHtml('pairs', title, about, pairsBody(data, lang));
}

function* pairsBody({ examples, model, threshold }: DuplicateReportData, lang: Lang): Generator<string> {
  const judged = { ...model, threshold };
  for (const pair of examples) yield* pairHtml(pair, judged, lang);
}

function* pairHtml(pair: ReportedPair, model: LinkageModel, lang: Lang): Generator<string> {
  const explanation = explainPair(model, pair.evidence);
  const isFound = pair.probability >= model.threshold;
  const title = translate(lang, 'detect-report.pair.title', { left: pair.leftId, right: pair.rightId });
  const verdict = translate(lang, isFound ? 'detect-report.pair.found' : 'detect-report.pair.not-found');
  yield `<article class="pair"><h3>${escapeHtml(title)} <span class="badge ${isFound ? 'doubt' : 'quiet'}">${escapeHtml(verdict)}</span> `;
  yield `<span class="quiet">${escapeHtml(translate(lang, 'detect-report.pair.probability', { probability: probabilityText(pair.probability) }))}</span></h3>\n`;
  yield '<div class="beside"><div>\n';
  yield* fieldTable(pair, lang);
  yield `<h4>${escapeHtml(translate(lang, 'detect-report.verdict.title'))}</h4>\n`;
  yield `<ul>${verdictLines(model, pair.evidence, lang)
    .map((line) => `<li>${escapeHtml(line)}</li>`)
    .join('')}</ul>\n`;
  yield `</div><div>\n${wideHtml(waterfallSvg(explanation, lang, model.threshold))}`;
  yield* stepTable(explanation, lang);
  yield '</div></div></article>\n';
}

function* fieldTable({ fields, leftId, rightId }: ReportedPair, lang: Lang): Generator<string> {
  if (fields.length === 0) {
    yield paragraphHtml(translate(lang, 'detect-report.pair.outside'));
    return;
  }
  const columns = [{ title: translate(lang, 'detect-report.column.field') }, { title: String(leftId) }, { title: String(rightId) }];
  yield* tableHtml(
    columns,
    fields.map(({ field, left, right }): readonly HtmlCell[] => {
      const [one, other] = markedApart(shownCell(field, left, lang), shownCell(field, right, lang));
      return [fieldOf(field)[lang], { html: one }, { html: other }];
    }),
  );
}

function* stepTable(explanation: PairExplanation, lang: Lang): Generator<string> {
  const columns = [
    { title: translate(lang, 'detect-report.column.comparison') },
    { title: translate(lang, 'detect-report.column.level') },
    { title: translate(lang, 'detect-report.waterfall.head.bits'), kind: 'number' as const },
    { title: translate(lang, 'detect-report.waterfall.head.rarity'), kind: 'number' as const },
  ];
  const rows = waterfallRows(explanation, lang);
  yield* foldedTableHtml(
    lang,
    columns,
    rows.map(({ name, level, weight, rarity }) => [name, level, bitsText(weight), rarity === 0 ? '' : bitsText(rarity)]),
  );
}
