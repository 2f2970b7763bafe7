import { escapeHtml } from '../html/escape.js';

export interface BarPart {
  readonly value: number;
  /** Which colour of the page's style sheet. */
  readonly tone: 'good' | 'bad';
}

export interface Bar {
  readonly label: string;
  readonly parts: readonly BarPart[];
  /** Printed at the end of the bar. */
  readonly note: string;
}

export interface BarChart {
  readonly title: string;
  /** What a screen reader says about the whole. */
  readonly description: string;
  readonly bars: readonly Bar[];
}

const WIDTH = 1120;
const LABEL_WIDTH = 330;
const NOTE_WIDTH = 270;
const ROW_HEIGHT = 28;
const BAR_HEIGHT = 18;
const MAX_LABEL_COLUMNS = 44;
const BAR_SPACE = WIDTH - LABEL_WIDTH - NOTE_WIDTH;

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

/** The outer element of a chart with the names a screen reader needs. */
export function frameSvg({ title, description }: Pick<BarChart, 'title' | 'description'>, height: number, content: string): string {
  return (
    `<svg class="chart" role="img" viewBox="0 0 ${WIDTH} ${height}" aria-label="${escapeHtml(`${title}. ${description}`)}">` +
    `<title>${escapeHtml(title)}</title><desc>${escapeHtml(description)}</desc>${content}</svg>\n`
  );
}

function barSvg(bar: Bar, top: number, scale: number): string {
  const middle = top + ROW_HEIGHT / 2 + 1;
  const label = `<text x="${LABEL_WIDTH - 10}" y="${middle}" text-anchor="end">${escapeHtml(shortened(bar.label))}</text>`;
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

export function coordinate(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Cuts a label at the columns that fit, a Chinese character counting two. */
function shortened(label: string): string {
  let columns = 0;
  let kept = '';
  for (const character of label) {
    columns += character > '\u2E80' ? 2 : 1;
    if (columns > MAX_LABEL_COLUMNS) return `${kept}…`;
    kept += character;
  }
  return kept;
}
