import type { Box } from '../../domain/scan.js';
import type { ZoneInk } from './zone-ink.js';

/** Pieces of ink that hang together. */
interface Component {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly strong: number;
  readonly pixels: readonly number[];
}

/** Specks smaller than this are dust. */
const SPECK_MM = 0.4;
/** Of a piece's pixels this many must be strong ink, so that what shows through from the back is left out. */
const STRONG_SHARE = 0.12;
/** The soft edge of a stroke. */
const HALO = 2;
/** A piece outside the zone belongs to its writing when it is as near as this, in heights of the writing. */
const NEAR = 0.3;
/** No line of writing is higher. */
const HIGHEST_LINE_MM = 7.5;

/** The piece with nothing but the writing of the zone: no dust, no shadows, nothing that leans in from elsewhere. */
export function keptInk(piece: ZoneInk, inner: Box, pixelsPerMm: number): ZoneInk {
  const [parts, faint] = sorted(componentsOf(piece), SPECK_MM * pixelsPerMm);
  const core = parts.filter((part) => isWithin(part, inner));
  const kept = [...core, ...leaningOut(parts, core, inner, pixelsPerMm)];
  const pixels = new Uint8Array(piece.pixels.length).fill(piece.paper);
  const ink = new Uint8Array(piece.ink.length);
  for (const part of kept) {
    for (const pixel of part.pixels) {
      ink[pixel] = piece.ink[pixel] ?? 0;
      copyAround(piece, pixel, pixels);
    }
  }
  const lost = faint.filter((part) => isWithin(part, inner)).reduce((sum, part) => sum + part.pixels.length, 0);
  return { ...piece, pixels, ink, lost };
}

/** Writing, and what is as large but too faint; dust is neither. */
function sorted(parts: readonly Component[], speck: number): readonly [Component[], Component[]] {
  const large = parts.filter((part) => !isSpeck(part, speck));
  return [large.filter(isStrong), large.filter((part) => !isStrong(part))];
}

function isSpeck({ left, right, top, bottom, pixels }: Component, speck: number): boolean {
  return right - left < speck && bottom - top < speck && pixels.length < speck * speck * 0.6;
}

function isStrong({ strong, pixels }: Component): boolean {
  return strong >= 2 && strong >= pixels.length * STRONG_SHARE;
}

function isWithin({ left, right, top, bottom }: Component, inner: Box): boolean {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return x >= inner.left && x <= inner.left + inner.width && y >= inner.top && y <= inner.top + inner.height;
}

/** Pieces outside that go on with the writing inside: of the same line, and near enough. */
function leaningOut(parts: readonly Component[], core: readonly Component[], inner: Box, pixelsPerMm: number): readonly Component[] {
  if (core.length === 0) return [];
  let [left, right, top, bottom] = [
    Math.min(...core.map((part) => part.left)),
    Math.max(...core.map((part) => part.right)),
    Math.min(...core.map((part) => part.top)),
    Math.max(...core.map((part) => part.bottom)),
  ];
  const reach = Math.max(...core.map((part) => part.bottom - part.top)) * NEAR;
  const outside = parts.filter((part) => !isWithin(part, inner));
  const added: Component[] = [];
  for (const part of outside) {
    const beside = part.right >= left - reach && part.left <= right + reach;
    const level = part.bottom >= top - reach && part.top <= bottom + reach;
    const height = Math.max(bottom, part.bottom) - Math.min(top, part.top);
    const fits = height <= Math.max(bottom - top, HIGHEST_LINE_MM * pixelsPerMm);
    if (!beside || !level || !fits) continue;
    added.push(part);
    [left, right, top, bottom] = [
      Math.min(left, part.left),
      Math.max(right, part.right),
      Math.min(top, part.top),
      Math.max(bottom, part.bottom),
    ];
  }
  return added;
}

function copyAround(piece: ZoneInk, pixel: number, pixels: Uint8Array): void {
  const { width, height } = piece;
  const [x, y] = [pixel % width, Math.floor(pixel / width)];
  for (let near = Math.max(0, y - HALO); near <= Math.min(height - 1, y + HALO); near += 1) {
    const row = near * width;
    for (let beside = Math.max(0, x - HALO); beside <= Math.min(width - 1, x + HALO); beside += 1) {
      pixels[row + beside] = piece.pixels[row + beside] ?? 255;
    }
  }
}

function componentsOf({ width, height, ink }: ZoneInk): readonly Component[] {
  const seen = new Uint8Array(ink.length);
  const found: Component[] = [];
  for (let start = 0; start < ink.length; start += 1) {
    if (ink[start] === 0 || seen[start] === 1) continue;
    const pixels = [start];
    seen[start] = 1;
    let [left, right, top, bottom, strong] = [width, 0, height, 0, 0];
    for (let at = 0; at < pixels.length; at += 1) {
      const pixel = pixels[at] ?? 0;
      const [x, y] = [pixel % width, Math.floor(pixel / width)];
      if (ink[pixel] === 2) strong += 1;
      [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
      for (let near = Math.max(0, y - 1); near <= Math.min(height - 1, y + 1); near += 1) {
        for (let beside = Math.max(0, x - 1); beside <= Math.min(width - 1, x + 1); beside += 1) {
          const other = near * width + beside;
          if (ink[other] !== 0 && seen[other] === 0) {
            seen[other] = 1;
            pixels.push(other);
          }
        }
      }
    }
    found.push({ left, right, top, bottom, strong, pixels });
  }
  return found;
}
