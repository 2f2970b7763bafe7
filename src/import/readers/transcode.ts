import { join } from 'node:path';
import { TextDecoder } from 'node:util';
import { readBlocks } from '../../tables/blocks.js';
import type { CsvLayout } from './csv-layout.js';
import { withFile } from '../../tables/file-error.js';
import { writePieces } from './write-file.js';

/**
 * Writes a UTF-8 copy of a file into `folder` and returns its path. Lines stay what they were, so line numbers hold for both;
 * bytes that are no character become U+FFFD, which sends their rows to quarantine.
 */
export async function transcodeToUtf8(
  path: string,
  layout: Pick<CsvLayout, 'encoding' | 'sha256'>,
  folder: string,
  signal?: AbortSignal,
): Promise<string> {
  const copy = join(folder, `${layout.sha256.slice(0, 16)}.utf-8.csv`);
  await withFile(path, async (file) => await writePieces(copy, decoded(readBlocks(file, signal), layout.encoding)));
  return copy;
}

async function* decoded(blocks: AsyncIterable<{ readonly bytes: Buffer }>, encoding: string): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const block of blocks) yield Buffer.from(decoder.decode(block.bytes, { stream: true }));
  const rest = decoder.decode();
  if (rest !== '') yield Buffer.from(rest);
}
