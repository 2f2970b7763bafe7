import type { ColourImage } from '../image.js';
import { loadSharp } from '../sharp.js';

/** Strokes of handwriting stay as they are at this; a page of A4 at 300 dpi takes about a megabyte. */
const QUALITY = 88;

/** A picture as JPEG, in full colour resolution: the red of a seal bleeds into the ink otherwise. */
export async function jpegOf({ width, height, pixels }: ColourImage, quality = QUALITY): Promise<Uint8Array> {
  const sharp = await loadSharp();
  return await sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality, chromaSubsampling: '4:4:4' })
    .toBuffer();
}
