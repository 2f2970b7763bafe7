import { escapeHtml } from '../html/escape.js';
import { totalOf, type Bar, type BarChart } from './bar-chart.js';
import { coordinate, frameSvg, PAGE_WIDTH } from './frame.js';

const LEFT = 70;
const TOP = 16;
const PLOT_HEIGHT = 220;
const FOOT = 34;
const MAX_LABELS = 24;

/** Upright columns in the order given, their parts stacked from the bottom, with a scale at the left. */
export function columnChartSvg(chart: BarChart): string {
  const top = roundedUp(Math.max(1, ...chart.bars.map((bar) => totalOf(bar))));
  const step = (PAGE_WIDTH - LEFT) / Math.max(1, chart.bars.length);
  const every = Math.ceil(chart.bars.length / MAX_LABELS);
  const columns = chart.bars.map((bar, index) => columnSvg(bar, LEFT + index * step, step, top, index % every === 0));
  return frameSvg(chart, TOP + PLOT_HEIGHT + FOOT, scaleSvg(top) + columns.join(''));
}

/** 1, 2 or 5 times a power of ten: the top of the scale. */
function roundedUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((factor) => factor * power >= value) ?? 10) * power;
}

function scaleSvg(top: number): string {
  return [0, 0.5, 1]
    .filter((share) => Number.isInteger(share * top))
    .map((share) => {
      const y = coordinate(TOP + PLOT_HEIGHT * (1 - share));
      const label = `<text class="quiet" x="${LEFT - 8}" y="${y}" dy="4" text-anchor="end">${(share * top).toLocaleString('en-US')}</text>`;
      return `<line class="axis" x1="${LEFT}" y1="${y}" x2="${PAGE_WIDTH}" y2="${y}"/>${label}`;
    })
    .join('');
}

function columnSvg(bar: Bar, left: number, step: number, top: number, labelled: boolean): string {
  const width = Math.min(44, step * 0.76);
  const x = left + (step - width) / 2;
  const label = `<text class="quiet" x="${coordinate(left + step / 2)}" y="${TOP + PLOT_HEIGHT + 20}" text-anchor="middle">${escapeHtml(bar.label)}</text>`;
  return `<g><title>${escapeHtml(`${bar.label}: ${bar.note}`)}</title>${partsSvg(bar, x, width, PLOT_HEIGHT / top)}${labelled ? label : ''}</g>`;
}

function partsSvg(bar: Bar, x: number, width: number, scale: number): string {
  let bottom = TOP + PLOT_HEIGHT;
  return bar.parts
    .filter((part) => part.value > 0)
    .map((part) => {
      const height = Math.max(1, part.value * scale);
      bottom -= height;
      return `<rect class="${part.tone}" x="${coordinate(x)}" y="${coordinate(bottom)}" width="${coordinate(width)}" height="${coordinate(height)}"/>`;
    })
    .join('');
}
