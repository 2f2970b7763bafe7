import type { Waterfall, WaterfallBar } from '../protocol.js';
import { svgElement } from './elements.js';

const WIDTH = 430;
const ROW = 29;
const PLOT_LEFT = 150;
const PLOT_RIGHT = 378;
const BAR = 14;

/** The weights of a pair as bars, each beginning where the one before ended; words on the left, bits on the right. */
export function waterfallChart({ bars }: Waterfall, label: string): SVGElement {
  const at = scaleOf(bars);
  const height = bars.length * ROW + 6;
  const zero = at(0);
  return svgElement(
    'svg',
    { class: 'waterfall', viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': label },
    svgElement('line', { class: 'zero', x1: zero, y1: 0, x2: zero, y2: height }),
    ...bars.map((bar, index) => barRow(bar, index * ROW, at)),
  );
}

type Scale = (bits: number) => number;

/** A weight without end stands at the edge. */
function scaleOf(bars: readonly WaterfallBar[]): Scale {
  const ends = [0, ...bars.flatMap(({ from, weight, rarity }) => [from, from + weight, from + weight + rarity])].filter(Number.isFinite);
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const perBit = (PLOT_RIGHT - PLOT_LEFT) / (most - least || 1);
  return (bits) => Math.round(Math.min(PLOT_RIGHT, Math.max(PLOT_LEFT, PLOT_LEFT + (bits - least) * perBit)) * 10) / 10;
}

function barRow({ kind, name, level, from, weight, rarity, bits, text }: WaterfallBar, top: number, at: Scale): SVGElement {
  const middle = top + ROW / 2;
  const sign = weight + rarity < 0 ? 'against' : 'for';
  return svgElement(
    'g',
    { class: `row ${kind}` },
    svgElement('title', {}, text),
    svgElement('text', { x: 0, y: middle - 1, class: 'name' }, name),
    svgElement('text', { x: 0, y: middle + 12, class: 'level' }, level),
    stretch(kind === 'step' ? sign : kind, at(from), at(from + weight), middle),
    ...(rarity === 0 ? [] : [stretch('rarity', at(from + weight), at(from + weight + rarity), middle)]),
    svgElement('text', { x: WIDTH, y: middle + 5, class: 'bits', 'text-anchor': 'end' }, bits),
  );
}

function stretch(name: string, from: number, to: number, middle: number): SVGElement {
  const width = Math.max(1, Math.abs(to - from));
  return svgElement('rect', { class: name, x: Math.min(from, to), y: middle - BAR / 2, width, height: BAR, rx: 1.5 });
}
