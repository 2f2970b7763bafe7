import type { Box } from '../../domain/scan.js';
import type { GreyImage } from '../image.js';
import { cropGrey, inkOf } from '../reading/zone-ink.js';

/** Of prepared pages. */
const PIXELS_PER_MM = 300 / 25.4;
/** Rules at the edges of a zone are none of its ink. */
const EDGE = 0.04;
const STRONG = 2;
/** Fewer dark pixels in a row or column are specks. */
const LEAST_PIXELS = 2;

/** Where the ink within a box is, also when it is pale; the box itself, without its edges, when there is none. */
export function inkExtent(image: GreyImage, box: Box): Box {
  const inner = withoutEdges(box);
  const { width, height, ink } = inkOf(cropGrey(image, inner), PIXELS_PER_MM);
  const columns = new Uint32Array(width);
  const rows = new Uint32Array(height);
  for (const [at, strength] of ink.entries()) {
    if (strength < STRONG) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    columns[x] = (columns[x] ?? 0) + 1;
    rows[y] = (rows[y] ?? 0) + 1;
  }
  const [left, right] = ends(columns);
  const [top, bottom] = ends(rows);
  if (left > right || top > bottom) return inner;
  return { left: inner.left + left, top: inner.top + top, width: right - left + 1, height: bottom - top + 1 };
}

function withoutEdges({ left, top, width, height }: Box): Box {
  const edge = Math.round(EDGE * Math.min(width, height));
  return { left: left + edge, top: top + edge, width: Math.max(1, width - 2 * edge), height: Math.max(1, height - 2 * edge) };
}

const isInk = (pixels: number): boolean => pixels >= LEAST_PIXELS;

function ends(counts: Uint32Array): readonly [first: number, last: number] {
  const first = counts.findIndex(isInk);
  return first === -1 ? [1, 0] : [first, counts.findLastIndex(isInk)];
}
