import type { FileHandle } from 'node:fs/promises';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { MregError } from '../../domain/error.js';
import { FIELDS, type FieldKey } from '../../domain/fields.js';
import { foldText } from '../../domain/text-folding.js';
import { encodingNamed } from '../../tables/encoding-name.js';
import type { CsvEncoding } from '../../tables/encoding-scan.js';
import { sha256OfFile } from '../../tables/file-digest.js';
import { withFile } from '../../tables/file-error.js';
import { kindOfHead } from '../../tables/file-kind.js';
import { tableKind, tableProblemError } from '../../tables/table-kind.js';
import { RowReader } from '../../tables/xlsx-rows.js';
import { loadStrings, rowsOf, withWorkbook, type Workbook } from '../../tables/xlsx-sheets.js';
import { RowSample, type SampledRow } from './row-sample.js';
import { csvRows, encodingOf, headOf, jsonObjects } from '../../tables/text-rows.js';

export interface LeakOptions {
  readonly sheet?: string | undefined;
  readonly encoding?: string | undefined;
  /** About so many rows are looked at, spread over the file. */
  readonly sampleRows: number;
}

/** A leaked file as it was read: nothing is known yet of what its columns are, unless it has a header that says so. */
export interface LeakedTable {
  readonly format: 'csv' | 'xlsx' | 'jsonl' | 'parquet';
  readonly sha256: string;
  /** Rows below the header. */
  readonly rows: number;
  readonly sample: readonly SampledRow[];
  /** The field each column's heading names, as an export heads it; `undefined` where it names none. */
  readonly fields: readonly (FieldKey | undefined)[];
}

/** The format is told by the bytes, whatever the file is called. @throws MregError `input-refused` with the reason */
export async function readLeakedFile(path: string, options: LeakOptions, signal?: AbortSignal): Promise<LeakedTable> {
  const sha256 = await sha256OfFile(path, signal);
  const wished = options.encoding === undefined ? undefined : encodingNamed(options.encoding);
  const sample = new RowSample(options.sampleRows);
  const format = await withFile(path, async (file) => await readInto(sample, file, path, { ...options, wished }, signal));
  const { fields, headerRow } = headerOf(sample.head);
  const rows = sample.rows.filter(({ index }) => index > headerRow);
  if (rows.length === 0) throw new MregError('input-refused', 'trace.no-rows', { file: path });
  return { format, sha256, rows: sample.count - headerRow - 1, sample: rows, fields };
}

type Wishes = LeakOptions & { readonly wished: CsvEncoding | undefined };

async function readInto(
  sample: RowSample,
  file: FileHandle,
  path: string,
  { sheet, wished }: Wishes,
  signal?: AbortSignal,
): Promise<LeakedTable['format']> {
  const head = await headOf(file);
  if (head.subarray(0, 4).equals(PARQUET_MAGIC)) {
    await readParquet(sample, path);
    return 'parquet';
  }
  if (kindOfHead(head) !== 'text') {
    await readWorkbook(sample, path, sheet, signal);
    return 'xlsx';
  }
  const encoding = await encodingOf(file, wished, signal);
  if (startsAsJson(head, encoding)) {
    const keyed = new KeyedRows(sample);
    for await (const objects of jsonObjects(file, encoding, signal)) for (const object of objects) keyed.add(object);
    return 'jsonl';
  }
  for await (const rows of csvRows(file, encoding, signal)) for (const row of rows) sample.add(row);
  return 'csv';
}

const PARQUET_MAGIC = Buffer.from('PAR1');

function startsAsJson(head: Buffer, encoding: CsvEncoding): boolean {
  return /^\s*(?:\[\s*)?\{\s*"/u.test(new TextDecoder(encoding).decode(head, { stream: true }));
}

/** Rows whose cells have names: the names become the first row, in the order in which they are met. */
class KeyedRows {
  readonly #sample: RowSample;
  #names: readonly string[] | undefined;

  constructor(sample: RowSample) {
    this.#sample = sample;
  }

  add(object: Readonly<Record<string, unknown>>): void {
    if (this.#names === undefined) {
      this.#names = Object.keys(object);
      this.#sample.add(this.#names);
    }
    this.#sample.add(this.#names.map((name) => textOf(object[name])));
  }
}

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      return value === null || value === undefined ? '' : JSON.stringify(value);
  }
}

const PARQUET_ROWS_AT_ONCE = 20_000;

async function readParquet(sample: RowSample, path: string): Promise<void> {
  try {
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file);
    const keyed = new KeyedRows(sample);
    for (let rowStart = 0; rowStart < Number(metadata.num_rows); rowStart += PARQUET_ROWS_AT_ONCE) {
      const rows = await parquetReadObjects({ file, metadata, rowStart, rowEnd: rowStart + PARQUET_ROWS_AT_ONCE });
      for (const row of rows) keyed.add(row);
    }
  } catch (cause) {
    if (!(cause instanceof Error) || 'syscall' in cause) throw cause;
    throw new MregError('input-refused', 'trace.parquet-unreadable', { file: path, detail: cause.message }, { cause });
  }
}

/** A leaked archive of a workbook could be a bomb as well as an imported one. */
const WORKBOOK_LIMITS = { maxEntries: 10_000, maxEntryBytes: 8 * 1024 ** 3, maxTotalBytes: 16 * 1024 ** 3, maxRatio: 400 };

async function readWorkbook(sample: RowSample, path: string, wished: string | undefined, signal?: AbortSignal): Promise<void> {
  const found = await tableKind(path, path, WORKBOOK_LIMITS);
  if (found.kind === 'problem') throw tableProblemError(path, found.problem);
  await withWorkbook(path, wished ?? '', async (workbook) => {
    const strings = await loadStrings(workbook, Number.POSITIVE_INFINITY, signal);
    for (const { name, part } of sheetsToRead(workbook, path, wished)) {
      const reader = new RowReader({ ...workbook, strings }, Number.POSITIVE_INFINITY);
      const groups = rowsOf(workbook.package.read(part, signal), reader);
      for await (const group of groups) for (const { cells } of group) sample.add(cells);
      if (sample.count > 1 || name === wished) return;
    }
  });
}

/** The sheet asked for, or all in order: the first that has rows is read. */
function sheetsToRead({ sheets }: Workbook, file: string, wished: string | undefined): readonly { name: string; part: string }[] {
  const readable = sheets.flatMap(({ name, part }) => (part === undefined ? [] : [{ name, part }]));
  if (wished === undefined) return readable;
  const chosen = readable.filter(({ name }) => name === wished);
  if (chosen.length === 0)
    throw new MregError('usage', 'trace.no-sheet', { file, sheet: wished, known: readable.map(({ name }) => name).join('、') });
  return chosen;
}

const FIELD_BY_HEADING: ReadonlyMap<string, FieldKey> = new Map(
  FIELDS.flatMap(({ key, zh }): [string, FieldKey][] => [
    [key, key],
    [foldText(zh), key],
  ]),
);
/** One heading alone may be a value that happens to read like one. */
const FEWEST_HEADINGS = 2;

/** The row that heads the columns as an export does; above it may stand titles. Without one nothing is known of the columns. */
function headerOf(head: readonly SampledRow[]): { readonly fields: readonly (FieldKey | undefined)[]; readonly headerRow: number } {
  const named = head.map(({ cells }) => cells.map((cell) => FIELD_BY_HEADING.get(foldText(cell).toLowerCase())));
  const headerRow = named.findIndex((fields) => fields.filter((field) => field !== undefined).length >= FEWEST_HEADINGS);
  return { fields: named[headerRow] ?? [], headerRow };
}
