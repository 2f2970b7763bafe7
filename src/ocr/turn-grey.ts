import type { GreyImage } from './image.js';

export type Turn = 0 | 90 | 180 | 270;

/** The picture turned clockwise. */
export function turnGrey(image: GreyImage, turn: Turn): GreyImage {
  if (turn === 0) return image;
  if (turn === 180) return { ...image, pixels: image.pixels.toReversed() };
  const { width, height, pixels } = image;
  const turned = new Uint8Array(width * height);
  for (let y = 0, from = 0; y < height; y++) {
    const column = turn === 90 ? height - 1 - y : y;
    for (let x = 0; x < width; x++, from++) turned[(turn === 90 ? x : width - 1 - x) * height + column] = pixels[from] ?? 0;
  }
  return { width: height, height: width, pixels: turned };
}
