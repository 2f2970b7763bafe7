import { MregError } from '../../domain/error.js';
import type { Box } from '../../domain/scan.js';
import type { ColourImage, GreyImage } from '../image.js';
import type { LineFinder } from './engine.js';
import { scaleGrey } from './line-tensor.js';
import { packagedModels, readModel } from './model-files.js';
import { openModel, type Model, type Tensor } from './onnx.js';
import { textBoxes, type TextMap } from './text-boxes.js';

/** Both sides of what the model sees must be multiples of this. */
const GRID = 32;
/** The longer side of what the model sees, in pixels. 960 misses a few small fields, 1,600 costs twice the time and finds no more. */
const SIDE = 1_280;
/** Mean and deviation of red, green and blue in the pictures that the models were trained from (ImageNet). */
const CHANNELS = [
  [0.485, 0.229],
  [0.456, 0.224],
  [0.406, 0.225],
] as const;

/** PP-OCR detection: finds the lines of text of a straightened page. */
export async function openPaddleFinder(path: string = packagedModels().finder, side: number = SIDE): Promise<LineFinder> {
  const { bytes, digest } = readModel(path);
  const model = await openModel(bytes, path);
  await mapOf(model, path, { width: 1, height: 1, pixels: Uint8Array.of(255) }, side);
  return {
    id: `pp-ocr-det:${digest}:${side}`,
    async find(page) {
      const grey = greyOf(page);
      const map = await mapOf(model, path, grey, side);
      return textBoxes(map).map((box) => enlarged(box, map, grey));
    },
    close: () => model.close(),
  };
}

async function mapOf(model: Model, name: string, image: GreyImage, side: number): Promise<TextMap> {
  const scale = Math.min(1, side / Math.max(image.width, image.height));
  const [width, height] = [onGrid(image.width * scale), onGrid(image.height * scale)];
  const { shape, numbers } = await model.run(pageTensor(scaleGrey(image, width, height), width, height));
  if (shape.length === 4 && numbers.length === width * height) return { width, height, probabilities: numbers };
  throw new MregError('configuration', 'ocr.engine.model-shape', { name, shape: shape.join('×') });
}

const onGrid = (side: number): number => Math.max(1, Math.round(side / GRID)) * GRID;

function pageTensor(grey: Float32Array, width: number, height: number): Tensor {
  const plane = width * height;
  const numbers = new Float32Array(3 * plane);
  for (const [channel, [mean, deviation]] of CHANNELS.entries()) {
    for (let at = 0; at < plane; at += 1) numbers[channel * plane + at] = (((grey[at] ?? 0) + 1) / 2 - mean) / deviation;
  }
  return { shape: [1, 3, height, width], numbers };
}

/** From pixels of the map to pixels of the page. */
function enlarged({ left, top, width, height }: Box, map: TextMap, page: GreyImage): Box {
  const [across, down] = [page.width / map.width, page.height / map.height];
  const [first, upper] = [Math.floor(left * across), Math.floor(top * down)];
  return {
    left: first,
    top: upper,
    width: Math.min(page.width, Math.ceil((left + width) * across)) - first,
    height: Math.min(page.height, Math.ceil((top + height) * down)) - upper,
  };
}

function greyOf({ width, height, pixels }: ColourImage | GreyImage): GreyImage {
  if (pixels.length === width * height) return { width, height, pixels };
  const grey = new Uint8Array(width * height);
  for (let at = 0; at < grey.length; at += 1) {
    grey[at] = 0.299 * (pixels[3 * at] ?? 0) + 0.587 * (pixels[3 * at + 1] ?? 0) + 0.114 * (pixels[3 * at + 2] ?? 0);
  }
  return { width, height, pixels: grey };
}
