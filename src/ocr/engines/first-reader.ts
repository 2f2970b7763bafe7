import { MregError } from '../../domain/error.js';
import type { LineReader } from './engine.js';
import { packagedModels, type ModelFiles } from './model-files.js';
import { openPaddleReader } from './paddle-reader.js';
import { openTesseractReader } from './tesseract-reader.js';

/**
 * The reader of lines: PP-OCR, or where the native library cannot be loaded Tesseract, whose readings have no lattice. The id says
 * which. Models that are missing or broken are an error: another engine would hide it.
 */
export async function openFirstReader(
  models: ModelFiles = packagedModels(),
  openPreferred: (models: ModelFiles) => Promise<LineReader> = openPaddleReader,
): Promise<LineReader> {
  try {
    return await openPreferred(models);
  } catch (cause) {
    if (!(cause instanceof MregError) || cause.key !== 'ocr.engine.not-loaded') throw cause;
    return await openTesseractReader();
  }
}

/** Whether a page was, or will be, read by the engine for machines without the native library. */
export function readsByTesseract(readerId: string): boolean {
  return readerId.startsWith('tesseract:');
}
