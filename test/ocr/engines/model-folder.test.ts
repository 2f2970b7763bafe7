import { copyFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packagedModels } from '../../../src/ocr/engines/model-files.js';
import { modelsInFolder } from '../../../src/ocr/engines/model-folder.js';
import { openPaddleReader } from '../../../src/ocr/engines/paddle-reader.js';
import { pictureOf } from './pictures.js';

const packaged = packagedModels();
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mreg-models-'));
  copyFileSync(packaged.recogniser, join(folder, 'PP-OCRv5_mobile_rec.onnx'));
  copyFileSync(packaged.characters, join(folder, 'ppocr_keys.txt'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a folder of models', () => {
  it('is read with what it has, and with the packaged models for the rest', async () => {
    const files = modelsInFolder(folder);
    expect([files.finder, files.direction]).toEqual([packaged.finder, packaged.direction]);
    const reader = await openPaddleReader(files);
    const [reading] = await reader.read([await pictureOf('name')]);
    await reader.close();
    expect(reading?.text).toBe('李秀英');
  });

  it('brings its own finder and judge of direction where it has them', () => {
    for (const name of ['v5_det.onnx', 'v5_cls.onnx']) copyFileSync(packaged.direction, join(folder, name));
    const files = modelsInFolder(folder);
    expect([files.finder, files.direction].map((path) => path.slice(-11))).toEqual(['v5_det.onnx', 'v5_cls.onnx']);
  });

  it.each([
    ['is not there', () => rmSync(folder, { recursive: true }), 'ocr.engine.folder-unreadable'],
    ['has no recogniser', () => rmSync(join(folder, 'PP-OCRv5_mobile_rec.onnx')), 'ocr.engine.folder-incomplete'],
    ['has no dictionary', () => rmSync(join(folder, 'ppocr_keys.txt')), 'ocr.engine.folder-incomplete'],
    ['has two recognisers', () => writeFileSync(join(folder, 'server_rec.onnx'), ''), 'ocr.engine.folder-several'],
    ['has a file far too large', () => truncateSync(join(folder, 'ppocr_keys.txt'), 600 * 1024 * 1024), 'ocr.engine.model-large'],
  ])('is refused when it %s', (_name, spoil, key) => {
    spoil();
    expect(() => modelsInFolder(folder)).toThrow(expect.objectContaining({ key }));
  });

  it('is refused when the dictionary is of another model, with both counts', async () => {
    writeFileSync(join(folder, 'ppocr_keys.txt'), '一\n二\n');
    await expect(openPaddleReader(modelsInFolder(folder))).rejects.toMatchObject({
      key: 'ocr.engine.keys-differ',
      values: expect.objectContaining({ lines: 2, classes: 6625 }),
    });
  });
});
