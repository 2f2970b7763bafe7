import type { ColourImage, GreyImage } from '../image.js';

/** How red a pixel must be before it counts as seal, and how much lighter each further step of red makes it. */
const RED_FROM = 10;
const RED_LIFTS = 0.5;

/**
 * Grey without the red of seals: red ink is bright in the red channel already, and what is redder than green and blue is lifted
 * to the paper. Black under a seal stays, and so do blue, green and violet ink, which are dark in red. Lifting by no more than the
 * seal took away matters: with 1.3, faded writing under a seal went white, and 2.6 fewer fields in a hundred of worn pages were right.
 */
export function greyWithoutSeals({ width, height, pixels }: ColourImage): GreyImage {
  const grey = new Uint8Array(width * height);
  for (let from = 0, to = 0; to < grey.length; from += 3, to++) {
    const red = pixels[from] ?? 0;
    const green = pixels[from + 1] ?? 0;
    const blue = pixels[from + 2] ?? 0;
    const redder = red - (green > blue ? green : blue) - RED_FROM;
    const lifted = redder > 0 ? red + redder * RED_LIFTS : red;
    grey[to] = lifted > 255 ? 255 : lifted;
  }
  return { width, height, pixels: grey };
}

/** As bright as it looks (ITU-R BT.601), seals and all. */
export function greyOf({ width, height, pixels }: ColourImage): GreyImage {
  const grey = new Uint8Array(width * height);
  for (let from = 0, to = 0; to < grey.length; from += 3, to++)
    grey[to] = ((pixels[from] ?? 0) * 77 + (pixels[from + 1] ?? 0) * 150 + (pixels[from + 2] ?? 0) * 29) >> 8;
  return { width, height, pixels: grey };
}

/** The darkest channel of every pixel, shrunk by averaging: ink of any colour is dark in it. */
export function smallInk({ width, height, pixels }: ColourImage, factor: number): GreyImage {
  const small = emptyGrey(Math.max(1, Math.floor(width / factor)), Math.max(1, Math.floor(height / factor)));
  const sums = new Uint32Array(small.width);
  const [rows, columns] = [Math.min(factor, height), Math.min(factor, width)];
  for (let y = 0; y < small.height; y++) {
    sums.fill(0);
    for (let row = 0; row < rows; row++) {
      let from = (y * factor + row) * width * 3;
      for (let x = 0; x < small.width; x++) {
        let sum = 0;
        for (let column = 0; column < columns; column++, from += 3) {
          const red = pixels[from] ?? 0;
          const green = pixels[from + 1] ?? 0;
          const blue = pixels[from + 2] ?? 0;
          sum += red < green ? (red < blue ? red : blue) : green < blue ? green : blue;
        }
        sums[x] = (sums[x] ?? 0) + sum;
      }
    }
    const area = rows * columns;
    for (let x = 0; x < small.width; x++) small.pixels[y * small.width + x] = (sums[x] ?? 0) / area;
  }
  return small;
}

/** Shrunk by averaging squares of `factor` pixels; what is left over at the right and bottom edge is dropped. */
export function shrinkGrey(image: GreyImage, factor: number): GreyImage {
  if (factor <= 1) return image;
  const small = emptyGrey(Math.max(1, Math.floor(image.width / factor)), Math.max(1, Math.floor(image.height / factor)));
  const [rows, columns] = [Math.min(factor, image.height), Math.min(factor, image.width)];
  const sums = new Uint32Array(small.width);
  for (let y = 0; y < small.height; y++) {
    sums.fill(0);
    for (let row = 0; row < rows; row++) {
      let from = (y * factor + row) * image.width;
      for (let x = 0; x < small.width; x++) {
        let sum = 0;
        for (let column = 0; column < columns; column++) sum += image.pixels[from++] ?? 0;
        sums[x] = (sums[x] ?? 0) + sum;
      }
    }
    const area = rows * columns;
    for (let x = 0; x < small.width; x++) small.pixels[y * small.width + x] = (sums[x] ?? 0) / area;
  }
  return small;
}

export function emptyGrey(width: number, height: number): GreyImage {
  return { width, height, pixels: new Uint8Array(width * height) };
}
