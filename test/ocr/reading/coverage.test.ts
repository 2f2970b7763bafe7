import { describe, expect, it } from 'vitest';
import { coveredShare } from '../../../src/ocr/reading/coverage.js';
import type { Glyph } from '../../../src/ocr/reading/glyphs.js';
import type { GreyImage } from '../../../src/ocr/image.js';

/** A line of square characters of 40 pixels, 50 apart, in as many rows as the crop holds. */
function lineOf(characters: number, rows: number): GreyImage {
  const [width, height] = [characters * 50, rows * 60];
  const pixels = new Uint8Array(width * height).fill(255);
  for (let row = 0; row < rows; row += 1) {
    for (let y = row * 60 + 10; y < row * 60 + 50; y += 1) {
      for (let at = 0; at < characters; at += 1) pixels.fill(0, y * width + at * 50 + 5, y * width + at * 50 + 45);
    }
  }
  return { width, height, pixels };
}

/** Read in the middle of each character; a step is ten pixels. */
const glyphsAt = (...places: readonly number[]): readonly Glyph[] =>
  places.map((place) => ({ text: '广', confidence: 0.99, step: place * 5 + 2, rivals: [] }));

describe('the share of a line’s ink that was read', () => {
  it('is all of it where each character was', () => {
    expect(coveredShare(lineOf(6, 1), glyphsAt(0, 1, 2, 3, 4, 5), 30)).toBe(1);
  });

  it('is less where one was left out', () => {
    expect(coveredShare(lineOf(6, 1), glyphsAt(0, 1, 4, 5), 30)).toBeLessThan(0.9);
  });

  it('is less where a crop holds a second line, of which nothing was read', () => {
    expect(coveredShare(lineOf(6, 2), glyphsAt(0, 1, 2, 3, 4, 5), 30)).toBeLessThan(0.9);
  });
});
