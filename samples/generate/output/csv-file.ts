import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { byteOrderMark, encodeText, type TextEncoding } from './text-encoding.js';

const RECORDS_PER_BLOCK = 500;
const NEEDS_QUOTES = /[",\r\n]/;

/** One record of RFC 4180, quotes only where they are needed, the line break included. */
export function csvRecord(cells: readonly string[]): string {
  // `join` gives one flat string; adding cell to cell leaves a chain that the collector has to walk (measured: a third of the time).
  const quoted = cells.some((cell) => NEEDS_QUOTES.test(cell)) ? cells.map(quotedWhereNeeded) : cells;
  return `${quoted.join(',')}\r\n`;
}

function quotedWhereNeeded(cell: string): string {
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Encoded blocks of some hundred records: memory does not grow with the file. */
export function* csvBlocks(records: Iterable<readonly string[]>, encoding: TextEncoding): Generator<Buffer> {
  yield byteOrderMark(encoding);
  let block: string[] = [];
  for (const cells of records) {
    block.push(csvRecord(cells));
    if (block.length < RECORDS_PER_BLOCK) continue;
    yield encodeText(block.join(''), encoding);
    block = [];
  }
  yield encodeText(block.join(''), encoding);
}

export async function writeCsvFile(path: string, records: Iterable<readonly string[]>, encoding: TextEncoding): Promise<void> {
  await pipeline(Readable.from(csvBlocks(records, encoding)), createWriteStream(path));
}
