import type { Random } from '../../../samples/generate/random.js';
import { about, unit } from './chance.js';
import { escaped } from './glyphs.js';

/** A round office seal: ring, star, the office's name around it. */
export interface Seal {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly turnDegrees: number;
  readonly text: string;
}

export function sealAt(x: number, y: number, text: string, random: Random): Seal {
  return { x, y, radius: 19 + unit(random) * 2.5, turnDegrees: about(14, random), text };
}

/** As SVG in pixels, black on white: what is black takes the red ink. */
export function sealSvg({ x, y, radius, turnDegrees, text }: Seal, pixelsPerMm: number): string {
  const r = radius * pixelsPerMm;
  const ring = `<circle r="${r}" fill="none" stroke="#000" stroke-width="${0.06 * r}"/>`;
  const star = `<path d="${starPath(r * 0.3)}"/>`;
  const place = `translate(${x * pixelsPerMm} ${y * pixelsPerMm}) rotate(${turnDegrees})`;
  return `<g transform="${place}">${ring}${star}${aroundSvg(text, r)}</g>`;
}

function starPath(radius: number): string {
  const points = Array.from({ length: 10 }, (_, index) => {
    const angle = (index * Math.PI) / 5 - Math.PI / 2;
    const reach = index % 2 === 0 ? radius : radius * 0.382;
    return `${(Math.cos(angle) * reach).toFixed(2)} ${(Math.sin(angle) * reach).toFixed(2)}`;
  });
  return `M${points.join('L')}Z`;
}

/** From lower left over the top to lower right. */
function aroundSvg(text: string, radius: number): string {
  const characters = [...text];
  const sweep = Math.min(250, 24 * characters.length);
  const size = Math.min(radius * 0.26, (radius * 0.76 * sweep * Math.PI) / 180 / characters.length);
  return characters
    .map((character, index) => {
      const angle = characters.length === 1 ? 0 : -sweep / 2 + (sweep * index) / (characters.length - 1);
      const tag = `text-anchor="middle" font-family="Noto Serif CJK SC" font-weight="700" font-size="${size.toFixed(2)}"`;
      return `<text transform="rotate(${angle.toFixed(2)}) translate(0 ${(-radius * 0.76).toFixed(2)})" y="${(size * 0.36).toFixed(2)}" ${tag}>${escaped(character)}</text>`;
    })
    .join('');
}
