import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { byteOrderMark, encodeText, type TextEncoding } from './text-encoding.js';

const BLOCK_CHARACTERS = 1 << 20;
const NEEDS_QUOTES = /[",\r\n]/;

/** One record of RFC 4180, quotes only where they are needed, the line break included. */
export function csvRecord(cells: readonly string[]): string {
  let record = '';
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] ?? '';
    if (index > 0) record += ',';
    record += NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  }
  return `${record}\r\n`;
}

/** Encoded blocks of about a megabyte: memory does not grow with the file. */
export function* csvBlocks(records: Iterable<readonly string[]>, encoding: TextEncoding): Generator<Buffer> {
  yield byteOrderMark(encoding);
  let block = '';
  for (const cells of records) {
    block += csvRecord(cells);
    if (block.length < BLOCK_CHARACTERS) continue;
    yield encodeText(block, encoding);
    block = '';
  }
  yield encodeText(block, encoding);
}

export async function writeCsvFile(path: string, records: Iterable<readonly string[]>, encoding: TextEncoding): Promise<void> {
  await pipeline(Readable.from(csvBlocks(records, encoding)), createWriteStream(path));
}
