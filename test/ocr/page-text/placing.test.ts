import { describe, expect, it } from 'vitest';
import { inkExtent } from '../../../src/ocr/page-text/ink-extent.js';
import { linesInBox } from '../../../src/ocr/page-text/lines-in-box.js';
import { inReadingOrder, type TextLine } from '../../../src/ocr/page-text/reading-order.js';

const line = (text: string, left: number, top: number, height = 20): TextLine => ({ text, box: { left, top, width: 50, height } });

const ink = (width: number, height: number) => ({ left: 100, top: 50, width, height });

describe('reading order', () => {
  it('goes row by row, and along a row from the left, though its lines are not level', () => {
    const lines = [line('丁', 300, 104), line('丙', 10, 100), line('乙', 200, 8), line('甲', 10, 12), line('戊', 10, 140)];
    expect(inReadingOrder(lines).map(({ text }) => text)).toEqual(['甲', '乙', '丙', '丁', '戊']);
  });
});

describe('the lines of a text in its ink', () => {
  it('is one line when the ink is as long as the text', () => {
    expect(linesInBox('张样本', ink(90, 30), 3)).toEqual([{ text: '张样本', box: ink(90, 30) }]);
  });

  it('breaks an address over the lines that were written', () => {
    const lines = linesInBox('广东省广州市越秀区样本路一号', ink(210, 62), 3);
    expect(lines.map(({ text }) => text)).toEqual(['广东省广州市越', '秀区样本路一号']);
    expect(lines.map(({ box }) => box.top)).toEqual([50, 81]);
  });

  it('never takes more lines than the zone has, and none for no text', () => {
    expect(linesInBox('广东省广州市越秀区样本路一号', ink(40, 200), 2)).toHaveLength(2);
    expect(linesInBox('', ink(40, 20), 2)).toEqual([]);
  });
});

describe('the extent of ink', () => {
  const width = 200;
  const pixels = new Uint8Array(width * 100).fill(255);
  for (let y = 40; y < 60; y += 1) pixels.fill(0, y * width + 50, y * width + 120);
  pixels[5 * width + 190] = 0;
  const page = { width, height: 100, pixels };

  it('is that of the strokes, without specks and without rules at the edge', () => {
    for (let y = 0; y < 100; y += 1) pixels[y * width] = 0;
    expect(inkExtent(page, { left: 0, top: 0, width, height: 100 })).toEqual({ left: 50, top: 40, width: 70, height: 20 });
  });

  it('is the box, nearly, where there is none', () => {
    expect(inkExtent(page, { left: 130, top: 20, width: 50, height: 50 })).toEqual({ left: 132, top: 22, width: 46, height: 46 });
  });
});
