import type { Straightening } from '../../domain/scan.js';

/** Where the middle of a pixel of one picture lies on another: x' = xx·x + xy·y + x0, y' = yx·x + yy·y + y0. */
export interface Affine {
  readonly xx: number;
  readonly xy: number;
  readonly x0: number;
  readonly yx: number;
  readonly yy: number;
  readonly y0: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const isSideways = (turn: Straightening['turn']): boolean => turn === 90 || turn === 270;

/** The whole of a page, turned, scaled and rotated, on a canvas that holds all of it. */
export function straighteningOf(page: Size, turn: Straightening['turn'], skewDegrees: number, scale: number): Straightening {
  const [width, height] = isSideways(turn) ? [page.height * scale, page.width * scale] : [page.width * scale, page.height * scale];
  const [sine, cosine] = sineAndCosine(Math.abs(skewDegrees));
  return {
    turn,
    skewDegrees,
    scale,
    width: Math.max(1, Math.round(width * cosine + height * sine)),
    height: Math.max(1, Math.round(width * sine + height * cosine)),
  };
}

/** From the straightened page, `finer` times as fine as its straightening says, back to the page as scanned, shrunk by `shrunk`. */
export function backToScan(straightening: Straightening, page: Size, { finer = 1, shrunk = 1 } = {}): Affine {
  const { turn, skewDegrees, scale, width, height } = straightening;
  const [sine, cosine] = sineAndCosine(skewDegrees);
  const [turnedWidth, turnedHeight] = isSideways(turn) ? [page.height, page.width] : [page.width, page.height];
  // Corners, not middles, have whole coordinates here; both pictures' middles are each other's.
  const turned: Affine = {
    xx: cosine / scale,
    xy: -sine / scale,
    x0: turnedWidth / 2 - (cosine * width - sine * height) / (2 * scale),
    yx: sine / scale,
    yy: cosine / scale,
    y0: turnedHeight / 2 - (sine * width + cosine * height) / (2 * scale),
  };
  return betweenMiddles(unturned(turned, turn, page), 1 / finer, 1 / shrunk);
}

function unturned({ xx, xy, x0, yx, yy, y0 }: Affine, turn: Straightening['turn'], { width, height }: Size): Affine {
  if (turn === 0) return { xx, xy, x0, yx, yy, y0 };
  if (turn === 180) return { xx: -xx, xy: -xy, x0: width - x0, yx: -yx, yy: -yy, y0: height - y0 };
  if (turn === 90) return { xx: yx, xy: yy, x0: y0, yx: -xx, yy: -xy, y0: height - x0 };
  return { xx: -yx, xy: -yy, x0: width - y0, yx: xx, yy: xy, y0: x0 };
}

/** The same between pictures scaled by `from` and `to`, and from middle of pixel to middle of pixel. */
function betweenMiddles({ xx, xy, x0, yx, yy, y0 }: Affine, from: number, to: number): Affine {
  const half = 0.5 * from;
  return {
    xx: xx * from * to,
    xy: xy * from * to,
    x0: (xx * half + xy * half + x0) * to - 0.5,
    yx: yx * from * to,
    yy: yy * from * to,
    y0: (yx * half + yy * half + y0) * to - 0.5,
  };
}

function sineAndCosine(degrees: number): readonly [sine: number, cosine: number] {
  const radians = (degrees * Math.PI) / 180;
  return [Math.sin(radians), Math.cos(radians)];
}

/** From the page as scanned to the straightened page. */
export function fromScan(straightening: Straightening, page: Size): Affine {
  const { xx, xy, x0, yx, yy, y0 } = backToScan(straightening, page);
  const determinant = xx * yy - xy * yx;
  return {
    xx: yy / determinant,
    xy: -xy / determinant,
    x0: (xy * y0 - yy * x0) / determinant,
    yx: -yx / determinant,
    yy: xx / determinant,
    y0: (yx * x0 - xx * y0) / determinant,
  };
}

/** Where a point of one picture lies on the other. */
export function at({ xx, xy, x0, yx, yy, y0 }: Affine, x: number, y: number): readonly [x: number, y: number] {
  return [xx * x + xy * y + x0, yx * x + yy * y + y0];
}
