import { escapeHtml } from '../html/escape.js';
import { spanOf, type Span } from './bit-scale.js';
import { coordinate, frameSvg, PAGE_WIDTH, type ChartNames } from './frame.js';
import { bitScaleSvg, limitSvg } from './histogram-chart.js';

export interface CurvePoint {
  readonly bits: number;
  /** A share of one. */
  readonly share: number;
}

export interface Curve {
  readonly name: string;
  readonly tone: 'good' | 'bad';
  readonly points: readonly CurvePoint[];
  /** Where the threshold meets the curve, and what it says there. */
  readonly chosen: CurvePoint & { readonly note: string };
}

export interface CurveChart extends ChartNames {
  readonly curves: readonly Curve[];
  readonly threshold: { readonly bits: number; readonly text: string };
}

const LEFT = 76;
const RIGHT = PAGE_WIDTH - 150;
const TOP = 30;
const PLOT_HEIGHT = 200;
const BOTTOM = TOP + PLOT_HEIGHT;
const MOST_FLOOR = 0.9;

/** Shares by threshold, each curve with its point at the threshold that was used. The scale begins where the lowest curve does. */
export function curveChartSvg(chart: CurveChart): string {
  const points = chart.curves.flatMap((curve) => [...curve.points, curve.chosen]);
  const floor = Math.min(MOST_FLOOR, Math.floor(Math.min(1, ...points.map(({ share }) => share)) * 10) / 10);
  const span = spanOf(
    points.map(({ bits }) => bits),
    LEFT,
    RIGHT,
  );
  const yOf = (share: number): number => BOTTOM - ((share - floor) / (1 - floor)) * PLOT_HEIGHT;
  const content = shareScaleSvg(floor, yOf) + bitScaleSvg(span, BOTTOM) + limitSvg(chart.threshold, span, TOP, BOTTOM);
  const noteYs = apart(chart.curves.map(({ points: each, chosen }) => yOf((each.at(-1) ?? chosen).share)));
  return frameSvg(
    chart,
    BOTTOM + 42,
    content + chart.curves.map((curve, index) => curveSvg(curve, span, yOf, noteYs[index] ?? TOP)).join(''),
  );
}

function shareScaleSvg(floor: number, yOf: (share: number) => number): string {
  return [0, 0.25, 0.5, 0.75, 1]
    .map((part) => {
      const share = floor + (1 - floor) * part;
      const y = coordinate(yOf(share));
      const label = `<text class="quiet" x="${LEFT - 8}" y="${y}" dy="4" text-anchor="end">${(share * 100).toLocaleString('en-US', { maximumFractionDigits: 1 })}%</text>`;
      return `<line class="axis" x1="${LEFT}" y1="${y}" x2="${RIGHT}" y2="${y}"/>${label}`;
    })
    .join('');
}

function curveSvg({ name, tone, points, chosen }: Curve, span: Span, yOf: (share: number) => number, noteY: number): string {
  const line = points.map(({ bits, share }) => `${coordinate(span.at(bits))},${coordinate(yOf(share))}`).join(' ');
  const dot = `<circle class="${tone}" cx="${coordinate(span.at(chosen.bits))}" cy="${coordinate(yOf(chosen.share))}" r="5"/>`;
  const label = `<text class="strong" x="${RIGHT + 10}" y="${coordinate(noteY)}" dy="4">${escapeHtml(name)}</text>`;
  return `<g><title>${escapeHtml(`${name}: ${chosen.note}`)}</title><polyline class="line ${tone}" points="${line}"/>${dot}${label}</g>`;
}

const LABEL_HEIGHT = 18;

/** Labels at the ends of curves that end together are set one below the other. */
function apart(ys: readonly number[]): readonly number[] {
  const order = ys.map((_, index) => index).toSorted((left, right) => (ys[left] ?? 0) - (ys[right] ?? 0));
  const placed: number[] = [...ys];
  for (const [rank, index] of order.entries()) {
    const above = order[rank - 1];
    if (above !== undefined) placed[index] = Math.max(placed[index] ?? 0, (placed[above] ?? 0) + LABEL_HEIGHT);
  }
  return placed;
}
