import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CONFIG_FILE, type Config } from '../../config/config.js';
import { readConfig } from '../../config/read-config.js';
import { MregError } from '../../domain/error.js';
import type { Lang } from '../../i18n/lang.js';
import { isMessageKey, translate } from '../../i18n/translate.js';
import { packagedModels, type ModelFiles } from '../../ocr/engines/model-files.js';
import { homeModels } from '../model-folders.js';
import { checkup, type Checkup } from './checkup.js';
import { reasonOf } from './runtime-checks.js';

/** Whether the engines that read scans start, with the models of the home's settings. Nothing else needs them. */
export async function ocrChecks(homePath: string, lang: Lang): Promise<readonly Checkup[]> {
  return [await paddleCheck(homePath, lang), await tesseractCheck(lang)];
}

async function paddleCheck(homePath: string, lang: Lang): Promise<Checkup> {
  try {
    const { openPaddleReader } = await import('../../ocr/engines/paddle-reader.js');
    const files = modelsOf(homePath);
    const reader = await openPaddleReader(files);
    await reader.close();
    return checkup('ocr-paddle', 'ok', 'doctor.ocr-paddle', { id: reader.id, folder: dirname(files.recogniser) });
  } catch (cause) {
    return checkup('ocr-paddle', 'warning', 'doctor.ocr-paddle-missing', { reason: sentenceOf(cause, lang) });
  }
}

async function tesseractCheck(lang: Lang): Promise<Checkup> {
  try {
    const { openTesseractReader } = await import('../../ocr/engines/tesseract-reader.js');
    const reader = await openTesseractReader();
    await reader.close();
    return checkup('ocr-tesseract', 'ok', 'doctor.ocr-tesseract', { id: reader.id });
  } catch (cause) {
    return checkup('ocr-tesseract', 'warning', 'doctor.ocr-tesseract-missing', { reason: sentenceOf(cause, lang) });
  }
}

/** Settings that cannot be read have a line of their own. */
function modelsOf(path: string): ModelFiles {
  const config = existsSync(join(path, CONFIG_FILE)) ? configIn(path) : undefined;
  return config === undefined ? packagedModels() : homeModels({ path, config });
}

function configIn(path: string): Config | undefined {
  try {
    return readConfig(path);
  } catch {
    return undefined;
  }
}

function sentenceOf(cause: unknown, lang: Lang): string {
  return cause instanceof MregError && isMessageKey(cause.key) ? translate(lang, cause.key, cause.values) : reasonOf(cause);
}
