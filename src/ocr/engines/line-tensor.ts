import type { GreyImage } from '../image.js';
import type { Tensor } from './onnx.js';

/** A line scaled to the height a model takes, as numbers from -1 (black) to 1 (white). */
export interface ScaledLine {
  readonly width: number;
  readonly height: number;
  readonly numbers: Float32Array;
}

/** Scales a line to `height` pixels and in proportion, but to `widest` at most. */
export function scaleLine(image: GreyImage, height: number, widest: number): ScaledLine {
  const width = Math.min(widest, Math.max(1, Math.round((image.width * height) / Math.max(1, image.height))));
  return { width, height, numbers: scaleGrey(image, width, height) };
}

/**
 * The picture at another size, as numbers from -1 (black) to 1 (white). Pixels are weighed by a triangle as wide as the step
 * between them, so that fine strokes of a large picture are not skipped.
 */
export function scaleGrey(image: GreyImage, width: number, height: number): Float32Array {
  return scaleColumns(scaleRows(image, width), width, image.height, height);
}

interface Taps {
  readonly first: Int32Array;
  readonly count: Int32Array;
  readonly weights: Float32Array;
  readonly most: number;
}

function taps(from: number, to: number): Taps {
  const step = from / to;
  const radius = Math.max(1, step);
  const most = Math.ceil(radius) * 2 + 1;
  const made = { first: new Int32Array(to), count: new Int32Array(to), weights: new Float32Array(to * most), most };
  for (let at = 0; at < to; at += 1) placeTaps(made, at, (at + 0.5) * step - 0.5, radius, from);
  return made;
}

function placeTaps({ first, count, weights, most }: Taps, at: number, centre: number, radius: number, from: number): void {
  const start = Math.max(0, Math.ceil(centre - radius));
  const end = Math.min(from - 1, Math.floor(centre + radius), start + most - 1);
  let sum = 0;
  for (let source = start; source <= end; source += 1) {
    const weight = Math.max(1e-6, 1 - Math.abs(source - centre) / radius);
    weights[at * most + source - start] = weight;
    sum += weight;
  }
  first[at] = start;
  count[at] = end - start + 1;
  for (let tap = 0; tap <= end - start; tap += 1) weights[at * most + tap] = (weights[at * most + tap] ?? 0) / sum;
}

function scaleRows({ width, height, pixels }: GreyImage, to: number): Float32Array {
  const { first, count, weights, most } = taps(width, to);
  const scaled = new Float32Array(to * height);
  for (let row = 0; row < height; row += 1) {
    for (let at = 0; at < to; at += 1) {
      const start = row * width + (first[at] ?? 0);
      let sum = 0;
      for (let tap = 0; tap < (count[at] ?? 0); tap += 1) sum += (pixels[start + tap] ?? 0) * (weights[at * most + tap] ?? 0);
      scaled[row * to + at] = sum;
    }
  }
  return scaled;
}

function scaleColumns(across: Float32Array, width: number, from: number, to: number): Float32Array {
  const { first, count, weights, most } = taps(from, to);
  const scaled = new Float32Array(width * to);
  for (let row = 0; row < to; row += 1) {
    for (let tap = 0; tap < (count[row] ?? 0); tap += 1) {
      const weight = (weights[row * most + tap] ?? 0) / 127.5;
      const source = ((first[row] ?? 0) + tap) * width;
      for (let at = 0; at < width; at += 1)
        scaled[row * width + at] = (scaled[row * width + at] ?? 0) + (across[source + at] ?? 0) * weight;
    }
    for (let at = 0; at < width; at += 1) scaled[row * width + at] = (scaled[row * width + at] ?? 0) - 1;
  }
  return scaled;
}

/** The line as three equal channels, which is what the models take. */
export function lineTensor({ width, height, numbers }: ScaledLine): Tensor {
  const channels = new Float32Array(3 * numbers.length);
  for (let channel = 0; channel < 3; channel += 1) channels.set(numbers, channel * numbers.length);
  return { shape: [1, 3, height, width], numbers: channels };
}
