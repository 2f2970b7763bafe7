import { describe, expect, it } from 'vitest';
import type { Chunk } from '../../../src/import/chunks/chunk.js';
import { csvChunks } from '../../../src/import/chunks/csv-chunks.js';
import { csvDialect, FRAMES } from '../../../src/import/chunks/dialect.js';
import { frameChunk } from '../../../src/import/chunks/frame-chunks.js';
import { csvOf, sampleRows } from '../../helpers/rows.js';
import { temporaryFolder } from '../../tables/temporary-folder.js';
import { scanWhole } from './cut-and-scan.js';

const folder = temporaryFolder();
const bytes = csvOf(sampleRows('mixed', { rows: 60, seed: 131, defects: 0.2 }));
const never = new AbortController().signal;

async function chunksOf(path: string, chunkBytes: number, from = { offset: 0, line: 1 }, signal = never): Promise<readonly Chunk[]> {
  const chunks: Chunk[] = [];
  for await (const chunk of csvChunks(path, bytes.length, csvDialect(','), chunkBytes).chunks(from, signal)) chunks.push(chunk);
  return chunks;
}

const textOf = (chunks: readonly Chunk[]): string => Buffer.concat(chunks.map((chunk) => chunk.bytes.subarray(0, chunk.length))).toString();

describe('a file in chunks', () => {
  it.each([1_500, 5_000, 1_048_576])('of %i bytes is read whole, each chunk ending with a record', async (chunkBytes) => {
    const chunks = await chunksOf(await folder.write('rows.csv', bytes), chunkBytes);
    expect(textOf(chunks)).toBe(bytes.toString());
    for (const chunk of chunks) expect(chunk.bytes[chunk.length - 1]).toBe(0x0a);
    expect(chunks.reduce((sum, chunk) => sum + chunk.records, 0)).toBe(60);
    expect(chunks.at(-1)?.endOffset).toBe(bytes.length);
  });

  it('goes on behind any chunk with the same chunks', async () => {
    const path = await folder.write('rows.csv', bytes);
    const whole = await chunksOf(path, 3_000);
    expect(whole.length).toBeGreaterThan(5);
    for (const [index, chunk] of whole.entries()) {
      expect(textOf(await chunksOf(path, 3_000, { offset: chunk.endOffset, line: 1 }))).toBe(textOf(whole.slice(index + 1)));
    }
  });

  it('is refused when a record is longer than a chunk', async () => {
    await expect(chunksOf(await folder.write('rows.csv', bytes), 100)).rejects.toMatchObject({
      kind: 'input-refused',
      key: 'import.record-too-long',
    });
  });

  it('stops when it is told to', async () => {
    await expect(chunksOf(await folder.write('rows.csv', bytes), 3_000, undefined, AbortSignal.abort())).rejects.toThrow(/abort/iu);
  });
});

describe('rows of a sheet as frames', () => {
  it('carry their number and their cells', () => {
    const {
      bytes: frames,
      length,
      records,
      endOffset,
    } = frameChunk([
      { row: 4, cells: ['甲', '', '"乙"'] },
      { row: 9, cells: ['a\nb', ',', ''] },
    ]);
    expect([records, endOffset]).toEqual([2, 9]);
    expect(
      scanWhole(frames.subarray(0, length), FRAMES).map(({ cells }) => cells.map((cell) => Buffer.from(cell, 'latin1').toString())),
    ).toEqual([
      ['4', '甲', '', '"乙"'],
      ['9', 'a\nb', ',', ''],
    ]);
  });

  it('keep to themselves though a cell holds a separator', () => {
    const { bytes: frames } = frameChunk([
      { row: 1, cells: ['a\u001fb', 'c\u001ed'] },
      { row: 2, cells: ['e', 'f'] },
    ]);
    expect(scanWhole(frames, FRAMES).map(({ cells }) => cells.length)).toEqual([3, 3]);
  });
});
