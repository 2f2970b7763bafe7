import sharp from 'sharp';
import type { Random } from '../../../samples/generate/random.js';
import { unit } from './chance.js';
import { svgOf } from './glyphs.js';

/** How much ink lies on each pixel, 0 to 255. */
export type Ink = Uint8Array;

export async function inkOf(svg: string, width: number, height: number): Promise<Ink> {
  const { data, info } = await sharp(Buffer.from(svgOf(svg, width, height)), { unlimited: true })
    .flatten({ background: '#fff' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const ink = new Uint8Array(width * height);
  for (let index = 0; index < ink.length; index += 1) ink[index] = 255 - (data[index * info.channels] ?? 255);
  return ink;
}

/** Soft blotches: `cells` random values across, smoothly in between, 0 to 255. */
export async function cloud(width: number, height: number, cells: number, random: Random): Promise<Uint8Array> {
  const rows = Math.max(2, Math.round((cells * height) / width));
  const coarse = Buffer.from(Uint8Array.from({ length: cells * rows }, () => random.below(256)));
  const { data, info } = await sharp(coarse, { raw: { width: cells, height: rows, channels: 1 } })
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels === 1) return new Uint8Array(data.buffer, data.byteOffset, data.length);
  return Uint8Array.from({ length: width * height }, (_, index) => data[index * info.channels] ?? 0);
}

/** Noise like a scanner's, from a table: around nought, one in standard deviation. */
export class Grain {
  readonly #table: Float32Array;
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
    this.#table = Float32Array.from({ length: 65_536 }, () => (unit(random) + unit(random) + unit(random) - 1.5) * 2);
  }

  /** A place in the table to begin a row of pixels at. */
  start(): number {
    return this.#random.below(65_536);
  }

  at(index: number): number {
    return this.#table[index & 65_535] ?? 0;
  }
}
