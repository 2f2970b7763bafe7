import { cutColumns } from '../../lib/display-width.js';
import { escapeHtml } from '../html/escape.js';
import { coordinate, frameSvg, PAGE_WIDTH, type ChartNames } from './frame.js';

export interface BarPart {
  readonly value: number;
  /** Which colour of the page's style sheet. */
  readonly tone: 'good' | 'bad' | 'doubt';
}

export interface Bar {
  readonly label: string;
  readonly parts: readonly BarPart[];
  /** Printed at the end of the bar. */
  readonly note: string;
}

export interface BarChart extends ChartNames {
  readonly bars: readonly Bar[];
}

const LABEL_WIDTH = 330;
const NOTE_WIDTH = 270;
const ROW_HEIGHT = 28;
const BAR_HEIGHT = 18;
const MAX_LABEL_COLUMNS = 44;
const BAR_SPACE = PAGE_WIDTH - LABEL_WIDTH - NOTE_WIDTH;

/** Horizontal bars, one a row, their parts stacked. Lengths are in proportion to the longest bar. */
export function barChartSvg(chart: BarChart): string {
  const longest = Math.max(1, ...chart.bars.map((bar) => totalOf(bar)));
  const height = chart.bars.length * ROW_HEIGHT + 8;
  const rows = chart.bars.map((bar, index) => barSvg(bar, index * ROW_HEIGHT + 4, BAR_SPACE / longest));
  return frameSvg(chart, height, `<line class="axis" x1="${LABEL_WIDTH}" y1="0" x2="${LABEL_WIDTH}" y2="${height}"/>${rows.join('')}`);
}

export function totalOf(bar: Bar): number {
  return bar.parts.reduce((total, part) => total + part.value, 0);
}

function barSvg(bar: Bar, top: number, scale: number): string {
  const middle = top + ROW_HEIGHT / 2 + 1;
  const label = `<text x="${LABEL_WIDTH - 10}" y="${middle}" text-anchor="end">${escapeHtml(cutColumns(bar.label, MAX_LABEL_COLUMNS))}</text>`;
  const note = `<text class="quiet" x="${coordinate(LABEL_WIDTH + totalOf(bar) * scale + 8)}" y="${middle}">${escapeHtml(bar.note)}</text>`;
  return `<g><title>${escapeHtml(`${bar.label}: ${bar.note}`)}</title>${label}${partsSvg(bar.parts, top, scale)}${note}</g>`;
}

function partsSvg(parts: readonly BarPart[], top: number, scale: number): string {
  let left = LABEL_WIDTH;
  return parts
    .filter((part) => part.value > 0)
    .map((part) => {
      // A sliver stays visible: one bad row among a million is what the reader looks for.
      const width = Math.max(1, part.value * scale);
      const rectangle = `<rect class="${part.tone}" x="${coordinate(left)}" y="${top + 1}" width="${coordinate(width)}" height="${BAR_HEIGHT}"/>`;
      left += width;
      return rectangle;
    })
    .join('');
}
