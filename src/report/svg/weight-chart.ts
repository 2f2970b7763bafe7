import { escapeHtml } from '../html/escape.js';
import { bitsText } from '../linkage-words.js';
import { spanOf, type Span } from './bit-scale.js';
import { coordinate, frameSvg, PAGE_WIDTH, type ChartNames } from './frame.js';
import { labelSvg } from './label.js';

export interface WeightBar {
  readonly label: string;
  readonly bits: number;
  readonly m: number;
  readonly u: number;
  /** Said when the bar is pointed at. */
  readonly note: string;
}

export interface WeightChart extends ChartNames {
  readonly bars: readonly WeightBar[];
  /** The least and the greatest weight of all charts that stand together. */
  readonly least: number;
  readonly most: number;
  /** What stands above the three columns. */
  readonly heads: { readonly bits: string; readonly m: string; readonly u: string };
}

const LABEL_RIGHT = 220;
const PLOT_LEFT = 290;
const PLOT_RIGHT = 700;
const SHARES = [770, 950] as const;
const SHARE_WIDTH = 90;
const HEAD = 24;
const ROW_HEIGHT = 22;
const BAR_HEIGHT = 14;
const LABEL_COLUMNS = 33;

/** The levels of one comparison: a bar left or right of nought for the weight, and how often true pairs and chance pairs reach it. */
export function weightChartSvg(chart: WeightChart): string {
  const span = spanOf([0, chart.least, chart.most], PLOT_LEFT, PLOT_RIGHT);
  const bottom = HEAD + chart.bars.length * ROW_HEIGHT;
  const zero = coordinate(span.at(0));
  const heads = [
    `<text class="quiet small" x="${zero}" y="${HEAD - 9}" text-anchor="middle">${escapeHtml(chart.heads.bits)}</text>`,
    ...[chart.heads.m, chart.heads.u].map(
      (head, index) => `<text class="quiet small" x="${SHARES[index]}" y="${HEAD - 9}">${escapeHtml(head)}</text>`,
    ),
  ];
  const rows = chart.bars.map((bar, index) => rowSvg(bar, HEAD + index * ROW_HEIGHT, span));
  return frameSvg(
    chart,
    bottom + 4,
    `${heads.join('')}<line class="axis zero" x1="${zero}" y1="${HEAD - 4}" x2="${zero}" y2="${bottom}"/>${rows.join('')}`,
  );
}

function rowSvg({ label, bits, m, u, note }: WeightBar, top: number, span: Span): string {
  const middle = top + ROW_HEIGHT / 2 + 4;
  const [from, to] = [span.at(Math.min(0, bits)), span.at(Math.max(0, bits))];
  const y = top + (ROW_HEIGHT - BAR_HEIGHT) / 2;
  const bar = `<rect class="${bits < 0 ? 'bad' : 'good'}" x="${coordinate(from)}" y="${y}" width="${coordinate(Math.max(1, to - from))}" height="${BAR_HEIGHT}"/>`;
  const value = `<text class="small" x="${coordinate(bits < 0 ? from - 6 : to + 6)}" y="${middle}" text-anchor="${bits < 0 ? 'end' : 'start'}">${escapeHtml(bitsText(bits))}</text>`;
  const name = labelSvg(label, { x: LABEL_RIGHT, y: middle, anchor: 'end', columns: LABEL_COLUMNS, tone: 'plain' });
  // A level that says nothing has no shares: it is not counted among true pairs nor by chance.
  const shares = (m === 1 && u === 1 ? [] : [m, u]).map((share, index) => shareSvg(share, SHARES[index] ?? PAGE_WIDTH, y, middle));
  return `<g><title>${escapeHtml(note)}</title>${name}${bar}${value}${shares.join('')}</g>`;
}

function shareSvg(share: number, left: number, y: number, middle: number): string {
  const width = Math.max(share > 0 ? 1 : 0, share * SHARE_WIDTH);
  return (
    `<rect class="pale" x="${left}" y="${y}" width="${coordinate(width)}" height="${BAR_HEIGHT}"/>` +
    `<text class="small quiet" x="${coordinate(left + width + 5)}" y="${middle}">${escapeHtml(chanceText(share))}</text>`
  );
}

/** A chance as a reader can picture it: `12.5%`, and below one in a hundred `1/12,500`. */
export function chanceText(chance: number): string {
  if (chance <= 0) return '0';
  if (chance >= 0.01) return `${(chance * 100).toLocaleString('en-US', { maximumFractionDigits: 1 })}%`;
  return `1/${Number((1 / chance).toPrecision(3)).toLocaleString('en-US')}`;
}
