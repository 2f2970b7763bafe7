import { join } from 'node:path';
import type { Line, Worker } from 'tesseract.js';
import { MregError } from '../../domain/error.js';
import type { GreyImage } from '../image.js';
import type { LineReader, LineReading, ReadCharacter } from './engine.js';
import { packageFolder, readModel } from './model-files.js';

const LANGUAGE = 'chi_sim';
/** Its memory grows with every picture and is given back only with the worker. */
const LINES_PER_WORKER = 400;
const SINGLE_LINE = '7';
/** Engine without the models of old, which the package does not have. */
const LSTM_ONLY = 1;
/** White around a line, in pixels: strokes at the very edge are taken for a frame and dropped. */
const MARGIN = 12;
/** Narrower or lower pictures hold no character, and make it see one. */
const SMALLEST = 6;

/**
 * Tesseract in WebAssembly with the integer models for simplified Chinese: an opinion independent of PP-OCR, and the only engine where
 * onnxruntime does not load. It has no lattice. Each reader keeps a thread of its own; it reads nothing but the packaged
 * model file, writes nothing and asks no network.
 */
export async function openTesseractReader(): Promise<LineReader> {
  const folder = join(packageFolder('@tesseract.js-data/chi_sim'), '4.0.0_best_int');
  const { digest } = readModel(join(folder, `${LANGUAGE}.traineddata.gz`));
  let worker = await startWorker(folder);
  let lines = 0;
  return {
    id: `tesseract:${digest}`,
    async read(pictures, wish) {
      const readings: LineReading[] = [];
      await worker.setParameters({ tessedit_char_whitelist: wish?.alphabet ?? '' });
      for (const picture of pictures) {
        readings.push(await readLine(worker, picture));
        lines += 1;
      }
      if (lines < LINES_PER_WORKER) return readings;
      await worker.terminate();
      worker = await startWorker(folder);
      lines = 0;
      return readings;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

/**
 * `langPath` is a folder, so nothing is fetched; without a cache nothing is written into the working directory. Without a handler
 * of its own the library throws errors where nobody can catch them.
 */
async function startWorker(folder: string): Promise<Worker> {
  const { createWorker } = await import('tesseract.js');
  const options = { langPath: folder, gzip: true, cacheMethod: 'none', errorHandler: () => undefined };
  try {
    const worker = await createWorker(LANGUAGE, LSTM_ONLY, options);
    await worker.setParameters({ tessedit_pageseg_mode: SINGLE_LINE as never, user_defined_dpi: '300', debug_file: '/dev/null' });
    return worker;
  } catch (cause) {
    throw new MregError('configuration', 'ocr.engine.tesseract-not-loaded', { reason: String(cause).slice(0, 200) }, { cause });
  }
}

async function readLine(worker: Worker, picture: GreyImage): Promise<LineReading> {
  if (Math.min(picture.width, picture.height) < SMALLEST) return { text: '', characters: [] };
  const { data } = await worker.recognize(portableGreyMap(picture), {}, { text: false, blocks: true });
  const lines = (data.blocks ?? []).flatMap(({ paragraphs }) => paragraphs).flatMap((paragraph) => paragraph.lines);
  const characters = lines.flatMap(charactersOf);
  return { text: characters.map(({ text }) => text).join(''), characters };
}

/** Spaces are left out: between Chinese characters they mean nothing. */
function charactersOf(line: Line): readonly ReadCharacter[] {
  return line.words
    .flatMap(({ symbols }) => symbols)
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, confidence }) => ({ text, confidence: Math.min(1, Math.max(0, confidence / 100)) }));
}

/** The plainest format that it reads: a header and the pixels. */
function portableGreyMap({ width, height, pixels }: GreyImage): Buffer {
  const [wide, high] = [width + 2 * MARGIN, height + 2 * MARGIN];
  const header = Buffer.from(`P5\n${wide} ${high}\n255\n`, 'latin1');
  const file = Buffer.alloc(header.length + wide * high, paperOf(pixels));
  header.copy(file);
  for (let row = 0; row < height; row += 1) {
    file.set(pixels.subarray(row * width, (row + 1) * width), header.length + (row + MARGIN) * wide + MARGIN);
  }
  return file;
}

/** The median, which on a line of text is paper: a margin of another shade would have an edge. */
function paperOf(pixels: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (const pixel of pixels) counts[pixel] = (counts[pixel] ?? 0) + 1;
  let above = 0;
  for (let level = 255; level > 0; level -= 1) {
    above += counts[level] ?? 0;
    if (above * 2 >= pixels.length) return level;
  }
  return 255;
}
