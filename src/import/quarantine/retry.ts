import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { FIELD_KEYS } from '../../domain/fields.js';
import type { Finding } from '../../domain/finding.js';
import type { RowValues } from '../../domain/registration.js';
import { appendEntry } from '../../ledger/append.js';
import { sheetText } from '../../report/xlsx/cell-text.js';
import type { Registry } from '../../store/open.js';
import { QuarantineRepository, type QuarantinedRecord } from '../../store/quarantine-repository.js';
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
  /** Its id in quarantine. */
  readonly id: number;
  /** Where it first came from: batch, file and line keep naming the archive, not the sheet. */
  readonly batchId: number;
  readonly fileNo: number;
  readonly line: number;
}

export interface RetrySheet {
  readonly name: string;
  readonly path: string;
  /** Hex. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface RowLoading {
  readonly sheet: RetrySheet;
  /** The retry batch that rows of this sheet went into before; `undefined` for the first. */
  readonly batch: number | undefined;
  readonly at: string;
  readonly actor: string;
}

export type LoadedRow =
  | { readonly kind: 'loaded'; readonly id: number; readonly registrationId: number; readonly flagged: boolean }
  | { readonly kind: 'already-present'; readonly id: number; readonly registrationId: number }
  | { readonly kind: 'refused'; readonly id: number; readonly findings: readonly Finding[] };

/**
 * Puts rows into the registry inside the caller's transaction, with the ledger entry of their digests. It opens a batch of
 * kind `retry` for the first row it loads. That batch is complete after every call: what was not loaded is still in quarantine.
 */
export interface RowLoader {
  load(rows: readonly RepairedRow[], loading: RowLoading): { readonly batch: number | undefined; readonly rows: readonly LoadedRow[] };
}

export interface RetryTools {
  readonly readSheet: (path: string) => AsyncIterable<SheetLine>;
  readonly check: (cells: Readonly<Record<string, string>>) => CheckedCells;
  readonly loader: RowLoader;
  readonly actor: string;
  /** The present Asia/Shanghai time for the ledger. */
  readonly now: () => string;
  readonly signal?: AbortSignal;
  readonly onRows?: (rows: number) => void;
}

interface Candidate {
  readonly line: number;
  readonly row: RepairedRow;
}

/** Rows a transaction: short enough for another writer to wait, long enough to make its sync cheap. */
const ROWS_A_TRANSACTION = 1_000;

/**
 * Reads a repaired sheet back and loads the rows that were changed and now pass, each linked to its quarantined row in the
 * transaction that loads it. Running the same sheet again finds those rows resolved; a killed run continues by running again.
 * @throws MregError `input-refused` when the file is no repair sheet.
 */
export async function retryQuarantine(registry: Registry, path: string, tools: RetryTools): Promise<RetrySummary> {
  const sheet = await describeSheet(path);
  const retry = new Retry(registry, sheet, tools);
  for await (const line of readRepairSheet(tools.readSheet(path), path)) {
    tools.signal?.throwIfAborted();
    retry.take(line);
  }
  return retry.finish();
}

async function describeSheet(path: string): Promise<RetrySheet> {
  const digest = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(path)) {
    digest.update(piece as Buffer);
    bytes += (piece as Buffer).byteLength;
  }
  return { name: basename(path), path, sha256: digest.digest('hex'), bytes };
}

class Retry {
  private readonly registry: Registry;
  private readonly repository: QuarantineRepository;
  private readonly sheet: RetrySheet;
  private readonly tools: RetryTools;
  private readonly tally = new RetryTally();
  private readonly seen = new Set<number>();
  private candidates: Candidate[] = [];
  private batch: number | undefined;
  private rows = 0;

  constructor(registry: Registry, sheet: RetrySheet, tools: RetryTools) {
    this.registry = registry;
    this.repository = new QuarantineRepository(registry);
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
    return this.tally.summary(this.sheet, this.batch);
  }

  private judge(line: RepairedLine): Candidate | RetryDetail {
    const told = (outcome: RetryOutcome): RetryDetail => ({ line: line.line, id: line.id ?? null, outcome });
    const record = line.id === undefined ? undefined : this.repository.find(line.id);
    if (record === undefined) return told('unknown');
    if (this.seen.has(record.id)) return told('repeated');
    this.seen.add(record.id);
    if (originDigest(record) !== line.digest) return told('mismatched');
    if (record.state !== 'open') return resolved(line.line, record);
    const cells = repairedCells(record, line);
    return cells === undefined ? told('unchanged') : this.check(line.line, record, cells);
  }

  private check(line: number, record: QuarantinedRecord, cells: Readonly<Record<string, string>>): Candidate | RetryDetail {
    const checked = this.tools.check(cells);
    if (checked.findings.some((finding) => finding.severity === 'error')) {
      return { line, id: record.id, outcome: 'still-wrong', findings: checked.findings };
    }
    const { id, batchId, fileNo } = record;
    return { line, row: { ...checked, id, batchId, fileNo, line: record.line } };
  }

  private load(): void {
    const candidates = this.candidates;
    this.candidates = [];
    const loaded = this.registry.database.transaction(() => this.loadInside(candidates)).immediate();
    this.batch = loaded.batch;
    for (const { detail, flagged } of loaded.details) this.tally.add(detail, flagged);
    this.tools.onRows?.(this.rows);
  }

  /** States are read again here: another retry of the same sheet may have been quicker. */
  private loadInside(candidates: readonly Candidate[]): { batch: number | undefined; details: readonly { detail: RetryDetail; flagged: boolean }[] } {
    const late = candidates.flatMap(({ line, row }) => {
      const record = this.repository.find(row.id);
      return record === undefined || record.state === 'open' ? [] : [resolved(line, record)];
    });
    const lateIds = new Set(late.map((detail) => detail.id));
    const open = candidates.filter(({ row }) => !lateIds.has(row.id));
    const { batch, rows } = this.loadOpen(open);
    const lineOf = new Map(open.map(({ line, row }) => [row.id, line]));
    const details = rows.map((row) => ({ detail: detailOf(row, lineOf.get(row.id) ?? 0), flagged: row.kind === 'loaded' && row.flagged }));
    return { batch, details: [...late.map((detail) => ({ detail, flagged: false })), ...details] };
  }

  private loadOpen(open: readonly Candidate[]): { readonly batch: number | undefined; readonly rows: readonly LoadedRow[] } {
    if (open.length === 0) return { batch: this.batch, rows: [] };
    const { sheet, batch } = this;
    const at = this.tools.now();
    const loaded = this.tools.loader.load(open.map(({ row }) => row), { sheet, batch, at, actor: this.tools.actor });
    this.link(loaded.rows, loaded.batch, at);
    return loaded;
  }

  private link(rows: readonly LoadedRow[], batch: number | undefined, at: string): void {
    const links = rows.flatMap((row) => (row.kind === 'refused' ? [] : [{ id: row.id, registrationId: row.registrationId }]));
    if (links.length === 0) return;
    const body = {
      sheet: this.sheet.name,
      sheet_sha256: this.sheet.sha256,
      batch: batch ?? null,
      rows: links.length,
      links: links.map(({ id, registrationId }) => [id, registrationId]),
    };
    const { seq } = appendEntry(this.registry.database, { at, actor: this.tools.actor, kind: 'quarantine.retry', body });
    this.repository.markRepaired(links, { at, actor: this.tools.actor, ledgerSeq: seq });
  }
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

function detailOf(row: LoadedRow, line: number): RetryDetail {
  if (row.kind === 'refused') return { line, id: row.id, outcome: 'still-wrong', findings: row.findings };
  return { line, id: row.id, outcome: row.kind, registration: row.registrationId };
}
