import type { GreyImage } from '../image.js';
import { emptyGrey } from './plane.js';

/** Finer grain does not disturb reading. */
const LEAST_GRAIN = 5;
/** Levels that differ by more than so many grains are an edge and not mixed. */
const EDGE_GRAINS = 2;
const REACH = 2;
const SPREAD_PIXELS = 0.8;
const WEIGHT_BITS = 10;

/** The standard deviation of the paper, from the median step between neighbours: ink is too rare to move it. */
export function grainOf({ width, height, pixels }: GreyImage): number {
  const histogram = new Uint32Array(256);
  let count = 0;
  for (let y = 0; y < height; y += 2)
    for (let at = y * width, end = at + width - 1; at < end; at += 2) {
      const step = Math.abs((pixels[at] ?? 0) - (pixels[at + 1] ?? 0));
      histogram[step] = (histogram[step] ?? 0) + 1;
      count++;
    }
  let below = 0;
  for (let step = 0; step < 256; step++) {
    below += histogram[step] ?? 0;
    // The difference of two has √2 the deviation of one, and 0.674 deviations lie below the median.
    if (2 * below >= count) return step / (0.674 * Math.SQRT2);
  }
  return 0;
}

/**
 * Without the grain of paper and scanner, where there is enough of it to matter: each pixel becomes the mean of its neighbours, near
 * ones and those like it counting most (bilateral filter, Tomasi & Manduchi 1998), so that strokes keep their edges.
 */
export function withoutGrain(image: GreyImage): GreyImage {
  const grain = grainOf(image);
  return grain < LEAST_GRAIN ? image : smoothed(image, weightsFor(grain * EDGE_GRAINS));
}

/** By offset in the square, then by how many levels two pixels differ. */
function weightsFor(levels: number): Int32Array {
  const side = 2 * REACH + 1;
  const weights = new Int32Array(side * side * 256);
  for (let offset = 0; offset < side * side; offset++) {
    const [dx, dy] = [(offset % side) - REACH, Math.floor(offset / side) - REACH];
    const near = Math.exp(-(dx * dx + dy * dy) / (2 * SPREAD_PIXELS * SPREAD_PIXELS));
    for (let step = 0; step < 256; step++)
      weights[offset * 256 + step] = Math.round(near * Math.exp(-(step * step) / (2 * levels * levels)) * (1 << WEIGHT_BITS));
  }
  return weights;
}

function smoothed(image: GreyImage, weights: Int32Array): GreyImage {
  const { width, height, pixels } = image;
  const made = emptyGrey(width, height);
  made.pixels.set(pixels);
  for (let y = REACH; y < height - REACH; y++)
    for (let x = REACH, at = y * width + REACH; x < width - REACH; x++, at++) {
      const own = pixels[at] ?? 0;
      let sum = 0;
      let all = 0;
      let table = 0;
      for (let row = at - REACH * width - REACH, dy = -REACH; dy <= REACH; dy++, row += width)
        for (let from = row; from <= row + 2 * REACH; from++, table += 256) {
          const level = pixels[from] ?? 0;
          const weight = weights[table + (level > own ? level - own : own - level)] ?? 0;
          sum += weight * level;
          all += weight;
        }
      made.pixels[at] = (sum + (all >> 1)) / all;
    }
  return made;
}
