import { basename } from 'node:path';
import { MregError } from '../domain/error.js';
import type { LifeEvent, LifeEventKind } from '../domain/life-event.js';
import { maskNumbersIn } from '../domain/masking.js';
import { appendEntry } from '../ledger/append.js';
import { LifeEventRepository } from '../store/life-event-repository.js';
import type { Registry } from '../store/open.js';
import { sha256OfFile } from '../tables/file-digest.js';
import { tableRows } from '../tables/table-rows.js';
import { columnsIn, type ColumnPlaces } from './event-columns.js';
import { readEvent, type RowReason } from './read-event.js';

export interface ShareRequest {
  readonly path: string;
  readonly kind: LifeEventKind;
  /** Who handed the file over. */
  readonly authority: string;
  readonly purpose: string;
  /** Loads the good rows of a file that has bad ones. */
  readonly skipBad: boolean;
  /** Reads and judges, and stores nothing. */
  readonly dryRun: boolean;
  /** Asia/Shanghai time. */
  readonly at: string;
  readonly actor: string;
  /** yyyymmdd */
  readonly today: number;
  readonly signal?: AbortSignal;
}

/** A row that was not loaded, by its number in the file, empty ones not counted, and why. */
export interface BadRow {
  readonly line: number;
  readonly reason: RowReason;
}

export interface ShareSummary {
  readonly kind: LifeEventKind;
  readonly file: string;
  readonly sha256: string;
  /** Rows with something in them. */
  readonly rows: number;
  /** Events that were not known; in a dry run, and when the file was refused, those that would be added. */
  readonly added: number;
  readonly known: number;
  readonly bad: readonly BadRow[];
  /** Absent when nothing was stored: refused, tried only, or nothing new in it. */
  readonly stored?: { readonly load: number; readonly ledgerSeq: number };
}

/**
 * Loads what another department handed over, all of it in one transaction with its ledger entry or nothing. A file with bad rows is
 * refused, unless they are to be skipped; events that are known already are left as they are, so that a file may come twice.
 * @throws MregError `input-refused` when it cannot be read or lacks a column
 */
export async function loadEvents(registry: Registry, request: ShareRequest): Promise<ShareSummary> {
  const sha256 = await sha256OfFile(request.path, request.signal);
  const { events, bad } = await readFile(request);
  const repository = new LifeEventRepository(registry.database);
  const facts = { file: maskNumbersIn(basename(request.path)), sha256, rows: events.length + bad.length };
  const summary = (added: number): ShareSummary => ({ kind: request.kind, ...facts, added, known: events.length - added, bad });
  if (request.dryRun || (bad.length > 0 && !request.skipBad)) return summary(repository.countNew(events));
  const store = registry.database.transaction((): ShareSummary => {
    const added = repository.countNew(events);
    return added === 0 ? summary(0) : { ...summary(added), stored: storeEvents(registry, request, { ...facts, added, events }) };
  });
  return store.immediate();
}

type LineEvent = LifeEvent & { readonly line: number };

interface ReadFile {
  readonly events: readonly LineEvent[];
  readonly bad: readonly BadRow[];
}

const ROWS_TO_HEADER = 20;

async function readFile({ path, kind, today, signal }: ShareRequest): Promise<ReadFile> {
  const events: LineEvent[] = [];
  const bad: BadRow[] = [];
  let places: ColumnPlaces | undefined;
  let line = 0;
  for await (const cells of tableRows(path, signal)) {
    signal?.throwIfAborted();
    line += 1;
    if (places === undefined) {
      if (line <= ROWS_TO_HEADER) places = columnsIn(cells, kind);
      continue;
    }
    const row = readEvent(cells, line, { kind, places, today });
    if (row?.kind === 'event') events.push({ ...row.event, line });
    if (row?.kind === 'bad') bad.push({ line, reason: row.reason });
  }
  if (places === undefined) throw new MregError('input-refused', 'share.no-header', { file: maskNumbersIn(path) });
  return { events, bad };
}

interface Stored extends Pick<ShareSummary, 'file' | 'sha256' | 'rows' | 'added'> {
  readonly events: readonly LineEvent[];
}

function storeEvents({ database }: Registry, request: ShareRequest, stored: Stored): NonNullable<ShareSummary['stored']> {
  const { kind, at, actor } = request;
  const { file, sha256, rows, added, events } = stored;
  const authority = maskNumbersIn(request.authority);
  const purpose = maskNumbersIn(request.purpose);
  const { seq } = appendEntry(database, {
    at,
    actor,
    kind: 'share.load',
    body: { event: kind, authority, purpose, file, sha256, rows, added },
  });
  const load = { kind, file, sha256, authority, purpose, at, actor, rows, ledgerSeq: seq };
  return { load: new LifeEventRepository(database).add(load, events).loadId, ledgerSeq: seq };
}
