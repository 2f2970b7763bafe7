import type { Box } from '../../../src/domain/scan.js';

export type Point = readonly [x: number, y: number];
/** Rows of a 3 × 3 matrix, the last member 1. */
export type Homography = readonly [number, number, number, number, number, number, number, number];

/** The perspective that takes four points to four others. */
export function homography(from: readonly Point[], to: readonly Point[]): Homography {
  const equations = from.flatMap(([x, y], index): number[][] => {
    const [u, v] = to[index] ?? [0, 0];
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ];
  });
  return solve(equations) as unknown as Homography;
}

/** Gauss with pivots; rows hold the right side last. */
function solve(rows: number[][]): readonly number[] {
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    let best = column;
    for (let row = column + 1; row < size; row += 1) {
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = row;
    }
    const pivot = rows[best] ?? [];
    [rows[column], rows[best]] = [pivot, rows[column] ?? []];
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = (row[column] ?? 0) / (pivot[column] ?? 1);
      for (let index = column; index <= size; index += 1) row[index] = (row[index] ?? 0) - factor * (pivot[index] ?? 0);
    }
  }
  return rows.map((row, index) => (row[size] ?? 0) / (row[index] ?? 1));
}

export function mapped([a, b, c, d, e, f, g, h]: Homography, [x, y]: Point): Point {
  const w = g * x + h * y + 1;
  return [(a * x + b * y + c) / w, (d * x + e * y + f) / w];
}

/** The smallest upright rectangle around the points. */
export function boxAround(points: readonly Point[]): Box {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Three bytes a pixel. */
  readonly pixels: Uint8Array;
}

/** Draws the sheet on a canvas, each pixel of it looked up on the sheet between its four neighbours. */
export function warp(sheet: Canvas, toSheet: Homography, width: number, height: number, background: number): Canvas {
  const pixels = new Uint8Array(width * height * 3).fill(background);
  const [a, b, c, d, e, f, g, h] = toSheet;
  const [maxX, maxY] = [sheet.width - 1.001, sheet.height - 1.001];
  const source = sheet.pixels;
  const stride = sheet.width * 3;
  for (let row = 0, out = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1, out += 3) {
      const w = g * column + h * row + 1;
      const x = (a * column + b * row + c) / w;
      const y = (d * column + e * row + f) / w;
      if (x < 0 || y < 0 || x > maxX || y > maxY) continue;
      const left = x | 0;
      const top = y | 0;
      const right = x - left;
      const below = y - top;
      const at = top * stride + left * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        const index = at + channel;
        const upper = (source[index] ?? 0) * (1 - right) + (source[index + 3] ?? 0) * right;
        const lower = (source[index + stride] ?? 0) * (1 - right) + (source[index + stride + 3] ?? 0) * right;
        pixels[out + channel] = upper * (1 - below) + lower * below;
      }
    }
  }
  return { width, height, pixels };
}
