import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { headersOf } from '../../samples/generate/spelling.js';
import { loadPackagedTables } from '../../src/config/packaged-tables.js';
import { checkInput } from '../../src/import/check-input.js';
import { importBatch } from '../../src/import/import-batch.js';
import type { ImportRequest, LoadDeps } from '../../src/import/import-deps.js';
import { DEFAULT_PACKAGE_LIMITS } from '../../src/import/readers/packages.js';
import type { ImportSummary } from '../../src/import/summary.js';
import { createRegistry, type Registry } from '../../src/store/open.js';
import { csvOf, TODAY } from './rows.js';

export const ACTOR = '测试员';
const tables = loadPackagedTables();

/** A registry in a folder of its own, and the operations on it in this thread. Gone when the test is over. */
export interface ImportHome {
  readonly registry: Registry;
  readonly folder: string;
  /** Writes a table under the headers of its columns. @returns its path. */
  writeCsv(name: string, rows: readonly (readonly string[])[], header?: readonly string[]): string;
  write(name: string, bytes: string | Uint8Array): string;
  load(paths: readonly string[], over?: Overrides): Promise<ImportSummary>;
  check(paths: readonly string[], over?: Overrides): Promise<ImportSummary>;
}

export interface Overrides {
  readonly request?: Partial<ImportRequest>;
  readonly deps?: Partial<LoadDeps>;
}

export function anImportHome(): ImportHome {
  const folder = mkdtempSync(join(tmpdir(), 'mreg-import-'));
  const registry = createRegistry(join(folder, 'registry.db'));
  onTestFinished(() => {
    registry.close();
    rmSync(folder, { recursive: true });
  });
  const write = (name: string, bytes: string | Uint8Array): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  return {
    registry,
    folder,
    write,
    writeCsv: (name, rows, header = headersOf('modern')) => write(name, csvOf([header, ...rows])),
    load: (paths, { request, deps } = {}) => importBatch({ ...aRequest(paths), ...request }, { ...loadDeps(registry, folder), ...deps }),
    check: (paths, { request, deps } = {}) =>
      checkInput({ ...aRequest(paths), ...request }, { ...loadDeps(registry, folder), ...deps }, registry),
  };
}

function aRequest(paths: readonly string[]): ImportRequest {
  return { paths, jobs: 0, chunkBytes: 1_048_576 };
}

export function loadDeps(registry: Registry, folder: string): LoadDeps {
  return {
    registry,
    tables,
    settings: { ageReached: 'day-after' },
    today: TODAY,
    area: '',
    workPath: join(folder, 'work'),
    limits: DEFAULT_PACKAGE_LIMITS,
    elapsedMs: () => 0,
    signal: new AbortController().signal,
    onPlan: () => undefined,
    onProgress: () => undefined,
    actor: ACTOR,
    source: 'backfill',
    mayLoad: () => true,
    timestamp: () => '2025-11-01T09:30:00.000+08:00',
    signLedger: () => undefined,
  };
}

/** The counts of a summary, as the contract names them. */
export function countsOf({ rows, accepted, flagged, quarantined, already_present }: ImportSummary) {
  return { rows, accepted, flagged, quarantined, already_present };
}

const TABLES = [
  'batch',
  'batch_file',
  'batch_chunk',
  'registration',
  'registration_key',
  'registration_person',
  'present_row',
  'registration_event',
  'quarantine',
] as const;

/** Every row of every table but the ledger, whose entries hold each other's hashes; digests as hex. */
export function contentOf({ database }: Registry): Readonly<Record<string, readonly unknown[]>> {
  return Object.fromEntries(TABLES.map((table) => [table, database.prepare(`SELECT * FROM ${table}`).all().map(readable)]));
}

function readable(row: unknown): unknown {
  return Object.fromEntries(
    Object.entries(row as object).map(([name, value]) => [name, Buffer.isBuffer(value) ? value.toString('hex') : value]),
  );
}

/** One column of a query. */
export function stored({ database }: Registry, sql: string): readonly unknown[] {
  return database.prepare(sql).pluck().all();
}
