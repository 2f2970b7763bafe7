import { mkdir, rm } from 'node:fs/promises';
import type { FieldKey } from '../domain/fields.js';
import { MregError } from '../domain/error.js';
import type { PageReading } from '../domain/scan.js';
import { RowChecker } from '../import/rows/row-checker.js';
import { openInputs, type ScanEntry } from '../import/readers/packages.js';
import { appendEntry } from '../ledger/append.js';
import { scanTypeOf } from '../ocr/pages/scan-type.js';
import { BatchRepository } from '../store/batch-repository.js';
import { storeError } from '../store/open.js';
import { ScanCheckRepository } from '../store/scan-check-repository.js';
import { ScanRepository } from '../store/scan-repository.js';
import { ScannedRowReader, type RowRange, type ScannedRow } from '../store/scanned-row-reader.js';
import { listedScans } from '../validators/archive/listed-scans.js';
import { compareRow, type RowComparison } from './compare-row.js';
import type { ScanLoadDeps } from './import-scans.js';
import type { LostScan } from './plan-scans.js';
import type { PagePool, PageTask } from './pages/page-pool.js';
import { ScanBytes } from './scan-bytes.js';
import { PageTally, type PageCounts, type PageProblem } from './scan-summary.js';

export type CompareDeps = Pick<
  ScanLoadDeps,
  | 'registry'
  | 'reference'
  | 'settings'
  | 'today'
  | 'area'
  | 'store'
  | 'openPool'
  | 'lockCommit'
  | 'workPath'
  | 'limits'
  | 'signal'
  | 'actor'
  | 'timestamp'
> & { readonly onCompared: (rows: number) => void };

/** What comparing keyed rows with their scans found. */
export interface RowScanCounts extends PageCounts {
  readonly compared: { readonly rows: number; readonly fields: number };
  readonly differing: { readonly rows: number; readonly fields: number };
  readonly problems: readonly PageProblem[];
  readonly unreadable: readonly LostScan[];
}

interface ReadPage {
  readonly sha256: string;
  readonly page: number;
  readonly reading: PageReading;
}

interface RowPage extends PageTask {
  readonly row: ScannedRow;
  readonly sha256: string;
  readonly name: string;
  readonly isLast: boolean;
}

const ROWS_AT_ONCE = 200;

/**
 * Reads the scans that keyed rows name and puts down where the two differ: nothing in the registry changes by it. Each row is a
 * transaction; rows that were compared before are left out, so running the same import again goes on.
 * @returns `undefined` when no scan came with the rows
 * @throws MregError `interrupted` on Ctrl-C
 */
export async function compareRowsWithScans(
  paths: readonly string[],
  batches: readonly number[],
  deps: CompareDeps,
): Promise<RowScanCounts | undefined> {
  await rm(deps.workPath, { recursive: true, force: true });
  await mkdir(deps.workPath, { recursive: true, mode: 0o700 });
  try {
    const { scans } = await openInputs(paths, deps.workPath, deps.limits, deps.signal);
    return scans.length === 0 ? undefined : await new RowComparing(scans, deps).run(batches);
  } catch (cause) {
    if (deps.signal.aborted) throw new MregError('interrupted', 'scan-import.check-interrupted', {}, { cause });
    throw storeError(cause, deps.registry.path);
  } finally {
    await rm(deps.workPath, { recursive: true, force: true });
  }
}

class RowComparing {
  private readonly deps: CompareDeps;
  private readonly names: ScanNames;
  private readonly rows: ScannedRowReader;
  private readonly scans: ScanRepository;
  private readonly checks: ScanCheckRepository;
  private readonly checker: RowChecker;
  private readonly bytes: ScanBytes;
  private readonly tally = new PageTally();
  private readonly unreadable: LostScan[] = [];
  private readonly compared = { rows: 0, fields: 0 };
  private readonly differing = { rows: 0, fields: 0 };
  private read: ReadPage[] = [];

  constructor(scans: readonly ScanEntry[], deps: CompareDeps) {
    this.deps = deps;
    this.names = new ScanNames(scans);
    this.rows = new ScannedRowReader(deps.registry);
    this.scans = new ScanRepository(deps.registry);
    this.checks = new ScanCheckRepository(deps.registry);
    this.checker = new RowChecker({ ...deps, scansPresent: undefined });
    this.bytes = new ScanBytes(deps.limits, deps.signal);
  }

  async run(batches: readonly number[]): Promise<RowScanCounts> {
    const { signal, store, openPool } = this.deps;
    store.clean();
    const pool = openPool();
    const stop = (): void => void pool.close();
    signal.addEventListener('abort', stop, { once: true });
    try {
      for await (const { task, reading } of pool.run(this.pages(batches, pool))) await this.take(task, reading);
    } finally {
      signal.removeEventListener('abort', stop);
      await this.bytes.close();
      await pool.close();
    }
    const { problems, fields: _standings, ...pages } = this.tally.counts([]);
    return { ...pages, compared: this.compared, differing: this.differing, problems, unreadable: this.unreadable };
  }

  private async *pages(batches: readonly number[], pool: PagePool): AsyncGenerator<RowPage> {
    for (const batch of batches) for (const row of this.rowsOf(batch)) yield* this.pagesOf(row, pool);
  }

  private *rowsOf(batch: number): Generator<ScannedRow> {
    for (const { first_id: first, last_id: last } of new BatchRepository(this.deps.registry).files(batch)) {
      yield* walk((range) => this.rows.loaded(range, ROWS_AT_ONCE), { first, last });
      yield* walk((range) => this.rows.waiting(range, ROWS_AT_ONCE), { first, last });
    }
  }

  private async *pagesOf(row: ScannedRow, pool: PagePool): AsyncGenerator<RowPage> {
    const pages: Omit<RowPage, 'isLast'>[] = [];
    for (const listed of listedScans(row.cells.scan_files ?? '')) {
      const entry = this.names.find(listed);
      if (entry !== undefined) pages.push(...(await this.keep(row, entry, pool)));
    }
    this.deps.signal.throwIfAborted();
    for (const [index, page] of pages.entries()) yield { ...page, isLast: index === pages.length - 1 };
  }

  /** The pages of a scan, kept and opened; none when it cannot be. */
  private async keep(row: ScannedRow, entry: ScanEntry, pool: PagePool): Promise<Omit<RowPage, 'isLast'>[]> {
    const { store, registry, timestamp } = this.deps;
    try {
      const { sha256, bytes } = await store.keep(ofKnownType(this.bytes.read(entry)));
      const path = store.pathOf(sha256);
      const { type, pages } = await pool.open(path);
      registry.database.transaction(() => this.scans.addScan({ sha256, bytes, type, pages, storedAt: timestamp() })).immediate();
      return Array.from({ length: pages }, (_none, index) => ({ row, sha256, name: entry.name, path, page: index + 1 }));
    } catch (cause) {
      if (this.deps.signal.aborted || !(cause instanceof MregError) || cause.kind !== 'input-refused') throw cause;
      this.unreadable.push({ name: entry.name, problem: cause.key });
      return [];
    }
  }

  private async take({ row, sha256, page, name, isLast }: RowPage, reading: PageReading): Promise<void> {
    this.tally.add(name, page, reading);
    this.read.push({ sha256, page, reading });
    if (!isLast) return;
    const pages = this.read;
    this.read = [];
    const unlock = await this.deps.lockCommit();
    try {
      this.deps.registry.database.transaction(() => this.write(row, pages)).immediate();
    } finally {
      unlock();
    }
    this.deps.onCompared(this.compared.rows);
    this.deps.signal.throwIfAborted();
  }

  private write(row: ScannedRow, pages: readonly ReadPage[]): void {
    const keyed = row.isLoaded ? row.cells : this.checker.check(row.cells).values;
    const found = pages.map((page) => ({ ...page, comparison: compareRow(keyed, page.reading) }));
    const { seq, at } = this.enter(row.id, found);
    for (const { sha256, page, reading, comparison } of found) {
      const { outcome, problem, straightening } = reading;
      const { fields } = comparison;
      this.checks.addComparison({ rowId: row.id, sha256, page, outcome, problem, fields, straightening, at });
      for (const { field, keyed: value } of comparison.differences) {
        const { key, value: read, confidence, box } = field;
        this.checks.addCheck({ rowId: row.id, key, keyed: value, read, confidence, sha256, page, box }, seq);
      }
    }
    this.count(found);
  }

  /** The entry says which fields differ, never what either says: that may be a document number. */
  private enter(rowId: number, found: readonly (ReadPage & { readonly comparison: RowComparison })[]) {
    const at = this.deps.timestamp();
    const pages = found.map(({ sha256, page, reading, comparison }) => {
      const differing = comparison.differences.map(({ field }): FieldKey => field.key);
      return { scan_sha256: sha256, page, outcome: reading.outcome, reader: reading.reader, fields: comparison.fields, differing };
    });
    const { seq } = appendEntry(this.deps.registry.database, {
      at,
      actor: this.deps.actor,
      kind: 'scan.check',
      body: { row: rowId, pages },
    });
    return { seq, at };
  }

  private count(found: readonly { readonly comparison: RowComparison }[]): void {
    const sum = (of: (comparison: RowComparison) => number): number => found.reduce((total, { comparison }) => total + of(comparison), 0);
    const fields = sum((comparison) => comparison.fields);
    const differing = sum((comparison) => comparison.differences.length);
    this.compared.rows += fields > 0 ? 1 : 0;
    this.compared.fields += fields;
    this.differing.rows += differing > 0 ? 1 : 0;
    this.differing.fields += differing;
  }
}

/** Rows some at a time, so that no read lock is held while their scans are read. */
function* walk(next: (range: RowRange) => readonly ScannedRow[], { first, last }: RowRange): Generator<ScannedRow> {
  for (let from = first; ;) {
    const rows = next({ first: from, last });
    yield* rows;
    const end = rows.at(-1);
    if (end === undefined) return;
    from = end.id + 1;
  }
}

/** Scans by the names that rows call them: base names, or the end of a path. */
class ScanNames {
  private readonly byBase = new Map<string, ScanEntry[]>();

  constructor(scans: readonly ScanEntry[]) {
    for (const scan of scans) {
      const base = baseOf(pathOf(scan));
      this.byBase.set(base, [...(this.byBase.get(base) ?? []), scan]);
    }
  }

  /** `undefined` when there is none, or several that could be meant: a row compared with another couple's page helps nobody. */
  find(listed: string): ScanEntry | undefined {
    const wanted = listed.replaceAll('\\', '/');
    const ending = (this.byBase.get(baseOf(wanted)) ?? []).filter((scan) => `/${pathOf(scan)}`.endsWith(`/${wanted}`));
    return ending.length === 1 ? ending[0] : undefined;
  }
}

const pathOf = ({ name }: ScanEntry): string => name.toLowerCase().replaceAll('\\', '/');
const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const HEAD_BYTES = 2_048;

/** Refuses what is no picture before it is kept. @throws MregError `input-refused` */
async function* ofKnownType(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const piece of pieces) {
    if (isFirst && scanTypeOf(Buffer.from(piece.subarray(0, HEAD_BYTES))) === undefined) {
      throw new MregError('input-refused', 'ocr-page.unknown-format', { file: '' });
    }
    isFirst = false;
    yield piece;
  }
  if (isFirst) throw new MregError('input-refused', 'ocr-page.empty', { file: '' });
}
