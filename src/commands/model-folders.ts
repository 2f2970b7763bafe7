import { resolve } from 'node:path';
import type { Config } from '../config/config.js';
import { packagedModels, type ModelFiles } from '../ocr/engines/model-files.js';
import { modelsInFolder } from '../ocr/engines/model-folder.js';

/** The PP-OCR models of a home: those of the folder in its settings, or those that come with mreg. */
export function homeModels({ path, config }: { readonly path: string; readonly config: Config }): ModelFiles {
  const { modelsPath } = config.ocr;
  return modelsPath === undefined ? packagedModels() : modelsInFolder(resolve(path, modelsPath));
}
