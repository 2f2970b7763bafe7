import { describe, expect, it } from 'vitest';
import { openChunkPool, type ChunkPool } from '../../src/import/chunk-pool.js';
import type { ChunkResult, ChunkTask } from '../../src/import/rows/chunk-task.js';
import { checkSetup, csvOf, sampleRows, tableSetup } from '../helpers/rows.js';

/** Chunks of very different length, so that later ones are done before earlier ones. */
async function* tasks(rowsOfChunk: readonly number[]): AsyncGenerator<ChunkTask> {
  let firstId = 1;
  for (const [seq, rows] of rowsOfChunk.entries()) {
    const bytes = Uint8Array.from(csvOf(sampleRows('mixed', { rows, seed: seq, defects: 0.2 })));
    yield { seq, bytes, length: bytes.length, firstId, firstLine: firstId + 1, shardPath: undefined };
    firstId += rows;
  }
}

async function results(pool: ChunkPool, rowsOfChunk: readonly number[]): Promise<readonly ChunkResult[]> {
  pool.useTable(tableSetup());
  const found: ChunkResult[] = [];
  for await (const result of pool.run(tasks(rowsOfChunk))) found.push(result);
  return found;
}

const SIZES = [300, 1, 150, 2, 80, 1, 1, 40];

describe('a pool in this thread', () => {
  it('hands back the results in the order of the tasks, one for each', async () => {
    const pool = openChunkPool(checkSetup(), 0);
    const found = await results(pool, SIZES);
    expect(found.map(({ seq, rows }) => [seq, rows])).toEqual(SIZES.map((rows, seq) => [seq, rows]));
    expect(await results(pool, [])).toEqual([]);
    await pool.close();
  });
});
