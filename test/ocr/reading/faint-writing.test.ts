import { expect, it } from 'vitest';
import type { GreyImage } from '../../../src/ocr/image.js';
import { zoneLines } from '../../../src/ocr/reading/zone-lines.js';

const PIXELS_PER_MM = 11.8;
const ROOM = { left: 24, top: 24, right: 24, bottom: 24 };
const ZONE = { left: 60, top: 60, width: 500, height: 110 };

/** A zone between black rules with strokes of some grey in it, and a black label that leans in from the left. */
function zoneWith(strokes: number): GreyImage {
  const page = { width: 640, height: 240, pixels: new Uint8Array(640 * 240).fill(255) };
  const fill = (left: number, top: number, width: number, height: number, level: number): void => {
    for (let y = top; y < top + height; y++) page.pixels.fill(level, y * 640 + left, y * 640 + left + width);
  };
  for (const y of [58, 169]) fill(0, y, 640, 4, 20);
  for (const x of [58, 559]) fill(x, 0, 4, 240, 20);
  fill(38, 90, 16, 40, 20);
  for (let at = 0; at < 5; at++) {
    fill(120 + at * 50, 90, 36, 5, strokes);
    fill(136 + at * 50, 80, 5, 50, strokes);
  }
  return page;
}

it.each([60, 150, 200])('writing of grey %d is found beside rules and print that are black', (level) => {
  const shape = { lines: 1, room: ROOM, printed: [], keepPrinted: false, pixelsPerMm: PIXELS_PER_MM };
  const { ink, lines } = zoneLines(zoneWith(level), ZONE, shape);
  expect(ink).not.toBe('none');
  expect(lines).toHaveLength(1);
  expect(lines[0]?.width).toBeGreaterThan(200);
});

it('a zone with nothing in it has none', () => {
  const shape = { lines: 1, room: ROOM, printed: [], keepPrinted: false, pixelsPerMm: PIXELS_PER_MM };
  expect(zoneLines(zoneWith(255), ZONE, shape).ink).toBe('none');
});
