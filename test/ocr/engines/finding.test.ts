import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDirectionJudge, type DirectionJudge } from '../../../src/ocr/engines/direction-judge.js';
import type { LineFinder } from '../../../src/ocr/engines/engine.js';
import { packagedModels } from '../../../src/ocr/engines/model-files.js';
import { openPaddleFinder } from '../../../src/ocr/engines/paddle-finder.js';
import { textBoxes } from '../../../src/ocr/engines/text-boxes.js';
import { pageWith, pictureOf, turnedRound } from './pictures.js';

/** A map from rows of digits: tenths of probability. */
function mapOf(...rows: readonly string[]) {
  return {
    width: rows[0]?.length ?? 0,
    height: rows.length,
    probabilities: Float32Array.from(rows.join(''), (digit) => Number(digit) / 10),
  };
}

describe('patches of a text map', () => {
  it('become boxes from the top and from the left, grown back to the size of the text', () => {
    const [first, second, ...rest] = textBoxes(
      mapOf(
        '0000000000000000',
        '0000000000000000',
        '0000000000000000',
        '0099900000999900',
        '0099900000999900',
        '0099900000999900',
        '0000000000000000',
        '0000000000000000',
        '0000000000000000',
      ),
    );
    expect(rest).toEqual([]);
    expect(first?.left).toBeCloseTo(2 - 1.05);
    expect(first?.width).toBeCloseTo(3 + 2 * 1.05);
    expect(second?.left).toBeGreaterThan(8);
    expect((second?.left ?? 0) + (second?.width ?? 0)).toBeLessThanOrEqual(16);
  });

  it.each([
    ['faint', ['0000000', '0044400', '0044400', '0044400', '0000000']],
    ['thin', ['0000000', '0999990', '0999990', '0000000']],
    ['empty', ['000', '000']],
  ])('are no text when they are %s', (_name, rows) => {
    expect(textBoxes(mapOf(...rows))).toEqual([]);
  });

  it('do not hang together over the end of a row', () => {
    expect(textBoxes(mapOf('9990000999', '9990000999', '9990000999'))).toHaveLength(2);
  });
});

describe('the finder of lines by PP-OCR', () => {
  let finder: LineFinder;
  beforeAll(async () => {
    finder = await openPaddleFinder();
  });
  afterAll(() => finder.close());

  it('finds each line where it stands', async () => {
    const pictures = [
      { picture: await pictureOf('printed-title'), left: 300, top: 60 },
      { picture: await pictureOf('id-number'), left: 80, top: 300 },
      { picture: await pictureOf('date'), left: 620, top: 500 },
    ];
    const boxes = await finder.find(pageWith(pictures));
    expect(boxes).toHaveLength(3);
    for (const [index, { picture, left, top }] of pictures.entries()) {
      const box = boxes[index] ?? { left: 0, top: 0, width: 0, height: 0 };
      expect(Math.abs(box.top + box.height / 2 - (top + picture.height / 2))).toBeLessThan(8);
      expect(box.left).toBeGreaterThanOrEqual(left - 4);
      expect(box.left + box.width).toBeLessThanOrEqual(left + picture.width + 4);
      expect(box.width).toBeGreaterThan(picture.width * 0.7);
    }
  });

  it('finds nothing on an empty page', async () => {
    expect(await finder.find(pageWith([]))).toEqual([]);
  });

  it('refuses a model for another task', async () => {
    await expect(openPaddleFinder(packagedModels().direction)).rejects.toMatchObject({ key: 'ocr.engine.run-failed' });
  });
});

describe('the judge of direction', () => {
  let judge: DirectionJudge;
  beforeAll(async () => {
    judge = await openDirectionJudge();
  });
  afterAll(() => judge.close());

  it.each(['id-number', 'date', 'certificate', 'printed-title'])('tells which way up a line is: %s', async (name) => {
    const line = await pictureOf(name);
    const [upright = 1, turned = 0] = await judge.upsideDown([line, turnedRound(line)]);
    expect(upright).toBeLessThan(0.3);
    expect(turned).toBeGreaterThan(0.7);
  });

  it('refuses a model for another task', async () => {
    await expect(openDirectionJudge(packagedModels().finder)).rejects.toMatchObject({ key: 'ocr.engine.run-failed' });
  });
});
