import type { PairExplanation } from '../../domain/linkage-model.js';
import type { Lang } from '../../i18n/lang.js';
import { translate } from '../../i18n/translate.js';
import { escapeHtml } from '../html/escape.js';
import { bitsText, probabilityText } from '../linkage-words.js';
import { waterfallRows, waterfallRowText, type WaterfallRow } from '../waterfall.js';
import { bitTicks, spanOf, type Span } from './bit-scale.js';
import { coordinate, frameSvg } from './frame.js';
import { labelSvg } from './label.js';

const WIDTH = 760;
const NAME_RIGHT = 148;
const LEVEL_LEFT = 158;
const PLOT_LEFT = 342;
const PLOT_RIGHT = 646;
const WEIGHT_RIGHT = 700;
const HEAD = 34;
const ROW_HEIGHT = 24;
const BAR_HEIGHT = 15;
const NAME_COLUMNS = 22;
const LEVEL_COLUMNS = 27;

/**
 * The waterfall of one pair: from how likely any two registrations are one, bar by bar to what these two are. The part of a bar
 * that comes from rare values is paler and framed, with its bits in a column of its own.
 * @param threshold probability drawn as a dashed line
 */
export function waterfallSvg(explanation: PairExplanation, lang: Lang, threshold?: number): string {
  const rows = waterfallRows(explanation, lang);
  const line = threshold === undefined ? undefined : Math.log2(threshold / (1 - threshold));
  const ends = rows.flatMap(({ from, weight, rarity }) => [from, from + weight, from + weight + rarity]);
  const span = spanOf([0, ...ends, ...(line === undefined ? [] : [line])], PLOT_LEFT, PLOT_RIGHT);
  const bottom = HEAD + rows.length * ROW_HEIGHT;
  const content =
    headSvg(span, bottom, lang) +
    rows.map((row, index) => rowSvg(row, HEAD + index * ROW_HEIGHT, span, lang)).join('') +
    (line === undefined || threshold === undefined ? '' : thresholdSvg(line, threshold, bottom, span, lang));
  const title = translate(lang, 'detect-report.waterfall.title');
  const total = { bits: bitsText(explanation.total), probability: probabilityText(explanation.probability) };
  const description = translate(lang, 'detect-report.waterfall.description', total);
  return frameSvg({ title, description }, bottom + 20, content, WIDTH);
}

function headSvg(span: Span, bottom: number, lang: Lang): string {
  const ticks = bitTicks(span).map((bits) => {
    const x = coordinate(span.at(bits));
    const label = `<text class="quiet small" x="${x}" y="${HEAD - 8}" text-anchor="middle">${escapeHtml(bits === 0 ? '0' : bitsText(bits).replace('.0', ''))}</text>`;
    return `<line class="axis${bits === 0 ? ' zero' : ''}" x1="${x}" y1="${HEAD - 3}" x2="${x}" y2="${bottom}"/>${label}`;
  });
  const heads = (['bits', 'rarity'] as const).map(
    (name, index) =>
      `<text class="quiet small" x="${[WEIGHT_RIGHT, WIDTH - 6][index]}" y="${HEAD - 8}" text-anchor="end">${escapeHtml(translate(lang, `detect-report.waterfall.head.${name}`))}</text>`,
  );
  return ticks.join('') + heads.join('');
}

function rowSvg(row: WaterfallRow, top: number, span: Span, lang: Lang): string {
  const middle = top + ROW_HEIGHT / 2 + 4;
  const isStrong = row.kind !== 'step';
  const strong = isStrong ? ' class="strong"' : '';
  const texts = [
    labelSvg(row.name, { x: NAME_RIGHT, y: middle, anchor: 'end', columns: NAME_COLUMNS, tone: isStrong ? 'strong' : 'plain' }),
    labelSvg(row.level, {
      x: LEVEL_LEFT,
      y: middle,
      anchor: 'start',
      columns: LEVEL_COLUMNS,
      tone: row.kind === 'total' ? 'strong' : 'quiet',
    }),
    `<text${strong} x="${WEIGHT_RIGHT}" y="${middle}" text-anchor="end">${escapeHtml(bitsText(row.weight))}</text>`,
    row.rarity === 0 ? '' : `<text x="${WIDTH - 6}" y="${middle}" text-anchor="end">${escapeHtml(bitsText(row.rarity))}</text>`,
  ];
  const reached = row.from + row.weight;
  const bars = barSvg(row.from, reached, row.kind, top, span) + barSvg(reached, reached + row.rarity, 'rare', top, span);
  return `<g><title>${escapeHtml(waterfallRowText(row, lang))}</title>${texts.join('')}${bars}</g>`;
}

function barSvg(from: number, to: number, kind: WaterfallRow['kind'] | 'rare', top: number, span: Span): string {
  if (from === to) return '';
  const [left, right] = [span.at(Math.min(from, to)), span.at(Math.max(from, to))];
  const tone = kind === 'start' ? 'plain' : `${to > from ? 'good' : 'bad'}${kind === 'rare' ? ' rare' : ''}`;
  const y = top + (ROW_HEIGHT - BAR_HEIGHT) / 2;
  return `<rect class="${tone}" x="${coordinate(left)}" y="${y}" width="${coordinate(Math.max(1, right - left))}" height="${BAR_HEIGHT}"/>`;
}

function thresholdSvg(bits: number, threshold: number, bottom: number, span: Span, lang: Lang): string {
  const x = coordinate(span.at(bits));
  const text = escapeHtml(translate(lang, 'detect-report.threshold', { probability: probabilityText(threshold) }));
  return `<line class="limit" x1="${x}" y1="${HEAD - 3}" x2="${x}" y2="${bottom}"/><text class="quiet small" x="${x}" y="${bottom + 15}" text-anchor="middle">${text}</text>`;
}
