import { describe, expect, it } from 'vitest';
import { MregError } from '../../../src/domain/error.js';
import { openFirstReader, readsByTesseract } from '../../../src/ocr/engines/first-reader.js';
import { packagedModels } from '../../../src/ocr/engines/model-files.js';
import { pictureOf } from './pictures.js';

const failing = (key: string) => async () => await Promise.reject(new MregError('configuration', key));

describe('the first reader', () => {
  it('is PP-OCR where its library loads', async () => {
    const reader = await openFirstReader();
    await reader.close();
    expect(readsByTesseract(reader.id)).toBe(false);
  });

  it('is Tesseract where the library does not load, and says so in its id', async () => {
    const reader = await openFirstReader(packagedModels(), failing('ocr.engine.not-loaded'));
    const [reading] = await reader.read([await pictureOf('printed-title')]);
    await reader.close();
    expect([readsByTesseract(reader.id), reading?.text]).toEqual([true, '结婚登记审查处理表']);
  });

  it.each(['ocr.engine.model-missing', 'ocr.engine.model-refused', 'ocr.engine.keys-differ'])(
    'does not hide by another engine that models are wrong: %s',
    async (key) => {
      await expect(openFirstReader(packagedModels(), failing(key))).rejects.toMatchObject({ key });
    },
  );
});
