import { deflateSync } from 'node:zlib';
import type { ColourImage } from '../image.js';
import { loadSharp } from '../sharp.js';

/** A picture made small for keeping: a JPEG, or the bits of a page in black and white packed by zlib (eight pixels a byte, 1 is white). */
export interface PackedPicture {
  readonly packing: 'jpeg' | 'zlib';
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly colours: 'rgb' | 'grey' | 'bilevel';
}

/** Colours of a grey pixel lie no further apart, noise of scanners and of JPEG allowed for. */
const GREY_SPREAD = 16;
/** A pixel in so many may be off: dust has colours. */
const OFF_ONE_IN = 2_000;
/** This near to black or white counts as it. */
const NEAR = 6;
const WHITE = 255;
const MIDDLE = 128;

/** Black and white stays exact and small, grey is kept as grey, seals and yellowed paper keep their colours. @param quality of JPEG, 1 to 100 */
export async function packPicture(image: ColourImage, quality: number): Promise<PackedPicture> {
  const colours = coloursOf(image);
  const { width, height } = image;
  if (colours === 'bilevel') return { packing: 'zlib', bytes: deflateSync(bitsOf(image), { level: 9 }), width, height, colours };
  const sharp = await loadSharp();
  const raw = sharp(image.pixels, { raw: { width, height, channels: 3 }, limitInputPixels: false });
  const picture = colours === 'grey' ? raw.toColourspace('b-w') : raw;
  return { packing: 'jpeg', bytes: await picture.jpeg({ quality }).toBuffer(), width, height, colours };
}

/** Smaller by a factor below 1. */
export async function shrinkPicture(image: ColourImage, factor: number): Promise<ColourImage> {
  const sharp = await loadSharp();
  const [width, height] = [Math.max(1, Math.round(image.width * factor)), Math.max(1, Math.round(image.height * factor))];
  const pixels = await sharp(image.pixels, { raw: { width: image.width, height: image.height, channels: 3 }, limitInputPixels: false })
    .resize(width, height, { fit: 'fill' })
    .raw()
    .toBuffer();
  return { width, height, pixels };
}

function coloursOf({ width, height, pixels }: ColourImage): PackedPicture['colours'] {
  const most = Math.floor((width * height) / OFF_ONE_IN);
  let coloured = 0;
  let isBilevel = true;
  for (let at = 0; at < pixels.length; at += 3) {
    const [red = 0, green = 0, blue = 0] = [pixels[at], pixels[at + 1], pixels[at + 2]];
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > GREY_SPREAD && ++coloured > most) return 'rgb';
    if (isBilevel && !(isEnd(red) && isEnd(green) && isEnd(blue))) isBilevel = false;
  }
  return isBilevel ? 'bilevel' : 'grey';
}

const isEnd = (value: number): boolean => value <= NEAR || value >= WHITE - NEAR;

function bitsOf({ width, height, pixels }: ColourImage): Uint8Array {
  const rowBytes = Math.ceil(width / 8);
  const bits = new Uint8Array(rowBytes * height);
  for (let y = 0, from = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, from += 3) {
      if ((pixels[from] ?? 0) < MIDDLE) continue;
      const to = y * rowBytes + (x >> 3);
      bits[to] = (bits[to] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return bits;
}
