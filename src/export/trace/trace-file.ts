import { basename } from 'node:path';
import { maskNumbersIn } from '../../domain/masking.js';
import { appendEntry } from '../../ledger/append.js';
import { ExportRepository } from '../../store/export-repository.js';
import type { Registry } from '../../store/open.js';
import { WRONG_NAME_BOUND } from './evidence.js';
import { readLeakedFile, type LeakedTable } from './leak-file.js';
import type { MaskedForm } from './observations.js';
import { traceLeak, type NamedExport, type TraceResult, type TraceVerdict } from './trace.js';
import type { WeighedExport } from './weigh-exports.js';

export interface TraceOrder {
  readonly path: string;
  readonly sheet: string | undefined;
  readonly encoding: string | undefined;
  /** So many rows found in the registry are enough. */
  readonly mostRows: number;
}

export interface TraceMeans {
  readonly registry: Registry;
  readonly form: MaskedForm;
  readonly timestamp: () => string;
  readonly actor: string;
  readonly signal: AbortSignal;
}

/** An export as a trace names it: who took it out, by which approval, and what speaks for it. Keys as printed by `--json`. */
export interface TracedExport {
  readonly export: string;
  /** Empty when the 台账 does not know the export. */
  readonly officer: string;
  readonly request: string;
  readonly token: string;
  readonly purpose: string;
  readonly recipient: string;
  readonly exported_at: string;
  readonly rows_held: number;
  readonly marked_rows: number;
  readonly marks_agreed: number;
  readonly marks_disagreed: number;
  readonly pseudonyms: number;
  /** At least so sure: 1 less the bound on having named any export wrongly. */
  readonly confidence: number;
}

export interface TraceSummary {
  readonly verdict: TraceVerdict;
  readonly file: string;
  readonly sha256: string;
  readonly format: LeakedTable['format'];
  readonly rows: number;
  readonly examined: number;
  readonly matched: number;
  readonly foreign: number;
  readonly exports: number;
  readonly wrong_name_bound: number;
  readonly named: readonly TracedExport[];
  readonly second: TracedExport | null;
  /** At most as many as are listed; `candidates_total` counts all. */
  readonly candidates: readonly TracedExport[];
  readonly candidates_total: number;
  readonly ledger_seq: number;
}

/** Rows of the file that are held: more than are ever looked for, so that the most frequent dates can be chosen among them. */
const SAMPLE_ROWS_FOR_EACH = 10;
const MOST_CANDIDATES_LISTED = 20;
/** Never certainty: the bound is on chance, not on secrets that were stolen. */
const MOST_CONFIDENT = 0.999_999_999;

/** Traces a leaked file and writes into the ledger that it was traced, and with which verdict. @throws MregError `input-refused` when it cannot be read */
export async function traceFile(order: TraceOrder, means: TraceMeans): Promise<TraceSummary> {
  const options = { sheet: order.sheet, encoding: order.encoding, sampleRows: order.mostRows * SAMPLE_ROWS_FOR_EACH };
  const table = await readLeakedFile(order.path, options, means.signal);
  const result = traceLeak(table, means.registry, means.form, order.mostRows);
  return { ...summaryOf(order.path, table, result, means.registry), ledger_seq: recordTrace(table, result, order.path, means) };
}

function summaryOf(path: string, table: LeakedTable, result: TraceResult, { database }: Registry): Omit<TraceSummary, 'ledger_seq'> {
  const runs = new ExportRepository(database);
  const { verdict, rows, examined, matched, foreign, exports, named, second, candidates } = result;
  return {
    verdict,
    file: path,
    sha256: table.sha256,
    format: table.format,
    rows,
    examined,
    matched,
    foreign,
    exports,
    wrong_name_bound: WRONG_NAME_BOUND,
    named: named.map((one) => tracedExport(one, runs)),
    second: second === undefined ? null : tracedExport(second, runs),
    candidates: candidates.slice(0, MOST_CANDIDATES_LISTED).map((one) => tracedExport(one, runs)),
    candidates_total: candidates.length,
  };
}

function tracedExport(weighed: WeighedExport & Partial<NamedExport>, runs: ExportRepository): TracedExport {
  const run = runs.find(weighed.exportNumber);
  return {
    export: weighed.exportNumber,
    officer: run?.actor ?? '',
    request: run?.request ?? '',
    token: run?.jti ?? '',
    purpose: maskNumbersIn(run?.purpose ?? ''),
    recipient: maskNumbersIn(run?.recipient ?? ''),
    exported_at: run?.started_at ?? '',
    rows_held: weighed.rowsHeld,
    marked_rows: weighed.markedRows,
    marks_agreed: weighed.agreed,
    marks_disagreed: weighed.disagreed,
    pseudonyms: weighed.pseudonyms,
    confidence: Math.min(1 - (weighed.wrongNameBound ?? 1), MOST_CONFIDENT),
  };
}

/** The file's name may be the name of whom it is about, or a number. */
function recordTrace(table: LeakedTable, { verdict, named, candidates, ...counts }: TraceResult, path: string, means: TraceMeans): number {
  const { rows, examined, matched, exports } = counts;
  const body = {
    file: maskNumbersIn(basename(path)),
    file_sha256: table.sha256,
    verdict,
    named: named.map(({ exportNumber }) => exportNumber),
    candidates: candidates.length,
    rows,
    examined,
    matched,
    exports,
  };
  const { database } = means.registry;
  const append = database.transaction(
    () => appendEntry(database, { at: means.timestamp(), actor: means.actor, kind: 'export.trace', body }).seq,
  );
  return append.immediate();
}
