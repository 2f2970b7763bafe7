import { probabilityOf } from '../domain/linkage-model.js';
import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import type { DuplicateReportData, ScoreHistogram } from './duplicate-report-data.js';
import { escapeHtml } from './html/escape.js';
import { foldedTableHtml, paragraphHtml, sectionHtml, wideHtml } from './html/section.js';
import { tableHtml, type HtmlCell, type HtmlColumn } from './html/table.js';
import { bitsText, probabilityText } from './linkage-words.js';
import { countText } from './number-text.js';
import { estimateAt, estimatesBetween, f1Of, oddsBits, type ThresholdEstimate } from './score-estimates.js';
import { curveChartSvg, type Curve } from './svg/curve-chart.js';
import { histogramSvg, type HistogramBar } from './svg/histogram-chart.js';

/** Thresholds that a reader may want to choose from, besides the one that was used. */
const THRESHOLDS = [0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 0.9999];
const CURVE_BITS = { least: -12, most: 24 };

/** How the compared pairs score, and what the threshold makes of them. */
export function* scoreSection(data: DuplicateReportData, lang: Lang): Generator<string> {
  const bars = barsOf(data.scores, lang);
  yield* sectionHtml(
    'scores',
    translate(lang, 'detect-report.scores.title'),
    translate(lang, 'detect-report.scores.about'),
    scoresBody(data, bars, lang),
  );
  const estimate = estimateAt(data.scores, oddsBits(data.threshold));
  if (!Number.isFinite(estimate.precision + estimate.recall)) return;
  const title = translate(lang, 'detect-report.estimate.title');
  yield* sectionHtml('estimates', title, translate(lang, 'detect-report.estimate.about'), estimateBody(data, estimate, lang));
}

function* scoresBody({ threshold, scores }: DuplicateReportData, bars: readonly HistogramBar[], lang: Lang): Generator<string> {
  if (bars.length === 0) {
    yield paragraphHtml(translate(lang, 'detect-report.scores.none'));
    return;
  }
  const bits = oddsBits(threshold);
  const title = translate(lang, 'detect-report.scores.title');
  const total = scores.pairs.reduce((sum, pairs) => sum + pairs, 0);
  const description = translate(lang, 'detect-report.scores.description', {
    pairs: countText(total),
    over: countText(Math.round(estimateAt(scores, bits).pairs)),
  });
  yield wideHtml(histogramSvg({ title, description, bars, threshold: { bits, text: thresholdText(threshold, lang) } }));
  if (scores.below > 0)
    yield paragraphHtml(
      translate(lang, 'detect-report.scores.below', { pairs: countText(scores.below), bits: bitsText(scores.firstBits) }),
    );
  const columns: readonly HtmlColumn[] = (['from', 'probability', 'pairs', 'expected'] as const).map((name) => ({
    title: translate(lang, `detect-report.scores.column.${name}`),
    kind: 'number',
  }));
  yield* foldedTableHtml(
    lang,
    columns,
    bars.map((bar) => [bitsText(bar.bits), probabilityText(probabilityOf(bar.bits)), countText(bar.pairs), expectedText(bar.expected)]),
  );
}

/** The bars from the first to the last that holds a pair. */
function barsOf({ firstBits, pairs, expected }: ScoreHistogram, lang: Lang): readonly HistogramBar[] {
  const [first, last] = [pairs.findIndex((count) => count > 0), pairs.findLastIndex((count) => count > 0)];
  if (first < 0) return [];
  return pairs.slice(first, last + 1).map((count, index) => {
    const bits = firstBits + first + index;
    const among = expected[first + index] ?? 0;
    const note = translate(lang, 'detect-report.scores.note', {
      from: bitsText(bits),
      to: bitsText(bits + 1),
      pairs: countText(count),
      expected: expectedText(among),
    });
    return { bits, pairs: count, expected: among, note };
  });
}

function* estimateBody(data: DuplicateReportData, chosen: ThresholdEstimate, lang: Lang): Generator<string> {
  const estimates = estimatesBetween(data.scores, CURVE_BITS.least, CURVE_BITS.most);
  const names = {
    precision: translate(lang, 'detect-report.estimate.column.precision'),
    recall: translate(lang, 'detect-report.estimate.column.recall'),
  };
  const curve = (key: 'precision' | 'recall', tone: Curve['tone']): Curve => ({
    name: names[key],
    tone,
    points: estimates.map((each) => ({ bits: each.bits, share: each[key] })),
    chosen: { bits: chosen.bits, share: chosen[key], note: probabilityText(chosen[key]) },
  });
  const title = translate(lang, 'detect-report.estimate.title');
  const description = translate(lang, 'detect-report.estimate.description', {
    threshold: probabilityText(data.threshold),
    precision: probabilityText(chosen.precision),
    recall: probabilityText(chosen.recall),
  });
  yield wideHtml(
    curveChartSvg({
      title,
      description,
      curves: [curve('precision', 'good'), curve('recall', 'bad')],
      threshold: { bits: chosen.bits, text: thresholdText(data.threshold, lang) },
    }),
  );
  yield* tableHtml(estimateColumns(lang), estimateRows(data));
  yield paragraphHtml(translate(lang, 'detect-report.estimate.unseen'));
}

function estimateColumns(lang: Lang): readonly HtmlColumn[] {
  return (['threshold', 'pairs', 'expected', 'precision', 'recall', 'f1'] as const).map((name) => ({
    title: translate(lang, `detect-report.estimate.column.${name}`),
    kind: 'number',
  }));
}

function estimateRows({ scores, threshold }: DuplicateReportData): readonly (readonly HtmlCell[])[] {
  const thresholds = [...new Set([...THRESHOLDS, threshold])].toSorted((left, right) => left - right);
  return thresholds
    .map((each) => ({ each, estimate: estimateAt(scores, oddsBits(each)) }))
    .filter(({ estimate }) => Number.isFinite(estimate.precision + estimate.recall))
    .map(({ each, estimate }) => {
      const cells = [
        probabilityText(each),
        countText(Math.round(estimate.pairs)),
        expectedText(estimate.expected),
        probabilityText(estimate.precision),
        probabilityText(estimate.recall),
        probabilityText(f1Of(estimate)),
      ];
      return each === threshold ? cells.map((cell) => ({ html: `<strong>${escapeHtml(cell)}</strong>` })) : cells;
    });
}

function thresholdText(threshold: number, lang: Lang): string {
  return translate(lang, 'detect-report.threshold', { probability: probabilityText(threshold) });
}

/** Expected pairs are no whole number: under ten the tenths count. */
function expectedText(expected: number): string {
  if (expected >= 10) return countText(Math.round(expected));
  if (expected > 0 && expected < 0.1) return '<0.1';
  return expected.toLocaleString('en-US', { maximumFractionDigits: 1 });
}
