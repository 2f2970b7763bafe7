import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../../../src/ocr/image.js';
import { zoneLines } from '../../../src/ocr/reading/zone-lines.js';

const ZONE = { left: 40, top: 40, width: 700, height: 220 };
const NO_ROOM = { left: 10, top: 10, right: 10, bottom: 10 };
const SIZE = 40;

/** Boxes as large as characters, so many in each row from the left edge of the zone. */
function written(...rows: readonly number[]): GreyImage {
  const page = { width: 800, height: 320, pixels: new Uint8Array(800 * 320).fill(240) };
  for (const [row, characters] of rows.entries()) {
    for (let index = 0; index < characters; index += 1) stroke(page, ZONE.left + 20 + index * 48, ZONE.top + 30 + row * 90);
  }
  return page;
}

/** Something like 口. */
function stroke({ width, pixels }: GreyImage, left: number, top: number): void {
  for (let y = 0; y < SIZE; y += 1) {
    for (let x = 0; x < SIZE; x += 1) {
      if (Math.min(x, y, SIZE - 1 - x, SIZE - 1 - y) < 5) pixels[(top + y) * width + left + x] = 30;
    }
  }
}

describe('a line that fills its zone', () => {
  it.each([
    ['may go on where two fit and one is seen', 2, [14], true],
    ['ends where there was room for more', 2, [9], false],
    ['has gone on where two are seen', 2, [14, 4], false],
    ['ends in a zone for one', 1, [14], false],
    ['is not there in an empty zone', 2, [], false],
  ])('%s', (_name, lines, rows, mayGoOn) => {
    const shape = { lines, room: NO_ROOM, printed: [], keepPrinted: false, pixelsPerMm: 11.8 };
    expect(zoneLines(written(...rows), ZONE, shape).mayGoOn).toBe(mayGoOn);
  });
});
