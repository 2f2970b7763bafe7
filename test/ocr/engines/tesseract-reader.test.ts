import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LineReader } from '../../../src/ocr/engines/engine.js';
import { openTesseractReader } from '../../../src/ocr/engines/tesseract-reader.js';
import { pictureOf } from './pictures.js';

describe('the reader of lines by Tesseract', () => {
  const before = process.cwd();
  const elsewhere = mkdtempSync(join(tmpdir(), 'mreg-tesseract-'));
  let reader: LineReader;

  beforeAll(async () => {
    process.chdir(elsewhere);
    reader = await openTesseractReader();
  });

  afterAll(async () => {
    await reader.close();
    process.chdir(before);
    rmSync(elsewhere, { recursive: true });
  });

  it.each([
    ['id-number', '0123456789X', '99010219860504123X'],
    ['date', '0123456789年月日', '1986年5月4日'],
    ['printed-title', undefined, '结婚登记审查处理表'],
  ])('reads the picture of a printed line: %s', async (picture, alphabet, text) => {
    const [reading] = await reader.read([await pictureOf(picture)], alphabet === undefined ? {} : { alphabet });
    expect(reading?.text).toBe(text);
    expect(reading?.lattice).toBeUndefined();
    for (const { confidence } of reading?.characters ?? []) expect(confidence).toBeGreaterThan(0.3);
  });

  it('forgets the characters of one field at the next', async () => {
    const line = [await pictureOf('printed-title')];
    const [bound] = await reader.read(line, { alphabet: '0123456789' });
    const [free] = await reader.read(line);
    expect(bound?.text).toMatch(/^\d*$/u);
    expect(free?.text).toBe('结婚登记审查处理表');
  });

  it('reads nothing in a picture that is too small for a character', async () => {
    expect(await reader.read([{ width: 1, height: 40, pixels: new Uint8Array(40) }])).toEqual([{ text: '', characters: [] }]);
  });

  it('writes nothing into the working directory', () => {
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it('names its model by its digest', () => {
    expect(reader.id).toMatch(/^tesseract:[0-9a-f]{12}$/u);
  });
});
