import type { Random } from '../../../samples/generate/random.js';
import { unit } from './chance.js';
import { glyphsSvg, type Glyph } from './glyphs.js';
import { inkOf, type Ink } from './raster.js';

/** Pins a millimetre: 24 of them are a Chinese character of 10 points. */
const PINS_PER_MM = 24 / 3.7;
const DARK_ENOUGH = 105;

export interface Ribbon {
  readonly ink: number;
  /** Needles that do not strike: rows missing all over the page, as a worn head leaves them. */
  readonly lostDots: number;
  readonly dotRadiusMm: number;
}

/** Strikes each dot of the glyphs as a needle does through a ribbon: separate, unlike in strength, now and then missing. */
export async function strikeDots(
  glyphs: readonly Glyph[],
  ribbon: Ribbon,
  onto: Ink,
  width: number,
  height: number,
  pixelsPerMm: number,
  random: Random,
): Promise<void> {
  const columns = Math.ceil((width / pixelsPerMm) * PINS_PER_MM);
  const rows = Math.ceil((height / pixelsPerMm) * PINS_PER_MM);
  const pins = await inkOf(glyphsSvg(glyphs.map(bold), PINS_PER_MM), columns, rows);
  const pitch = pixelsPerMm / PINS_PER_MM;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if ((pins[row * columns + column] ?? 0) < DARK_ENOUGH || unit(random) < ribbon.lostDots) continue;
      const strength = ribbon.ink * (0.75 + unit(random) * 0.25) * 255;
      const x = (column + 0.5 + (unit(random) - 0.5) * 0.25) * pitch;
      const y = (row + 0.5 + (unit(random) - 0.5) * 0.15) * pitch;
      stamp(onto, width, height, x, y, ribbon.dotRadiusMm * pixelsPerMm, strength);
    }
  }
}

function bold(glyph: Glyph): Glyph {
  return { ...glyph, ink: 1, turnDegrees: 0 };
}

function stamp(onto: Ink, width: number, height: number, x: number, y: number, radius: number, strength: number): void {
  for (let row = Math.max(0, Math.floor(y - radius)); row <= Math.min(height - 1, Math.ceil(y + radius)); row += 1) {
    for (let column = Math.max(0, Math.floor(x - radius)); column <= Math.min(width - 1, Math.ceil(x + radius)); column += 1) {
      const far = Math.hypot(column + 0.5 - x, row + 0.5 - y);
      const cover = Math.min(1, Math.max(0, radius + 0.5 - far));
      const index = row * width + column;
      onto[index] = Math.max(onto[index] ?? 0, cover * strength);
    }
  }
}
