import { probabilityOf } from '../../domain/linkage-model.js';
import { escapeHtml } from '../html/escape.js';
import { bitsText, probabilityText } from '../linkage-words.js';
import { bitTicks, spanOf, type Span } from './bit-scale.js';
import { coordinate, frameSvg, PAGE_WIDTH, type ChartNames } from './frame.js';

export interface HistogramBar {
  /** Where the bar begins; it is one bit wide. */
  readonly bits: number;
  readonly pairs: number;
  /** Of the pairs, how many are expected to be one registration. */
  readonly expected: number;
  readonly note: string;
}

export interface Histogram extends ChartNames {
  readonly bars: readonly HistogramBar[];
  readonly threshold: { readonly bits: number; readonly text: string };
}

const LEFT = 76;
const RIGHT = PAGE_WIDTH - 34;
const TOP = 30;
const PLOT_HEIGHT = 230;
const BOTTOM = TOP + PLOT_HEIGHT;

/**
 * Pairs by weight on a logarithmic scale, because a few thousand duplicates stand beside millions of pairs that have nothing in
 * common. The solid part of a bar is what is expected to be one registration.
 */
export function histogramSvg(chart: Histogram): string {
  const decades = Math.max(1, Math.ceil(Math.log10(Math.max(1, ...chart.bars.map(({ pairs }) => pairs)))));
  const span = spanOf([...chart.bars.flatMap(({ bits }) => [bits, bits + 1]), chart.threshold.bits], LEFT, RIGHT);
  const content = countScaleSvg(decades) + bitScaleSvg(span) + chart.bars.map((bar) => barSvg(bar, span, decades)).join('');
  return frameSvg(chart, BOTTOM + 42, content + limitSvg(chart.threshold, span));
}

/** Nought pairs have no height, one pair has a little, so that it can be seen. */
function heightOf(pairs: number, decades: number): number {
  return pairs <= 0 ? 0 : Math.max(pairs >= 1 ? 3 : 1, (Math.log10(Math.max(1, pairs)) / decades) * PLOT_HEIGHT);
}

function barSvg({ bits, pairs, expected, note }: HistogramBar, span: Span, decades: number): string {
  const x = span.at(bits);
  const width = Math.max(1, span.at(bits + 1) - x - 1);
  const rectangle = (tone: string, height: number): string =>
    `<rect class="${tone}" x="${coordinate(x)}" y="${coordinate(BOTTOM - height)}" width="${coordinate(width)}" height="${coordinate(height)}"/>`;
  const all = rectangle('pale', heightOf(pairs, decades));
  // Less than one pair in a thousand of the bar, or less than half a pair, is not worth a mark on a logarithmic scale.
  const solid = expected < 0.5 ? '' : rectangle('good', heightOf(expected, decades));
  return `<g><title>${escapeHtml(note)}</title>${all}${solid}</g>`;
}

function countScaleSvg(decades: number): string {
  const every = Math.ceil(decades / 8);
  return Array.from({ length: Math.floor(decades / every) + 1 }, (_, index) => index * every)
    .map((power) => {
      const y = coordinate(BOTTOM - (power / decades) * PLOT_HEIGHT);
      const label = `<text class="quiet" x="${LEFT - 8}" y="${y}" dy="4" text-anchor="end">${(10 ** power).toLocaleString('en-US')}</text>`;
      return `<line class="axis" x1="${LEFT}" y1="${y}" x2="${RIGHT}" y2="${y}"/>${label}`;
    })
    .join('');
}

/** Bits below the bars, and below them the probability they stand for. */
export function bitScaleSvg(span: Span, bottom: number = BOTTOM): string {
  return bitTicks(span)
    .map((bits) => {
      const x = coordinate(span.at(bits));
      const text = (y: number, label: string): string =>
        `<text class="quiet small" x="${x}" y="${y}" text-anchor="middle">${escapeHtml(label)}</text>`;
      const labels =
        text(bottom + 18, bits === 0 ? '0' : bitsText(bits).replace('.0', '')) + text(bottom + 34, probabilityText(probabilityOf(bits)));
      return `<line class="axis" x1="${x}" y1="${bottom}" x2="${x}" y2="${bottom + 5}"/>${labels}`;
    })
    .join('');
}

/** The dashed line of the threshold with its name above. */
export function limitSvg({ bits, text }: Histogram['threshold'], span: Span, top: number = TOP, bottom: number = BOTTOM): string {
  const x = span.at(bits);
  const anchor = x > RIGHT - 120 ? 'end' : x < LEFT + 120 ? 'start' : 'middle';
  const label = `<text class="small strong" x="${coordinate(x)}" y="${top - 10}" text-anchor="${anchor}">${escapeHtml(text)}</text>`;
  return `<line class="limit" x1="${coordinate(x)}" y1="${top - 4}" x2="${coordinate(x)}" y2="${bottom}"/>${label}`;
}
