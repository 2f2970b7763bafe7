import type { Random } from '../../../samples/generate/random.js';
import { about, bellAbout, unit, within } from './chance.js';
import type { Hand, Range } from './profiles.js';

/** One character on the sheet, in millimetres; `x` and `y` are the middle of its cell. */
export interface Glyph {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly font: string;
  readonly weight: number;
  readonly turnDegrees: number;
  readonly slantDegrees: number;
  /** Extra width of the stroke, in parts of the size. */
  readonly stroke: number;
  readonly ink: number;
}

/** How one hand writes, drawn once a page so that a page looks like written by one. */
export interface Style {
  readonly hand: Hand;
  readonly font: string;
  readonly weight: number;
  readonly sizeMm: number;
  readonly spacing: number;
  /** Of a Latin letter or digit, in parts of the size. */
  readonly narrow: number;
  readonly slantDegrees: number;
  readonly jitter: number;
  readonly turnDegrees: number;
  readonly stroke: number;
  readonly ink: Range;
}

const FONTS: Readonly<Record<Hand, readonly string[]>> = {
  song: ['Noto Serif CJK SC', 'AR PL SungtiL GB', 'Noto Serif CJK SC'],
  hei: ['Noto Sans CJK SC', 'WenQuanYi Zen Hei'],
  'dot-matrix': ['WenQuanYi Zen Hei', 'Noto Sans CJK SC', 'Noto Serif CJK SC'],
  typewriter: ['Noto Serif CJK SC', 'AR PL SungtiL GB'],
  kai: ['AR PL KaitiM GB'],
  running: ['LXGW WenKai'],
};

const SIZES: Readonly<Record<Hand, Range>> = {
  song: [3.5, 4.3],
  hei: [3.5, 4.2],
  'dot-matrix': [3.4, 4.2],
  typewriter: [3.6, 4.3],
  kai: [4.2, 5.4],
  running: [4.2, 6],
};

/** All the fonts that pages are drawn with: a machine without them draws others, and the truth still holds. */
export const FONT_FAMILIES: readonly string[] = [...new Set(Object.values(FONTS).flat())];

export function styleOf(hand: Hand, fade: Range, random: Random): Style {
  const quick = hand === 'running';
  const worn = hand === 'typewriter' || hand === 'kai' || quick;
  const ink = within(fade, random);
  return {
    hand,
    font: random.pick(FONTS[hand]),
    weight: quick ? random.pick([300, 400, 400, 700]) : hand === 'typewriter' && random.chance(0.3) ? 700 : 400,
    sizeMm: within(SIZES[hand], random),
    spacing: quick ? about(0.06, random) : hand === 'typewriter' ? unit(random) * 0.18 : unit(random) * 0.1,
    narrow: hand === 'typewriter' || hand === 'dot-matrix' ? 0.62 : 0.56,
    slantDegrees: quick ? about(10, random) - 3 : hand === 'kai' ? about(3, random) : 0,
    jitter: quick ? 0.09 : hand === 'kai' ? 0.04 : hand === 'typewriter' ? 0.04 : 0.004,
    turnDegrees: quick ? 5 : hand === 'kai' ? 2 : hand === 'typewriter' ? 1.2 : 0.1,
    stroke: quick ? unit(random) * 0.035 : 0,
    ink: worn ? [ink * 0.75, ink] : [ink, ink],
  };
}

const NARROW = /[\u0020-\u00ff]/u;

function widthOf(character: string, style: Style): number {
  if (character === '·') return style.narrow * 0.8;
  return (NARROW.test(character) ? style.narrow : 1) + style.spacing;
}

/** In parts of the size. */
export function lengthOf(text: string, style: Style): number {
  return [...text].reduce((sum, character) => sum + widthOf(character, style), 0);
}

/** A line of text from its left end; `y` is the middle of the line. */
export function lineOf(text: string, left: number, y: number, size: number, style: Style, random: Random): Glyph[] {
  const climb = bellAbout(style.jitter * 0.5, random);
  let x = left;
  let lift = bellAbout(style.jitter, random);
  return [...text].map((character) => {
    const width = widthOf(character, style) * size;
    const middle = x + width / 2;
    x += width;
    // The hand drifts: each character stands near where the last one stood.
    lift = lift * 0.6 + bellAbout(style.jitter, random);
    return {
      text: character,
      x: middle + about(style.jitter * size * 0.5, random),
      y: y + (lift + climb * (middle - left) * 0.2) * size,
      size: size * (1 + bellAbout(style.jitter * 1.6, random)),
      font: style.font,
      weight: style.weight,
      turnDegrees: bellAbout(style.turnDegrees, random),
      slantDegrees: style.slantDegrees + bellAbout(style.turnDegrees, random),
      stroke: style.stroke,
      ink: within(style.ink, random),
    };
  });
}

/** Where the baseline stands under the middle of a Chinese character, in parts of its size. */
const BASELINE = 0.36;

/** Glyphs as SVG, in pixels. */
export function glyphsSvg(glyphs: readonly Glyph[], pixelsPerMm: number): string {
  return glyphs.map((glyph) => glyphSvg(glyph, pixelsPerMm)).join('');
}

function glyphSvg({ text, x, y, size, font, weight, turnDegrees, slantDegrees, stroke, ink }: Glyph, pixelsPerMm: number): string {
  if (text.trim() === '') return '';
  const pixels = size * pixelsPerMm;
  const place = `translate(${(x * pixelsPerMm).toFixed(2)} ${(y * pixelsPerMm).toFixed(2)}) rotate(${turnDegrees.toFixed(2)}) skewX(${slantDegrees.toFixed(2)})`;
  const outline = stroke > 0 ? ` stroke="#000" stroke-width="${(stroke * pixels).toFixed(2)}"` : '';
  return (
    `<text transform="${place}" y="${(BASELINE * pixels).toFixed(2)}" text-anchor="middle" font-family="${font}" font-size="${pixels.toFixed(2)}" ` +
    `font-weight="${weight}" opacity="${ink.toFixed(3)}"${outline}>${escaped(text)}</text>`
  );
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function svgOf(content: string, width: number, height: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg>`;
}
