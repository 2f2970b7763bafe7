import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../../../src/ocr/image.js';
import { zoneLines } from '../../../src/ocr/reading/zone-lines.js';

const WIDTH = 760;
const HEIGHT = 280;
const ZONE = { left: 20, top: 20, width: 720, height: 220 };
const SHAPE = { lines: 2, room: { left: 10, top: 10, right: 10, bottom: 20 }, printed: [], keepPrinted: false, pixelsPerMm: 11.8 };

interface Line {
  readonly top: number;
  readonly height: number;
  readonly characters: number;
}

/** A zone for two lines, with lines of strokes as crosses, and what may lie between them. */
function zoneWith(lines: readonly Line[], bridge?: { readonly left: number; readonly top: number; readonly height: number }): GreyImage {
  const page = { width: WIDTH, height: HEIGHT, pixels: new Uint8Array(WIDTH * HEIGHT).fill(255) };
  const fill = (left: number, top: number, width: number, height: number): void => {
    for (let y = top; y < top + height; y++) page.pixels.fill(40, y * WIDTH + left, y * WIDTH + left + width);
  };
  for (const { top, height, characters } of lines) {
    for (let at = 0; at < characters; at++) {
      for (const down of [0.15, 0.5, 0.85]) fill(60 + at * 46, Math.round(top + height * down) - 2, 34, 4);
      fill(75 + at * 46, top, 4, height);
    }
  }
  if (bridge !== undefined) fill(bridge.left, bridge.top, 8, bridge.height);
  return page;
}

const heightsIn = (page: GreyImage): readonly number[] => zoneLines(page, ZONE, SHAPE).lines.map(({ height }) => height);

describe('the lines of a zone for two', () => {
  it('are two when the second is short and both are low for the room there is', () => {
    const heights = heightsIn(
      zoneWith([
        { top: 70, height: 44, characters: 14 },
        { top: 180, height: 37, characters: 3 },
      ]),
    );
    expect(heights).toHaveLength(2);
    expect(Math.max(...heights)).toBeLessThan(70);
  });

  it('are two when a stain or the rest of a fold holds them together', () => {
    const heights = heightsIn(
      zoneWith(
        [
          { top: 50, height: 70, characters: 14 },
          { top: 150, height: 70, characters: 10 },
        ],
        { left: 400, top: 110, height: 50 },
      ),
    );
    expect(heights).toHaveLength(2);
    expect(Math.max(...heights)).toBeLessThan(130);
  });

  it('are one when one is written, however its characters are put together', () => {
    const heights = heightsIn(
      zoneWith([
        { top: 90, height: 12, characters: 9 },
        { top: 108, height: 40, characters: 9 },
      ]),
    );
    expect(heights).toHaveLength(1);
  });
});
