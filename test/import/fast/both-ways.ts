import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { ChunkProcessor } from '../../../src/import/rows/chunk-processor.js';
import type { CheckSetup, ChunkResult, TableSetup } from '../../../src/import/rows/chunk-task.js';
import { checkSetup, csvOf, tableSetup } from '../../helpers/rows.js';

/** Everything an import takes from a chunk: all but how many rows went the short way. */
type Outcome = Omit<ChunkResult, 'fast'> & { readonly shard: string };

export interface BothWays {
  readonly fast: Outcome;
  readonly slow: Outcome;
  /** Rows that did not need the full validator. */
  readonly fastRows: number;
}

export interface Ways {
  /** Whether accepted rows are written to a shard, as an import does and a dry run does not. */
  readonly withShard?: boolean;
  readonly table?: Partial<TableSetup>;
  readonly check?: Partial<CheckSetup>;
}

/** Two processors of one table, with and without the fast path; what they remember of earlier rows stays. */
export function processors({ withShard = true, table = {}, check = {} }: Ways = {}): (rows: readonly (readonly string[])[]) => BothWays {
  const folder = mkdtempSync(join(tmpdir(), 'mreg-both-ways-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const [fastOne, slowOne] = [true, false].map(
    (fastPath) => new ChunkProcessor(checkSetup({ ...check, fastPath, tally: true }), tableSetup(table)),
  );
  const shardPath = withShard ? join(folder, 'rows.shard') : undefined;
  return (rows) => {
    const bytes = csvOf(rows);
    const [fast, slow] = [fastOne, slowOne].map((processor) => process(processor as ChunkProcessor, bytes, shardPath));
    return { fast: fast?.outcome as Outcome, slow: slow?.outcome as Outcome, fastRows: fast?.fastRows ?? 0 };
  };
}

function process(processor: ChunkProcessor, bytes: Buffer, shardPath: string | undefined): { outcome: Outcome; fastRows: number } {
  const task = { seq: 1, bytes: Uint8Array.from(bytes), length: bytes.length, firstId: 1, firstLine: 2, shardPath };
  const { fast: fastRows, ...result } = processor.process(task);
  const hasShard = shardPath !== undefined && result.accepted > 0;
  const shard = hasShard ? createHash('sha256').update(readFileSync(shardPath)).digest('hex') : '';
  return { outcome: { ...result, shard }, fastRows };
}
