import { describe, expect, it } from 'vitest';
import { onUpright, shrunk } from '../../../src/scans/searchable-pdf/place-line.js';

const LINE = { text: '甲', box: { left: 100, top: 200, width: 300, height: 40 } };

describe('where a line of the straightened page lies on the scan', () => {
  it('is the same place when nothing was done to it', () => {
    const straightening = { turn: 0, skewDegrees: 0, scale: 1, width: 1_000, height: 800 } as const;
    expect(onUpright(LINE, straightening, { width: 1_000, height: 800 })).toEqual({
      text: '甲',
      x: 100,
      y: 240,
      width: 300,
      height: 40,
      leanDegrees: 0,
    });
  });

  it('is scaled back and leans as the page does', () => {
    const straightening = { turn: 90, skewDegrees: 2, scale: 2, width: 2_056, height: 1_668 } as const;
    const placed = onUpright(LINE, straightening, { width: 1_000, height: 800 });
    expect(placed).toMatchObject({ width: 150, height: 20, leanDegrees: 2 });
    // A page that leans clockwise has its left edge further down than the straightened one.
    const [x, y] = [(100 - 1_028) / 2, (240 - 834) / 2];
    const [sine, cosine] = [Math.sin(Math.PI / 90), Math.cos(Math.PI / 90)];
    expect(placed.x).toBeCloseTo(500 + cosine * x - sine * y, 9);
    expect(placed.y).toBeCloseTo(400 + sine * x + cosine * y, 9);
  });

  it('goes with the picture when that is made smaller', () => {
    expect(shrunk({ text: '甲', x: 10, y: 20, width: 30, height: 40, leanDegrees: 1 }, 0.5)).toEqual({
      text: '甲',
      x: 5,
      y: 10,
      width: 15,
      height: 20,
      leanDegrees: 1,
    });
  });
});
