import sharp from 'sharp';
import type { GreyImage } from '../../../src/ocr/image.js';

/** A picture of a line from test/ocr/fixtures. */
export async function pictureOf(name: string): Promise<GreyImage> {
  const file = new URL(`../fixtures/${name}.png`, import.meta.url).pathname;
  const { data, info } = await sharp(file).greyscale().toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: new Uint8Array(data) };
}
