import type { Box } from '../../domain/scan.js';
import { displayWidth } from '../../lib/display-width.js';
import type { TextLine } from './reading-order.js';

/**
 * Breaks a text over the lines that its ink takes: as many, up to `most`, as make its characters about as wide as they are high, which
 * Chinese characters are.
 */
export function linesInBox(text: string, ink: Box, most: number): readonly TextLine[] {
  const ems = Math.max(1, displayWidth(text) / 2);
  let [best, bestOff] = [1, Infinity];
  for (let count = 1; count <= Math.max(1, most); count += 1) {
    const off = Math.abs(Math.log((ink.width * count) / ems / (ink.height / count)));
    if (off < bestOff) [best, bestOff] = [count, off];
  }
  const characters = [...text];
  const length = Math.ceil(characters.length / best);
  return Array.from({ length: best }, (_, line) => ({
    text: characters.slice(line * length, (line + 1) * length).join(''),
    box: { ...ink, top: ink.top + (line * ink.height) / best, height: ink.height / best },
  })).filter((line) => line.text !== '');
}
