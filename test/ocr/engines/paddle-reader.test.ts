import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LineReader } from '../../../src/ocr/engines/engine.js';
import { packagedModels } from '../../../src/ocr/engines/model-files.js';
import { openPaddleReader } from '../../../src/ocr/engines/paddle-reader.js';
import { pictureOf } from './pictures.js';

const ID_NUMBER = '99010219860504123X';

describe('the reader of lines by PP-OCR', () => {
  let reader: LineReader;
  beforeAll(async () => {
    reader = await openPaddleReader();
  });
  afterAll(() => reader.close());

  it.each([
    ['id-number', ID_NUMBER],
    ['date', '1986年5月4日'],
    ['name', '李秀英'],
    ['certificate', '粤穗结字第012345678号'],
    ['printed-title', '结婚登记审查处理表'],
  ])('reads the picture of a printed line: %s', async (picture, text) => {
    const [reading] = await reader.read([await pictureOf(picture)]);
    expect(reading?.text).toBe(text);
    expect(reading?.characters.map((character) => character.text).join('')).toBe(text);
    expect(Math.min(...(reading?.characters ?? []).map(({ confidence }) => confidence))).toBeGreaterThan(0.3);
  });

  it('gives the probabilities of every class at every step, for decoding with knowledge of the field', async () => {
    const [reading] = await reader.read([await pictureOf('date')]);
    const { steps = 0, classes = 0, probabilities = new Float32Array(0), characters = [] } = reading?.lattice ?? {};
    expect([classes, characters.length, probabilities.length, characters[0], characters.at(-1)]).toEqual([
      6625,
      6625,
      steps * 6625,
      '',
      ' ',
    ]);
    for (let step = 0; step < steps; step += 1) {
      const sum = probabilities.subarray(step * classes, (step + 1) * classes).reduce((total, probability) => total + probability, 0);
      expect(sum).toBeCloseTo(1, 3);
    }
  });

  it('reads nothing but the characters that can stand there, where it is told', async () => {
    const [reading] = await reader.read([await pictureOf('date')], { alphabet: '0123456789' });
    expect(reading?.text).toMatch(/^198654\d?$/u);
  });

  it('answers a picture of a single pixel with an empty reading', async () => {
    const [reading] = await reader.read([{ width: 1, height: 1, pixels: Uint8Array.of(255) }]);
    expect(reading?.text).toBe('');
  });

  it('names its models by their digest', () => {
    expect(reader.id).toMatch(/^pp-ocr:[0-9a-f]{12}$/u);
  });

  it.each([
    ['a model that is not there', { recogniser: '/nowhere/rec.onnx' }, 'ocr.engine.model-missing'],
    ['a file that is no model', { recogniser: packagedModels().characters }, 'ocr.engine.model-refused'],
    ['a model for another task', { recogniser: packagedModels().direction }, 'ocr.engine.not-recogniser'],
    ['a dictionary of another model', { characters: new URL(import.meta.url).pathname }, 'ocr.engine.keys-differ'],
  ])('refuses %s', async (_name, over, key) => {
    await expect(openPaddleReader({ ...packagedModels(), ...over })).rejects.toMatchObject({ key });
  });
});
