import type { Random } from '../../../samples/generate/random.js';
import type { Area, Zone } from '../../../src/ocr/templates/template.js';
import { about, unit } from './chance.js';
import { lengthOf, lineOf, type Glyph, type Style } from './glyphs.js';

/** How the values of a page lie in their zones. */
export interface Placing {
  readonly offset: readonly [x: number, y: number];
  readonly touchesRuleShare: number;
}

const MARGIN_MM = 0.9;
const SMALLEST_MM = 2.4;

/**
 * The glyphs of a value in its zone, in millimetres of the form: between the words that the form prints there, over two lines
 * where it is long, smaller where it still does not fit.
 */
export function placeValue(text: string, zone: Zone, style: Style, placing: Placing, random: Random): Glyph[] {
  const shift = shiftOf(zone, placing, random);
  const pieces = piecesOf(text, zone);
  return pieces.flatMap(({ text: piece, area, centred }) => {
    const lines = linesOf(piece, area, zone.lines, style);
    const size = sizeFor(lines, area, style);
    return lines.flatMap((line, index) => {
      const room = area.width - 2 * MARGIN_MM - lengthOf(line, style) * size;
      const start = centred
        ? room / 2 + about(Math.min(1.5, Math.max(0, room / 3)), random)
        : Math.min(Math.max(0, room), unit(random) * 3);
      const y = area.top + (area.height * (index + 0.5)) / lines.length;
      return lineOf(line, area.left + MARGIN_MM + Math.max(-0.6, start) + shift[0], y + shift[1], size, style, random);
    });
  });
}

/** Off the middle by the printer's aim and by each value's own; now and then down on the rule under it or up into the one above. */
function shiftOf(zone: Zone, { offset, touchesRuleShare }: Placing, random: Random): readonly [x: number, y: number] {
  const own = about(zone.height * 0.08, random);
  const touching = random.chance(touchesRuleShare) ? (random.chance(0.75) ? 1 : -1) * zone.height * 0.24 : 0;
  return [offset[0] + about(0.3, random), offset[1] + own + touching];
}

interface Piece {
  readonly text: string;
  readonly area: Area;
  readonly centred: boolean;
}

/** What is written before, between and after the words printed in the zone; all of it in the widest gap when they do not fit. */
function piecesOf(text: string, zone: Zone): readonly Piece[] {
  const printed = zone.printed ?? [];
  if (printed.length === 0) return [{ text, area: zone, centred: false }];
  const parts = splitAt(
    text,
    printed.map((word) => word.text),
  );
  const gaps = gapsOf(zone);
  if (parts === undefined) return [{ text, area: widest(gaps), centred: false }];
  return parts.flatMap((part, index) => {
    const area = gaps[index];
    return part === '' || area === undefined ? [] : [{ text: part, area, centred: true }];
  });
}

function splitAt(text: string, words: readonly string[]): readonly string[] | undefined {
  const parts: string[] = [];
  let rest = text;
  for (const word of words) {
    const at = rest.indexOf(word);
    if (at < 0) return undefined;
    parts.push(rest.slice(0, at));
    rest = rest.slice(at + word.length);
  }
  return [...parts, rest];
}

function gapsOf(zone: Zone): readonly Area[] {
  const words = zone.printed ?? [];
  const lefts = [zone.left, ...words.map((word) => word.left + word.width)];
  const rights = [...words.map((word) => word.left), zone.left + zone.width];
  return lefts.map((left, index) => ({ left, top: zone.top, width: (rights[index] ?? left) - left, height: zone.height }));
}

function widest(areas: readonly Area[]): Area {
  return areas.reduce((best, area) => (area.width > best.width ? area : best));
}

function linesOf(text: string, area: Area, lines: number, style: Style): readonly string[] {
  const length = lengthOf(text, style) * style.sizeMm;
  const room = area.width - 2 * MARGIN_MM;
  if (lines < 2 || length <= room) return [text];
  const characters = [...text];
  let cut = characters.length - 1;
  while (cut > 1 && lengthOf(characters.slice(0, cut).join(''), style) * style.sizeMm > room) cut -= 1;
  return [characters.slice(0, cut).join(''), characters.slice(cut).join('')];
}

function sizeFor(lines: readonly string[], area: Area, style: Style): number {
  const room = area.width - 2 * MARGIN_MM;
  const fitting = Math.min(...lines.map((line) => room / lengthOf(line, style)));
  const tall = (area.height / lines.length) * 0.82;
  return Math.max(SMALLEST_MM, Math.min(style.sizeMm, fitting, tall));
}
