import type { Box } from '../../domain/scan.js';

/** For each pixel of a page, how surely it belongs to a line of text, 0 to 1. */
export interface TextMap {
  readonly width: number;
  readonly height: number;
  readonly probabilities: Float32Array;
}

/** A pixel of text. */
const TEXT = 0.3;
/** Mean probability below which a patch is no text. */
const SURE = 0.6;
const SMALLEST_PIXELS = 3;
/**
 * The map shows lines shrunk: their height less a part of it (Liao et al. 2020, DB). They are grown back by area × this ÷ perimeter.
 */
const GROWTH = 1.4;

/** Lines of text on a straightened page, from the top and from the left: patches of the map, grown back to the size of the text. */
export function textBoxes(map: TextMap): readonly Box[] {
  const seen = new Uint8Array(map.probabilities.length);
  const boxes: Box[] = [];
  for (let start = 0; start < seen.length; start += 1) {
    if (seen[start] === 1 || (map.probabilities[start] ?? 0) <= TEXT) continue;
    const patch = patchFrom(start, map, seen);
    const box = patch.sum / patch.pixels < SURE ? undefined : grown(patch, map);
    if (box !== undefined) boxes.push(box);
  }
  return boxes.toSorted((a, b) => middleOf(a) - middleOf(b) || a.left - b.left);
}

const middleOf = ({ top, height }: Box): number => top + height / 2;

interface Patch {
  left: number;
  right: number;
  top: number;
  bottom: number;
  pixels: number;
  sum: number;
}

/** All pixels of text that hang together with one, corners not counted. */
function patchFrom(start: number, { width, probabilities }: TextMap, seen: Uint8Array): Patch {
  const patch = { left: width, right: 0, top: Infinity, bottom: 0, pixels: 0, sum: 0 };
  const waiting = [start];
  seen[start] = 1;
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const [column, row] = [at % width, Math.floor(at / width)];
    patch.left = Math.min(patch.left, column);
    patch.right = Math.max(patch.right, column);
    patch.top = Math.min(patch.top, row);
    patch.bottom = Math.max(patch.bottom, row);
    patch.pixels += 1;
    patch.sum += probabilities[at] ?? 0;
    for (const next of [at - width, at + width, column > 0 ? at - 1 : -1, column < width - 1 ? at + 1 : -1]) {
      if (seen[next] === 0 && (probabilities[next] ?? 0) > TEXT) {
        seen[next] = 1;
        waiting.push(next);
      }
    }
  }
  return patch;
}

function grown(patch: Patch, map: TextMap): Box | undefined {
  const [width, height] = [patch.right - patch.left + 1, patch.bottom - patch.top + 1];
  if (Math.min(width, height) < SMALLEST_PIXELS) return undefined;
  const by = (width * height * GROWTH) / (2 * (width + height));
  const [left, top] = [Math.max(0, patch.left - by), Math.max(0, patch.top - by)];
  return {
    left,
    top,
    width: Math.min(map.width, patch.right + 1 + by) - left,
    height: Math.min(map.height, patch.bottom + 1 + by) - top,
  };
}
