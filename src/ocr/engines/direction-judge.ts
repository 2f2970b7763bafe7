import { MregError } from '../../domain/error.js';
import type { GreyImage } from '../image.js';
import { lineTensor, scaleLine, type ScaledLine } from './line-tensor.js';
import { packagedModels, readModel } from './model-files.js';
import { openModel, type Model } from './onnx.js';

/** Tells whether lines of text stand on their heads. */
export interface DirectionJudge {
  readonly id: string;
  /** For each line the probability, as the model has it, that it is upside down. Judge a page by several long lines. */
  upsideDown(lines: readonly GreyImage[]): Promise<readonly number[]>;
  close(): Promise<void>;
}

const HEIGHT = 48;
const WIDTH = 192;

export async function openDirectionJudge(path: string = packagedModels().direction): Promise<DirectionJudge> {
  const { bytes, digest } = readModel(path);
  const model = await openModel(bytes, path);
  await judge(model, path, { width: 1, height: HEIGHT, numbers: new Float32Array(HEIGHT) });
  return {
    id: `pp-ocr-cls:${digest}`,
    async upsideDown(lines) {
      const probabilities: number[] = [];
      for (const line of lines) probabilities.push(await judge(model, path, scaleLine(line, HEIGHT, WIDTH)));
      return probabilities;
    },
    close: () => model.close(),
  };
}

async function judge(model: Model, name: string, line: ScaledLine): Promise<number> {
  const { shape, numbers } = await model.run(lineTensor(widened(line)));
  if (shape.length !== 2 || numbers.length !== 2)
    throw new MregError('configuration', 'ocr.engine.model-shape', { name, shape: shape.join('×') });
  return numbers[1] ?? 0;
}

/** The model knows one width only; what is beyond the line is 0, as it was in its training. */
function widened({ width, height, numbers }: ScaledLine): ScaledLine {
  const wide = new Float32Array(WIDTH * height);
  for (let row = 0; row < height; row += 1) wide.set(numbers.subarray(row * width, (row + 1) * width), row * WIDTH);
  return { width: WIDTH, height, numbers: wide };
}
