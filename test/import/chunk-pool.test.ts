import { describe, expect, it } from 'vitest';
import type { ChunkPool, openChunkPool as OpenChunkPool } from '../../src/import/chunk-pool.js';
import type { ChunkResult, ChunkTask, TableSetup } from '../../src/import/rows/chunk-task.js';
import { checkSetup, csvOf, sampleRows, tableSetup } from '../helpers/rows.js';

/** Threads run JavaScript: the pool as it was built. */
const built: unknown = await import(new URL('../../dist/import/chunk-pool.js', import.meta.url).href);
const { openChunkPool } = built as { readonly openChunkPool: typeof OpenChunkPool };

/** Chunks of very different length, so that later ones are done before earlier ones. */
async function* tasks(rowsOfChunk: readonly number[]): AsyncGenerator<ChunkTask> {
  let firstId = 1;
  for (const [seq, rows] of rowsOfChunk.entries()) {
    const bytes = Uint8Array.from(csvOf(sampleRows('mixed', { rows, seed: seq, defects: 0.2 })));
    yield { seq, bytes, length: bytes.length, firstId, firstLine: firstId + 1, shardPath: undefined };
    firstId += rows;
  }
}

async function run(pool: ChunkPool, rowsOfChunk: readonly number[], table: TableSetup = tableSetup()): Promise<readonly ChunkResult[]> {
  pool.useTable(table);
  const found: ChunkResult[] = [];
  for await (const result of pool.run(tasks(rowsOfChunk))) found.push(result);
  return found;
}

async function withPool<T>(jobs: number, use: (pool: ChunkPool) => Promise<T>): Promise<T> {
  const pool = openChunkPool(checkSetup(), jobs);
  try {
    return await use(pool);
  } finally {
    await pool.close();
  }
}

const SIZES = [300, 1, 150, 2, 80, 1, 1, 40];

describe('a pool', () => {
  it.each([0, 1, 2, 3])('of %i threads hands back one result for each task, in the order of the tasks', async (jobs) => {
    const found = await withPool(jobs, (pool) => run(pool, SIZES));
    expect(found.map(({ seq, rows }) => [seq, rows])).toEqual(SIZES.map((rows, seq) => [seq, rows]));
    expect(found).toEqual(await withPool(0, (pool) => run(pool, SIZES)));
  });

  it('of threads takes table after table', async () => {
    const other = tableSetup({ columns: [], extras: [] });
    await withPool(2, async (pool) => {
      expect((await run(pool, [5])).map(({ rows }) => rows)).toEqual([5]);
      expect((await run(pool, [5, 3], other)).map(({ quarantined }) => quarantined.length)).toEqual([5, 3]);
      expect(await run(pool, [])).toEqual([]);
    });
  });

  it('of threads fails when a thread does, instead of waiting for ever', async () => {
    const broken = tableSetup({ encoding: 'no-such-encoding' });
    await expect(withPool(2, (pool) => run(pool, SIZES, broken))).rejects.toThrow(/encoding/u);
  });
});
