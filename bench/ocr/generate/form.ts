import type { Random } from '../../../samples/generate/random.js';
import type { Anchor, Area, RuleLine, Template } from '../../../src/ocr/templates/template.js';
import { about, within } from './chance.js';
import { escaped } from './glyphs.js';
import type { Profile } from './profiles.js';

/** Where a print of the form puts a point that the template gives in millimetres from its frame; on the sheet, in millimetres. */
export interface Print {
  readonly left: number;
  readonly top: number;
  readonly scaleX: number;
  readonly scaleY: number;
}

/** No two prints of a form are alike: moved on the sheet, a little larger or smaller, stretched one way. */
export function printOf(template: Template, profile: Profile, random: Random): Print {
  const scale = within(profile.formScale, random);
  return {
    left: template.frame.left + about(profile.formOffsetMm, random),
    top: template.frame.top + about(profile.formOffsetMm, random),
    scaleX: scale * (1 + about(0.004, random)),
    scaleY: scale * (1 + about(0.004, random)),
  };
}

export function printed(x: number, y: number, print: Print): readonly [x: number, y: number] {
  return [print.left + x * print.scaleX, print.top + y * print.scaleY];
}

const PRINT_FONTS = ['Noto Serif CJK SC', 'Noto Serif CJK SC', 'AR PL SungtiL GB', 'Noto Sans CJK SC'];

/** Rules, title, labels and the words printed in zones, as SVG in pixels. */
export function formSvg(template: Template, print: Print, profile: Profile, pixelsPerMm: number, random: Random): string {
  const font = random.pick(PRINT_FONTS);
  const width = within([0.18, 0.38], random) * pixelsPerMm;
  const rules = template.rules.map((rule) => ruleSvg(rule, print, profile.ruleJitterMm, width, pixelsPerMm, random));
  const words = [
    ...template.anchors.map((anchor) => wordSvg(anchor, fontOf(anchor, font, random), print, pixelsPerMm)),
    ...template.zones.flatMap((zone) => (zone.printed ?? []).map((word) => wordSvg(word, { font, weight: 400 }, print, pixelsPerMm))),
  ];
  return rules.join('') + words.join('');
}

function ruleSvg({ from, to }: RuleLine, print: Print, jitterMm: number, width: number, pixelsPerMm: number, random: Random): string {
  const [x1, y1] = printed(from[0], from[1], print);
  const [x2, y2] = printed(to[0], to[1], print);
  const [dx, dy] = [about(jitterMm, random), about(jitterMm, random)];
  const at = (value: number): string => (value * pixelsPerMm).toFixed(2);
  const upright = Math.abs(x2 - x1) < Math.abs(y2 - y1);
  const [a, b, c, d] = upright ? [x1 + dx, y1, x2 + dx, y2] : [x1, y1 + dy, x2, y2 + dy];
  return `<line x1="${at(a)}" y1="${at(b)}" x2="${at(c)}" y2="${at(d)}" stroke="#000" stroke-width="${width.toFixed(2)}" stroke-linecap="square"/>`;
}

interface Face {
  readonly font: string;
  readonly weight: number;
}

function fontOf({ role }: Anchor, font: string, random: Random): Face {
  return role === 'title' ? { font: random.pick(['Noto Serif CJK SC', 'Noto Sans CJK SC']), weight: 700 } : { font, weight: 400 };
}

/** Characters spread over the width of the area, as compositors set titles and labels. */
function wordSvg(
  { text, left, top, width, height }: Area & { readonly text: string },
  face: Face,
  print: Print,
  pixelsPerMm: number,
): string {
  const characters = [...text];
  const size = Math.min(height, (width / characters.length) * 1.02) * print.scaleY * pixelsPerMm;
  return characters
    .map((character, index) => {
      const [x, y] = printed(left + (width * (index + 0.5)) / characters.length, top + height / 2, print);
      const place = `x="${(x * pixelsPerMm).toFixed(2)}" y="${(y * pixelsPerMm + size * 0.36).toFixed(2)}"`;
      return `<text ${place} text-anchor="middle" font-family="${face.font}" font-weight="${face.weight}" font-size="${size.toFixed(2)}">${escaped(character)}</text>`;
    })
    .join('');
}
