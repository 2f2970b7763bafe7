import { inflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { ColourImage } from '../../../src/ocr/image.js';
import { packPicture, shrinkPicture } from '../../../src/ocr/pictures/pack-picture.js';

/** A page whose pixels are made by a rule. */
function aPage(width: number, height: number, colour: (x: number, y: number) => readonly [number, number, number]): ColourImage {
  const pixels = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at += 1) pixels.set(colour(at % width, Math.floor(at / width)), at * 3);
  return { width, height, pixels };
}

const grey = (value: number): readonly [number, number, number] => [value, value, value];

describe('a picture made small', () => {
  it('keeps black and white bit by bit', async () => {
    const page = aPage(21, 3, (x, y) => grey((x + y) % 3 === 0 ? 0 : 255));
    const packed = await packPicture(page, 80);
    expect(packed).toMatchObject({ packing: 'zlib', colours: 'bilevel', width: 21, height: 3 });
    const bits = inflateSync(packed.bytes);
    expect(bits).toHaveLength(9);
    for (let y = 0; y < 3; y += 1) {
      for (let x = 0; x < 21; x += 1) expect(((bits[y * 3 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1).toBe((x + y) % 3 === 0 ? 0 : 1);
    }
  });

  it.each([
    ['grey paper as grey', (x: number) => grey(100 + (x % 90)), 'grey', 1],
    ['a little dust as none', (x: number, y: number) => (x === 3 && y === 3 ? ([255, 0, 0] as const) : grey(100 + (x % 90))), 'grey', 1],
    ['a seal in its red', (x: number) => (x < 10 ? ([200, 30, 30] as const) : grey(240)), 'rgb', 3],
    ['yellowed paper as it is', () => [230, 215, 170] as const, 'rgb', 3],
  ])('keeps %s', async (_name, colour, colours, channels) => {
    const packed = await packPicture(aPage(100, 100, colour), 80);
    expect(packed).toMatchObject({ packing: 'jpeg', colours });
    expect((await sharp(packed.bytes).metadata()).channels).toBe(channels);
  });

  it('gets smaller by a factor', async () => {
    expect(
      await shrinkPicture(
        aPage(90, 60, () => grey(9)),
        1 / 3,
      ),
    ).toMatchObject({ width: 30, height: 20, pixels: { length: 1_800 } });
  });
});
