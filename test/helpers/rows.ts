import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { archive, type ArchivePlan } from '../../samples/generate/archive.js';
import { PROFILES, type ProfileName } from '../../samples/generate/profiles.js';
import { Random } from '../../samples/generate/random.js';
import { spellRow } from '../../samples/generate/spelling.js';
import { loadPackagedTables } from '../../src/config/packaged-tables.js';
import { FIELD_KEYS } from '../../src/domain/fields.js';
import { csvDialect } from '../../src/import/chunks/dialect.js';
import { ChunkProcessor } from '../../src/import/rows/chunk-processor.js';
import type { CheckSetup, ChunkResult, TableSetup } from '../../src/import/rows/chunk-task.js';
import { CREATE_REGISTRATION } from '../../src/store/migrations/0001-registry.js';

/** A day after the last one the samples speak of. */
export const TODAY = 20251101;

const tables = loadPackagedTables();

export function checkSetup(over: Partial<CheckSetup> = {}): CheckSetup {
  return {
    tables,
    settings: { ageReached: 'day-after' },
    today: TODAY,
    area: '',
    createTableSql: CREATE_REGISTRATION,
    tally: false,
    fastPath: true,
    ...over,
  };
}

/** A UTF-8 table with every column in the order of the fields. */
export function tableSetup(over: Partial<TableSetup> = {}): TableSetup {
  return {
    columns: FIELD_KEYS,
    extras: FIELD_KEYS.map(() => undefined),
    encoding: 'utf-8',
    dialect: csvDialect(','),
    framed: false,
    scansPresent: undefined,
    ...over,
  };
}

/** Cells of the rows of a generated archive, as its county would have written them. */
export function sampleRows(profile: ProfileName, plan: Pick<ArchivePlan, 'rows' | 'seed' | 'defects'> & Partial<ArchivePlan>): string[][] {
  const random = new Random(plan.seed + 1);
  const { spelling, ...span } = PROFILES[profile];
  return [...archive({ ...span, ...plan })].map(({ row }) => spellRow(row, spelling, random));
}

const NEEDS_QUOTES = /[",\r\n]/u;

export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}

export function csvOf(rows: readonly (readonly string[])[]): Buffer {
  return Buffer.from(rows.map(csvLine).join(''));
}

/** What came of a chunk, with its shard file. */
export interface Processed {
  readonly result: ChunkResult;
  readonly shard: Buffer | undefined;
}

/** Processes bytes as the first chunk of a table; `withShard: false` is how a dry run asks. */
export function processChunk(bytes: Uint8Array, setup: CheckSetup, table: TableSetup, withShard = true): Processed {
  const folder = mkdtempSync(join(tmpdir(), 'mreg-chunk-'));
  const shardPath = withShard ? join(folder, 'rows.shard') : undefined;
  try {
    const task = { seq: 1, bytes: Uint8Array.from(bytes), length: bytes.length, firstId: 1, firstLine: 2, shardPath };
    const result = new ChunkProcessor(setup, table).process(task);
    return { result, shard: shardPath === undefined || result.accepted === 0 ? undefined : readFileSync(shardPath) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
