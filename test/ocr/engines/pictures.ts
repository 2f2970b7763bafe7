import sharp from 'sharp';
import type { GreyImage } from '../../../src/ocr/image.js';

/** A picture of a line from test/ocr/fixtures. */
export async function pictureOf(name: string): Promise<GreyImage> {
  const file = new URL(`../fixtures/${name}.png`, import.meta.url).pathname;
  const { data, info } = await sharp(file).greyscale().toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: new Uint8Array(data) };
}

/** The picture standing on its head. */
export function turnedRound({ width, height, pixels }: GreyImage): GreyImage {
  return { width, height, pixels: pixels.toReversed() };
}

/** A white page with pictures on it, each from its left top corner. */
export function pageWith(pictures: readonly { readonly picture: GreyImage; readonly left: number; readonly top: number }[]): GreyImage {
  const page = { width: 1_000, height: 700, pixels: new Uint8Array(700_000).fill(238) };
  for (const { picture, left, top } of pictures) {
    for (let row = 0; row < picture.height; row += 1) {
      page.pixels.set(picture.pixels.subarray(row * picture.width, (row + 1) * picture.width), (top + row) * page.width + left);
    }
  }
  return page;
}
