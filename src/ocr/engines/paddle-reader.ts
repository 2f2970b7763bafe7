import { MregError } from '../../domain/error.js';
import { classesOf, readGreedily } from '../decoding/greedy.js';
import type { GreyImage } from '../image.js';
import type { CtcLattice, LineReader, LineReading } from './engine.js';
import { lineTensor, scaleLine } from './line-tensor.js';
import { joinedDigest, packagedModels, readModel, type ModelFiles } from './model-files.js';
import { openModel, type Model, type Tensor } from './onnx.js';

const HEIGHT = 48;
/** Longer lines are squeezed: the model's attention would cost memory by the square of the width. */
const WIDEST = 2_400;

/**
 * PP-OCR recognition. Load it in the main thread before worker threads do, or in processes of their own: the native library
 * cannot be loaded again by a process whose last thread that used it has ended.
 */
export async function openPaddleReader(files: ModelFiles = packagedModels()): Promise<LineReader> {
  const recogniser = readModel(files.recogniser);
  const keys = readModel(files.characters);
  const model = await openModel(recogniser.bytes, files.recogniser);
  const characters = await classCharacters(model, keys.bytes, files);
  return {
    id: `pp-ocr:${joinedDigest(recogniser, keys)}`,
    async read(lines, wish) {
      const allowed = wish?.alphabet === undefined ? undefined : classesOf(characters, wish.alphabet);
      const lattices = await latticesOf(model, lines, characters);
      return lattices.map((lattice) => readingOf(lattice, allowed));
    },
    close: () => model.close(),
  };
}

function readingOf(lattice: CtcLattice, allowed: Uint8Array | undefined): LineReading {
  const characters = readGreedily(lattice, allowed);
  return { text: characters.map(({ text }) => text).join(''), characters, lattice };
}

/** A trial run tells how many classes the model has; they are the blank, the keys and, in most models, a space. */
async function classCharacters(model: Model, keyBytes: Uint8Array, files: ModelFiles): Promise<readonly string[]> {
  const name = files.recogniser;
  const { shape } = await model
    .run({ shape: [1, 3, HEIGHT, HEIGHT], numbers: new Float32Array(3 * HEIGHT * HEIGHT) })
    .catch((cause: unknown) => {
      throw new MregError('configuration', 'ocr.engine.not-recogniser', { name }, { cause });
    });
  const classes = shape[2] ?? 0;
  if (shape.length !== 3 || shape[0] !== 1) throw new MregError('configuration', 'ocr.engine.not-recogniser', { name });
  const keys = new TextDecoder()
    .decode(keyBytes)
    .replace(/\r?\n$/u, '')
    .split(/\r?\n/u);
  const characters = ['', ...keys, ...(classes === keys.length + 2 ? [' '] : [])];
  if (characters.length === classes) return characters;
  throw new MregError('configuration', 'ocr.engine.keys-differ', { name, keys: files.characters, lines: keys.length, classes });
}

/** One by one, each as wide as it is: batches and padding cost time and memory and read no better (docs/ocr-models.md). */
async function latticesOf(model: Model, lines: readonly GreyImage[], characters: readonly string[]): Promise<readonly CtcLattice[]> {
  const lattices: CtcLattice[] = [];
  for (const image of lines) {
    const line = scaleLine(image, HEIGHT, WIDEST);
    lattices.push(latticeOf(await model.run(lineTensor(line)), characters));
  }
  return lattices;
}

function latticeOf({ shape, numbers }: Tensor, characters: readonly string[]): CtcLattice {
  return { steps: shape[1] ?? 0, classes: characters.length, probabilities: numbers, characters };
}
