import { hash } from 'node:crypto';
import type { BatchCounts } from '../store/batch-repository.js';
import type { RegistryLookup } from '../store/registry-lookup.js';
import { duplicateInFile } from '../validators/load/duplicate-in-file.js';
import { differsFromRegistry } from '../validators/load/differs-from-registry.js';
import type { ChunkPool } from './chunk-pool.js';
import type { KnownTables } from './known-tables.js';
import type { OnImportProgress } from './progress.js';
import { foundDifferingFromRegistry, foundRepeatInFile } from './repeats.js';
import type { ChunkResult, ChunkTask, QuarantinedRow, RowTally } from './rows/chunk-task.js';
import { DIGEST_BYTES } from './rows/row-buffer.js';
import type { SeenRows } from './seen-rows.js';
import { addCounts, NO_COUNTS, type CodeTally } from './summary.js';
import type { TablePlan } from './table-plan.js';

/** Checks without writing anything: `validate`, a dry run, and the look ahead that `--max-errors` needs. */
export interface CheckContext {
  readonly pool: ChunkPool;
  /** Without a registry rows are only compared with the other rows of the input. */
  readonly lookup: RegistryLookup | undefined;
  readonly known: KnownTables;
  readonly seen: SeenRows;
  readonly reasons: CodeTally;
  readonly flags: CodeTally;
  readonly signal: AbortSignal;
  readonly onProgress: OnImportProgress;
  readonly onQuarantined: (row: QuarantinedRow) => void;
  readonly onTally?: ((tally: RowTally) => void) | undefined;
  /** Asked after each chunk; true ends the check early. */
  readonly enough?: (counts: BatchCounts) => boolean;
}

/** Rows are taken as repeats when their 53-bit keys agree; the loading compares the fields themselves. */
export async function checkTable(context: CheckContext, plan: TablePlan): Promise<BatchCounts> {
  const known = context.known.countsOf(plan);
  if (known !== undefined) return known;
  const counts = await checkRows(context, plan);
  context.known.add(plan, counts);
  return counts;
}

async function checkRows(context: CheckContext, plan: TablePlan): Promise<BatchCounts> {
  const offsets = new Map<number, number>();
  context.pool.useTable(plan.setup);
  context.seen.beginTable(plan.sheet === '' ? plan.name : `${plan.name}#${plan.sheet}`);
  let counts = NO_COUNTS;
  for await (const result of context.pool.run(checkTasks(context, plan, offsets))) {
    counts = addCounts(counts, judgeChunk(context, result));
    context.onProgress({ done: offsets.get(result.seq) ?? 0, total: plan.source.endOffset, ...counts });
    context.signal.throwIfAborted();
    if (context.enough?.(counts) === true) break;
  }
  return counts;
}

async function* checkTasks(context: CheckContext, plan: TablePlan, offsets: Map<number, number>): AsyncGenerator<ChunkTask> {
  let seq = 0;
  let firstId = 1;
  let firstLine = plan.start.line;
  for await (const chunk of plan.source.chunks(plan.start, context.signal)) {
    offsets.set(seq, chunk.endOffset);
    yield { seq, bytes: chunk.bytes, length: chunk.length, firstId, firstLine, shardPath: undefined };
    seq += 1;
    firstId += chunk.records;
    firstLine += chunk.lines;
  }
}

function judgeChunk(context: CheckContext, result: ChunkResult): BatchCounts {
  result.quarantined.forEach((row) => takeQuarantined(context, row));
  context.flags.add(result.flagCounts);
  if (result.tally !== undefined) context.onTally?.(result.tally);
  let { accepted, flagged } = result;
  let present = 0;
  let refused = 0;
  for (let slot = 0; slot < result.keys.length; slot += 1) {
    const verdict = judgeRow(context, result, slot);
    if (verdict === 'new') continue;
    accepted -= 1;
    flagged -= result.flags[slot] as number;
    if (verdict === 'present') present += 1;
    else refused += 1;
  }
  return { rows: result.rows, accepted, flagged, quarantined: result.quarantined.length + refused, already_present: present };
}

function takeQuarantined(context: CheckContext, row: QuarantinedRow): void {
  context.reasons.add(Object.fromEntries(row.codes.map((code) => [code, 1])));
  context.onQuarantined(row);
}

function judgeRow(context: CheckContext, result: ChunkResult, slot: number): 'new' | 'present' | 'refused' {
  const key = result.keys[slot] as number;
  const line = result.lines[slot] as number;
  const existingId = context.lookup?.idOf(key);
  if (existingId !== undefined) {
    if (isSameContent(context, result, slot, existingId)) return 'present';
    refuse(context, line, differsFromRegistry.code, JSON.stringify([foundDifferingFromRegistry(existingId)]));
    return 'refused';
  }
  const earlier = context.seen.putIfAbsent(key, line, contentNumber(result, slot));
  if (earlier === undefined) return 'new';
  if (earlier.table === undefined) refuse(context, line, duplicateInFile.code, JSON.stringify([foundRepeatInFile(earlier.line)]));
  else if (earlier.sameContent) return 'present';
  else refuse(context, line, differsFromRegistry.code, JSON.stringify([foundDifferingFromRegistry(`${earlier.table}:${earlier.line}`)]));
  return 'refused';
}

function refuse(context: CheckContext, line: number, code: string, findings: string): void {
  takeQuarantined(context, { id: 0, line, cells: '{}', findings, codes: [code] });
}

/** 48 bits of the content digest. */
function contentNumber({ digests }: ChunkResult, slot: number): number {
  return Buffer.from(digests.buffer, slot * DIGEST_BYTES, DIGEST_BYTES).readUIntBE(0, 6);
}

function isSameContent({ lookup }: CheckContext, result: ChunkResult, slot: number, existingId: number): boolean {
  const text = lookup?.values(existingId).join('\u001f') ?? '';
  const digest = Buffer.from(result.digests.buffer, slot * DIGEST_BYTES, DIGEST_BYTES);
  return hash('sha256', text, 'hex') === digest.toString('hex');
}
