import type { FileHandle } from 'node:fs/promises';
import { readBlocks } from '../../tables/blocks.js';
import type { CsvEncoding } from '../../tables/encoding-scan.js';

const LINE_FEED = 0x0a;

/** Counts the physical lines of a file, and those that end before `offset`. Only damaged files pay for this second reading. */
export async function countLines(
  file: FileHandle,
  encoding: CsvEncoding,
  offset: number,
  signal: AbortSignal | undefined,
): Promise<{ readonly before: number; readonly all: number }> {
  let before = 0;
  let all = 0;
  let endsOpen = false;
  for await (const block of readBlocks(file, signal)) {
    const cut = Math.min(Math.max(offset - block.offset, 0), block.bytes.length);
    before += lineFeeds(block.bytes.subarray(0, cut), encoding);
    all += lineFeeds(block.bytes, encoding);
    endsOpen = block.bytes.at(-1) !== LINE_FEED;
  }
  return { before, all: all + (endsOpen ? 1 : 0) };
}

/** In UTF-16 the byte 0A is a line feed only beside a zero: 上 is 4E 0A. Blocks begin at even offsets, so pairs stay together. */
function lineFeeds(bytes: Buffer, encoding: CsvEncoding): number {
  const [place, zeroAt] = encoding === 'utf-16be' ? [1, -1] : [0, 1];
  const wide = encoding.startsWith('utf-16');
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) {
    if (!wide || (at % 2 === place && bytes[at + zeroAt] === 0)) count += 1;
  }
  return count;
}
