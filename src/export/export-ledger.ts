import { covers } from '../domain/account.js';
import type { ExportFilter } from '../domain/approval.js';
import { MregError } from '../domain/error.js';
import { maskNumbersIn } from '../domain/masking.js';
import { appendEntry } from '../ledger/append.js';
import { ExportRepository, type ExportQuery, type ExportRow, type Settlement } from '../store/export-repository.js';
import type { Sqlite } from '../store/open.js';
import type { By } from './windows.js';

/** What the 台账 is searched by. */
export interface LedgerQuery extends ExportQuery {
  /** Exports that may hold records of this region. */
  readonly region?: string | undefined;
  /** Only those overdue. */
  readonly overdue?: boolean | undefined;
}

/** A line of the 台账. Keys as printed by `--json`. */
export interface ExportListing {
  readonly export: string;
  readonly state: ExportRow['state'];
  readonly kind: ExportRow['kind'];
  readonly request: string;
  readonly token: string;
  readonly officer: string;
  readonly actor: string;
  readonly purpose: string;
  readonly recipient: string;
  readonly valid_until: string;
  readonly format: string;
  readonly fields: readonly string[];
  readonly masking: Readonly<Record<string, string>>;
  readonly filter: ExportFilter;
  readonly encrypted_for: string | null;
  readonly rows: number;
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly file: string;
  readonly started_at: string;
  readonly ended_at: string | null;
  /** Why it was aborted: a message's key. */
  readonly reason: string | null;
  /** The term is over, and nobody has said what became of the copy. */
  readonly overdue: boolean;
  readonly settled_at: string | null;
  readonly settled_by: string | null;
  readonly settled_how: Settlement | null;
  readonly settled_note: string | null;
  readonly ledger_start: number;
  readonly ledger_end: number | null;
}

/** The 台账, in the order exports were started. @param now Asia/Shanghai time */
export function listExports(database: Sqlite, query: LedgerQuery, now: string): readonly ExportListing[] {
  return new ExportRepository(database)
    .search(query)
    .map((row) => listingOf(row, now))
    .filter(({ filter, overdue }) => (query.overdue !== true || overdue) && mayHold(filter, query.region));
}

/** The region may be a part of the exported one or hold it; offices begin with their region. */
function mayHold({ regions, offices }: ExportFilter, region: string | undefined): boolean {
  if (region === undefined) return true;
  const touches = (code: string): boolean => covers(code.slice(0, 6), region) || covers(region, code);
  return (regions?.some(touches) ?? true) && (offices?.some(touches) ?? true);
}

function listingOf(row: ExportRow, now: string): ExportListing {
  const { id: _, number, jti, target, staging: __, start_seq, end_seq, fields, masking, filter, ...same } = row;
  return {
    ...same,
    export: number,
    token: jti,
    file: target,
    fields: JSON.parse(fields) as readonly string[],
    masking: JSON.parse(masking) as Readonly<Record<string, string>>,
    filter: JSON.parse(filter) as ExportFilter,
    overdue: row.state === 'done' && row.settled_at === null && row.valid_until < now,
    ledger_start: start_seq,
    ledger_end: end_seq,
  };
}

/**
 * Writes down what became of a copy when its purpose was fulfilled (Art. 35; PIPL Art. 21 and 47): it stays answered for.
 * @throws MregError `usage` when there is no such export, it left no file, or it is settled already
 */
export function settleExport(database: Sqlite, number: string, what: { how: Settlement; note: string }, { at, actor }: By): ExportListing {
  const repository = new ExportRepository(database);
  const note = maskNumbersIn(what.note);
  const settle = database.transaction(() => {
    const run = repository.find(number);
    if (run === undefined) throw new MregError('usage', 'export.unknown', { number });
    if (run.state !== 'done') throw new MregError('usage', 'export.settle.no-file', { number });
    if (run.settled_at !== null) throw new MregError('usage', 'export.settle.already', { number, at: run.settled_at });
    appendEntry(database, { at, actor, kind: 'export.settle', body: { export: number, how: what.how, note } });
    repository.settle(number, { at, actor, how: what.how, note });
  });
  settle.immediate();
  const run = repository.find(number);
  if (run === undefined) throw new Error(`export ${number} is gone`);
  return listingOf(run, at);
}
