import { OTHER_EVENT, type PairExplanation, type WeightStep } from '../domain/linkage-model.js';
import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import { bitsText, linkageWord, probabilityText } from './linkage-words.js';

/** A row of a waterfall in words, whoever draws it: the start, one row a comparison, the total. */
export interface WaterfallRow {
  readonly kind: 'start' | 'step' | 'total';
  readonly name: string;
  readonly level: string;
  /** Bits before the row; a total begins at nought. */
  readonly from: number;
  readonly weight: number;
  readonly rarity: number;
}

export function waterfallRows({ prior, steps, total, probability }: PairExplanation, lang: Lang): readonly WaterfallRow[] {
  let reached = prior;
  const start = { name: translate(lang, 'detect-report.waterfall.start'), level: translate(lang, 'detect-report.waterfall.chance') };
  const sum = { name: translate(lang, 'detect-report.waterfall.total'), level: probabilityText(probability) };
  return [
    { kind: 'start', ...start, from: 0, weight: prior, rarity: 0 },
    ...steps.map((step): WaterfallRow => {
      const from = reached;
      reached += step.weight + step.rarity;
      return { kind: 'step', ...stepWords(step, lang), from, weight: step.weight, rarity: step.rarity };
    }),
    { kind: 'total', ...sum, from: 0, weight: total, rarity: 0 },
  ];
}

function stepWords({ comparison, level }: WeightStep, lang: Lang): { readonly name: string; readonly level: string } {
  if (comparison !== OTHER_EVENT) return { name: linkageWord(lang, 'comparison', comparison), level: linkageWord(lang, 'level', level) };
  return { name: translate(lang, 'detect-report.other-event'), level: translate(lang, 'detect-report.other-event.possible') };
}

/** What a row says when it is pointed at, or read out. */
export function waterfallRowText({ name, level, weight, rarity }: WaterfallRow, lang: Lang): string {
  const text = translate(lang, 'detect-report.waterfall.row', { name, level, bits: bitsText(weight) });
  return rarity === 0 ? text : text + translate(lang, 'detect-report.waterfall.row-rarity', { bits: bitsText(rarity) });
}
