import { againWeight, levelWeight, type LinkageComparison, type LinkageLevel, type LinkageModel } from '../domain/linkage-model.js';
import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import type { BlockingRuleCount } from './duplicate-report-data.js';
import { escapeHtml } from './html/escape.js';
import { foldedTableHtml, paragraphHtml, sectionHtml, wideHtml } from './html/section.js';
import { tableHtml, type HtmlCell, type HtmlColumn } from './html/table.js';
import { bitsText, linkageWord } from './linkage-words.js';
import { countText } from './number-text.js';
import { oddsBits } from './score-estimates.js';
import { chanceText, weightChartSvg } from './svg/weight-chart.js';

/** What each agreement weighs: all levels of all comparisons on one scale. */
export function* modelSection(model: LinkageModel, lang: Lang): Generator<string> {
  const title = translate(lang, 'detect-report.model.title', { version: model.version });
  yield* sectionHtml('model', title, translate(lang, 'detect-report.model.about'), modelBody(model, lang));
}

function* modelBody(model: LinkageModel, lang: Lang): Generator<string> {
  const prior = { chance: chanceText(model.prior), bits: bitsText(oddsBits(model.prior)) };
  yield paragraphHtml(translate(lang, 'detect-report.model.prior', prior));
  const weights = model.comparisons.flatMap(({ levels }) => levels.map(levelWeight)).filter(Number.isFinite);
  const scale = { least: Math.min(0, ...weights), most: Math.max(0, ...weights) };
  for (const comparison of model.comparisons) yield comparisonHtml(comparison, scale, lang);
  yield* foldedTableHtml(
    lang,
    columnsOf(['comparison', 'level'], ['m', 'u', 'weight', 'again'], lang),
    model.comparisons.flatMap((comparison) => comparison.levels.map((level) => levelCells(comparison, level, lang))),
  );
}

function comparisonHtml({ key, levels }: LinkageComparison, scale: { readonly least: number; readonly most: number }, lang: Lang): string {
  const title = linkageWord(lang, 'comparison', key);
  const [first, last] = [levels[0], levels.at(-1)];
  const best = levels.reduce((most, level) => (levelWeight(level) > levelWeight(most) ? level : most), first ?? EMPTY_LEVEL);
  const description = translate(lang, 'detect-report.model.description', {
    levels: levels.length,
    level: linkageWord(lang, 'level', best.key),
    bits: bitsText(levelWeight(best)),
  });
  const heads = {
    bits: translate(lang, 'detect-report.model.head.bits'),
    m: translate(lang, 'detect-report.model.head.m'),
    u: translate(lang, 'detect-report.model.head.u'),
  };
  const bars = levels.map((level) => {
    const label = linkageWord(lang, 'level', level.key);
    const note = translate(lang, 'detect-report.model.note', {
      level: label,
      m: chanceText(level.m),
      u: chanceText(level.u),
      bits: bitsText(levelWeight(level)),
    });
    return { label, note, bits: levelWeight(level), m: level.m, u: level.u };
  });
  if (last === undefined) return '';
  return `<div class="comparison"><h3>${escapeHtml(title)}</h3>${wideHtml(weightChartSvg({ title, description, bars, ...scale, heads }))}</div>\n`;
}

const EMPTY_LEVEL: LinkageLevel = { key: '', m: 1, u: 1 };

function levelCells({ key }: LinkageComparison, level: LinkageLevel, lang: Lang): readonly HtmlCell[] {
  const words = [linkageWord(lang, 'comparison', key), linkageWord(lang, 'level', level.key)];
  return [
    ...words,
    chanceText(level.m),
    chanceText(level.u),
    bitsText(levelWeight(level)),
    level.again === undefined ? '' : bitsText(againWeight(level)),
  ];
}

/** How pairs were chosen to be compared at all, and what was left out. */
export function* blockingSection(rules: readonly BlockingRuleCount[], lang: Lang): Generator<string> {
  const title = translate(lang, 'detect-report.blocking.title');
  yield* sectionHtml('blocking', title, translate(lang, 'detect-report.blocking.about'), blockingBody(rules, lang));
}

function* blockingBody(rules: readonly BlockingRuleCount[], lang: Lang): Generator<string> {
  yield* tableHtml(columnsOf(['rule'], ['compared', 'found', 'limited', 'uncompared'], lang), [
    ...rules.map((rule) => ruleCells(linkageWord(lang, 'rule', rule.key), rule)),
    ruleCells(translate(lang, 'detect-report.blocking.total'), totalOf(rules)),
  ]);
  const { uncomparedPairs } = totalOf(rules);
  if (uncomparedPairs > 0) {
    const text = translate(lang, 'detect-report.blocking.uncompared', { pairs: countText(uncomparedPairs) });
    yield `<p class="notice">${escapeHtml(text)}</p>\n`;
  }
}

type RuleNumbers = Omit<BlockingRuleCount, 'key'>;

function ruleCells(name: string, { pairs, found, limitedBlocks, uncomparedPairs }: RuleNumbers): readonly HtmlCell[] {
  return [name, ...[pairs, found, limitedBlocks, uncomparedPairs].map(countText)];
}

function totalOf(rules: readonly RuleNumbers[]): RuleNumbers {
  const sum = (pick: (rule: RuleNumbers) => number): number => rules.reduce((total, rule) => total + pick(rule), 0);
  return {
    pairs: sum(({ pairs }) => pairs),
    found: sum(({ found }) => found),
    limitedBlocks: sum(({ limitedBlocks }) => limitedBlocks),
    uncomparedPairs: sum(({ uncomparedPairs }) => uncomparedPairs),
  };
}

type TextColumn = 'comparison' | 'level' | 'rule';
type NumberColumn = 'm' | 'u' | 'weight' | 'again' | 'compared' | 'found' | 'limited' | 'uncompared';

function columnsOf(texts: readonly TextColumn[], numbers: readonly NumberColumn[], lang: Lang): readonly HtmlColumn[] {
  const titled = (name: TextColumn | NumberColumn): string => translate(lang, `detect-report.column.${name}`);
  return [...texts.map((name) => ({ title: titled(name) })), ...numbers.map((name) => ({ title: titled(name), kind: 'number' as const }))];
}
