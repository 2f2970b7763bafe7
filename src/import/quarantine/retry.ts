import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { FIELD_KEYS } from '../../domain/fields.js';
import type { Finding } from '../../domain/finding.js';
import type { RowValues } from '../../domain/registration.js';
import { appendEntry } from '../../ledger/append.js';
import { sheetText } from '../../report/xlsx/cell-text.js';
import type { Registry } from '../../store/open.js';
import { QuarantineRepository, type QuarantinedRecord } from '../../store/quarantine-repository.js';
import { ScanRepository } from '../../store/scan-repository.js';
import { sha256OfFile } from '../../tables/file-digest.js';
import { originDigest } from './origin.js';
import { readRepairSheet, type RepairedLine, type SheetLine } from './repair-sheet.js';
import { RetryTally, type RetryDetail, type RetryOutcome, type RetrySummary } from './retry-tally.js';

/** A row's cells judged by the same authority as an import. */
export interface CheckedCells {
  readonly values: RowValues;
  readonly raw: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
}

/** A repaired row that passes, on its way into the registry. */
export interface RepairedRow extends CheckedCells {
  /** Its id in quarantine, which leads to the archive it came from. */
  readonly id: number;
  /** The batch that quarantined it. */
  readonly batchId: number;
  /** Row of the repair sheet. */
  readonly line: number;
}

/** The retry batch that rows of a quarantining batch went into, by the id of the latter. */
export type RetryBatches = ReadonlyMap<number, number>;

export interface RetrySheet {
  readonly name: string;
  readonly path: string;
  /** Hex. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface RowLoading {
  readonly sheet: RetrySheet;
  /** What the rows were read from; a repair sheet unless said otherwise. */
  readonly encoding?: string;
  /** What this run of the sheet has opened so far. */
  readonly batches: RetryBatches;
  readonly at: string;
  readonly actor: string;
  /** The area of whoever loads. */
  readonly area: string;
}

export type LoadedRow =
  | { readonly kind: 'loaded'; readonly id: number; readonly registrationId: number; readonly flagged: boolean }
  | { readonly kind: 'already-present'; readonly id: number; readonly registrationId: number }
  | { readonly kind: 'refused'; readonly id: number; readonly findings: readonly Finding[] };

export interface RowsLoaded {
  /** Those given and those opened now. */
  readonly batches: RetryBatches;
  /** One for each row given, in any order. */
  readonly rows: readonly LoadedRow[];
}

/**
 * Puts rows into the registry inside the caller's transaction, with the ledger entry of their digests, into one batch of
 * kind `retry` for each batch they came from. Such a batch is whole after every call: what was not loaded is in quarantine.
 */
export interface RowLoader {
  load(rows: readonly RepairedRow[], loading: RowLoading): RowsLoaded;
}

export interface RetryTools {
  readonly readSheet: (path: string) => AsyncIterable<SheetLine>;
  readonly check: (cells: Readonly<Record<string, string>>) => CheckedCells;
  readonly loader: RowLoader;
  /** Whether whoever repairs may touch rows of this batch. */
  readonly mayRepair: (batchId: number) => boolean;
  readonly actor: string;
  /** The area of whoever repairs. */
  readonly area: string;
  /** The present Asia/Shanghai time for the ledger. */
  readonly now: () => string;
  /** Signs the ledger's head once rows were loaded. */
  readonly signLedger?: () => void;
  readonly signal?: AbortSignal;
  readonly onRows?: (rows: number) => void;
}

interface Told {
  readonly detail: RetryDetail;
  readonly flagged: boolean;
}

/** Rows a transaction: short enough for another writer to wait, long enough to make its sync cheap. */
const ROWS_A_TRANSACTION = 2_000;

/**
 * Reads a repaired sheet back and loads the rows that were changed and now pass, each linked to its quarantined row in the
 * transaction that loads it. Running the same sheet again finds those rows resolved; a killed run continues by running again.
 * @throws MregError `input-refused` when the file is no repair sheet.
 */
export async function retryQuarantine(registry: Registry, path: string, tools: RetryTools): Promise<RetrySummary> {
  const sheet = await describeSheet(path, tools.signal);
  const retry = new Retry(registry, sheet, tools);
  for await (const line of readRepairSheet(tools.readSheet(path), path)) {
    tools.signal?.throwIfAborted();
    retry.take(line);
  }
  return retry.finish();
}

async function describeSheet(path: string, signal: AbortSignal | undefined): Promise<RetrySheet> {
  const sha256 = await sha256OfFile(path, signal);
  return { name: basename(path), path, sha256, bytes: statSync(path).size };
}

class Retry {
  private readonly registry: Registry;
  private readonly repository: QuarantineRepository;
  private readonly scans: ScanRepository;
  private readonly sheet: RetrySheet;
  private readonly tools: RetryTools;
  private readonly tally = new RetryTally();
  private readonly seen = new Set<number>();
  private candidates: RepairedRow[] = [];
  private batches: RetryBatches = new Map();
  private rows = 0;

  constructor(registry: Registry, sheet: RetrySheet, tools: RetryTools) {
    this.registry = registry;
    this.repository = new QuarantineRepository(registry);
    this.scans = new ScanRepository(registry);
    this.sheet = sheet;
    this.tools = tools;
  }

  take(line: RepairedLine): void {
    const judged = this.judge(line);
    if ('outcome' in judged) this.tally.add(judged);
    else this.candidates.push(judged);
    this.rows += 1;
    if (this.candidates.length >= ROWS_A_TRANSACTION) this.load();
  }

  finish(): RetrySummary {
    if (this.candidates.length > 0) this.load();
    const batches = [...this.batches.values()];
    if (batches.length > 0) this.tools.signLedger?.();
    return this.tally.summary(this.sheet, batches);
  }

  private judge(line: RepairedLine): RepairedRow | RetryDetail {
    const told = (outcome: RetryOutcome): RetryDetail => ({ line: line.line, id: line.id ?? null, outcome });
    const record = line.id === undefined ? undefined : this.repository.find(line.id);
    if (record === undefined) return told('unknown');
    if (this.seen.has(record.id)) return told('repeated');
    this.seen.add(record.id);
    if (originDigest(record) !== line.digest) return told('mismatched');
    if (!this.tools.mayRepair(record.batchId)) return told('elsewhere');
    if (record.state !== 'open') return resolved(line.line, record);
    if (isUnseen(this.scans, record.id)) return told('unseen');
    const cells = repairedCells(record, line);
    return cells === undefined ? told('unchanged') : this.check(line.line, record, cells);
  }

  private check(line: number, record: QuarantinedRecord, cells: Readonly<Record<string, string>>): RepairedRow | RetryDetail {
    const checked = this.tools.check(cells);
    if (checked.findings.some((finding) => finding.severity === 'error')) {
      return { line, id: record.id, outcome: 'still-wrong', findings: checked.findings };
    }
    return { ...checked, id: record.id, batchId: record.batchId, line };
  }

  private load(): void {
    const candidates = this.candidates;
    this.candidates = [];
    const loaded = this.registry.database.transaction(() => this.loadInside(candidates)).immediate();
    this.batches = loaded.batches;
    for (const { detail, flagged } of loaded.told) this.tally.add(detail, flagged);
    this.tools.onRows?.(this.rows);
  }

  /** States are read again here: another retry of the same sheet may have been quicker. */
  private loadInside(candidates: readonly RepairedRow[]): { readonly batches: RetryBatches; readonly told: readonly Told[] } {
    const late = candidates.flatMap(({ id, line }) => {
      const record = this.repository.find(id);
      return record === undefined || record.state === 'open' ? [] : [{ detail: resolved(line, record), flagged: false }];
    });
    const lateIds = new Set(late.map(({ detail }) => detail.id));
    const open = candidates.filter(({ id }) => !lateIds.has(id));
    if (open.length === 0) return { batches: this.batches, told: late };
    const { batches, rows } = this.loadOpen(open);
    return { batches, told: [...late, ...toldOf(rows, open)] };
  }

  private loadOpen(open: readonly RepairedRow[]): RowsLoaded {
    const { sheet, batches } = this;
    const by = { at: this.tools.now(), actor: this.tools.actor };
    const loaded = this.tools.loader.load(open, { sheet, batches, area: this.tools.area, ...by });
    this.link(loaded.rows, by);
    return loaded;
  }

  private link(rows: readonly LoadedRow[], by: { readonly at: string; readonly actor: string }): void {
    const links = rows.flatMap((row) => (row.kind === 'refused' ? [] : [{ id: row.id, registrationId: row.registrationId }]));
    if (links.length === 0) return;
    const body = {
      sheet: this.sheet.name,
      sheet_sha256: this.sheet.sha256,
      rows: links.length,
      links: links.map(({ id, registrationId }) => [id, registrationId]),
    };
    const { seq } = appendEntry(this.registry.database, { ...by, kind: 'quarantine.retry', body });
    this.repository.markRepaired(links, { ...by, ledgerSeq: seq });
  }
}

/** What a machine read is no repair: a person has to have had the page before the eyes. */
function isUnseen(scans: ScanRepository, rowId: number): boolean {
  return scans.pageOfRow(rowId) !== undefined && scans.keyingsOf(rowId).length === 0;
}

/**
 * The row's cells with the edits laid over the original, or `undefined` when nothing was edited. A cell that came back as
 * the sheet showed it keeps its original text, with every character a spreadsheet cannot carry.
 */
function repairedCells(record: QuarantinedRecord, line: RepairedLine): Readonly<Record<string, string>> | undefined {
  const cells: Record<string, string> = { ...record.cells };
  let edited = false;
  for (const key of FIELD_KEYS) {
    const text = line.cells[key];
    if (text === undefined || sheetText(text) === sheetText(record.cells[key] ?? '')) continue;
    cells[key] = text;
    edited = true;
  }
  return edited ? cells : undefined;
}

function resolved(line: number, { id, repairedAs }: QuarantinedRecord): RetryDetail {
  return { line, id, outcome: 'resolved', ...(repairedAs === undefined ? {} : { registration: repairedAs }) };
}

function toldOf(rows: readonly LoadedRow[], candidates: readonly RepairedRow[]): readonly Told[] {
  const lineOf = new Map(candidates.map(({ id, line }) => [id, line]));
  return rows.map((row) => ({ detail: detailOf(row, lineOf.get(row.id) ?? 0), flagged: row.kind === 'loaded' && row.flagged }));
}

function detailOf(row: LoadedRow, line: number): RetryDetail {
  if (row.kind === 'refused') return { line, id: row.id, outcome: 'still-wrong', findings: row.findings };
  return { line, id: row.id, outcome: row.kind, registration: row.registrationId };
}
