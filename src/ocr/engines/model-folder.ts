import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MregError } from '../../domain/error.js';
import { packagedModels, type ModelFiles } from './model-files.js';

/** A recogniser of PP-OCRv5 for servers has 81 MB. */
const LARGEST_BYTES = 512 * 1024 * 1024;

/**
 * Newer PP-OCR models in a folder of the user's: one `*rec*.onnx` with its dictionary (`*.txt`), and where there are any,
 * `*det*.onnx` and `*cls*.onnx`; what is not there comes from the packaged models. ONNX files are parsed by native code, so they
 * are to be trusted as a program is (docs/ocr-models.md).
 */
export function modelsInFolder(folder: string): ModelFiles {
  const names = namesIn(folder);
  const packaged = packagedModels();
  return {
    recogniser: onlyOne(folder, '*rec*.onnx', names.filter(isModelFor('rec'))) ?? missing(folder, '*rec*.onnx'),
    characters:
      onlyOne(
        folder,
        '*dict*.txt',
        names.filter((name) => /(?:keys|dict).*\.txt$/iu.test(name)),
      ) ?? missing(folder, '*dict*.txt'),
    finder: onlyOne(folder, '*det*.onnx', names.filter(isModelFor('det'))) ?? packaged.finder,
    direction: onlyOne(folder, '*cls*.onnx', names.filter(isModelFor('cls'))) ?? packaged.direction,
  };
}

const isModelFor =
  (task: string) =>
  (name: string): boolean =>
    name.toLowerCase().endsWith('.onnx') && name.toLowerCase().includes(task);

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch (cause) {
    throw new MregError('configuration', 'ocr.engine.folder-unreadable', { folder }, { cause });
  }
}

/** Which of two recognisers was meant cannot be known. */
function onlyOne(folder: string, pattern: string, names: readonly string[]): string | undefined {
  if (names.length > 1) throw new MregError('configuration', 'ocr.engine.folder-several', { folder, pattern, names: names.join(' ') });
  const [name] = names;
  if (name === undefined) return undefined;
  const path = realpathSync(join(folder, name));
  const { size } = statSync(path);
  if (size > LARGEST_BYTES)
    throw new MregError('configuration', 'ocr.engine.model-large', { path, mebibytes: Math.round(size / 1024 / 1024) });
  return path;
}

function missing(folder: string, pattern: string): never {
  throw new MregError('configuration', 'ocr.engine.folder-incomplete', { folder, pattern });
}
