import { MregError } from '../domain/error.js';
import { csvChunks } from './chunks/csv-chunks.js';
import { csvDialect, FRAMES, MAX_QUOTED_RECORD_BYTES } from './chunks/dialect.js';
import { sheetChunks } from './chunks/sheet-chunks.js';
import type { CheckDeps, ImportRequest } from './import-deps.js';
import { mapHeader, type MappingOptions } from './mapping/header-mapping.js';
import { readMappingFile } from './mapping/mapping-file.js';
import { inspectCsv, type CsvLayout } from './readers/csv-layout.js';
import { openInputs, type InputFile, type SkippedEntry } from './readers/packages.js';
import { sha256OfFile } from '../tables/file-digest.js';
import { transcodeToUtf8 } from './readers/transcode.js';
import { inspectWorkbook, type XlsxSheet } from './readers/xlsx-workbook.js';
import { columnsOf, type TablePlan } from './table-plan.js';

export interface PlannedInput {
  readonly plans: readonly TablePlan[];
  readonly skipped: readonly SkippedEntry[];
}

/** Opens the input, inspects every table in it and maps its columns. Nothing is loaded before all of it is understood. */
export async function planTables(request: ImportRequest, deps: CheckDeps): Promise<PlannedInput> {
  const mapping = request.mappingPath === undefined ? undefined : await readMappingFile(request.mappingPath);
  const options: MappingOptions = { mapping, profile: request.profile };
  const { files, skipped: passedOver, scans } = await openInputs(request.paths, deps.workPath, deps.limits, deps.signal);
  const plans: TablePlan[] = [];
  const skipped = [...passedOver];
  for (const file of files) {
    const found = await planFile(file, request, options, deps).catch((cause: unknown) => explain(cause, file, request));
    if (found === 'no-table') skipped.push({ name: file.name, reason: 'no-header' });
    else plans.push(...found);
  }
  if (plans.length === 0) throw new MregError('input-refused', 'import.no-tables', { paths: request.paths.join(' '), scans: scans.length });
  for (const plan of plans) deps.onPlan(plan);
  return { plans, skipped };
}

/** A text without a header is an error when it was named, and a leaflet when it only lay beside the tables. */
function explain(cause: unknown, file: InputFile, request: ImportRequest): 'no-table' {
  if (!(cause instanceof MregError)) throw cause;
  if (cause.key === 'import.no-header' && !request.paths.includes(file.name)) return 'no-table';
  // What was unpacked has a name of ours; the user knows it by the package's.
  const values = cause.values['file'] === undefined ? cause.values : { ...cause.values, file: file.name };
  throw new MregError(cause.kind, cause.key, values, { cause });
}

async function planFile(file: InputFile, request: ImportRequest, options: MappingOptions, deps: CheckDeps): Promise<TablePlan[]> {
  return file.kind === 'csv' ? [await planCsv(file, request, options, deps)] : await planWorkbook(file, request, options, deps);
}

async function planCsv(file: InputFile, request: ImportRequest, mapping: MappingOptions, deps: CheckDeps): Promise<TablePlan> {
  const { encoding, delimiter } = request;
  const asked = { encoding, delimiter, mostLineBytes: mostLineBytes(request.chunkBytes), ...mapping };
  const original = await inspectCsv(file.localPath, asked, deps.signal);
  const readable = await readableCopy(file, original, deps);
  const layout = readable === file.localPath ? original : await inspectCsv(readable, { ...asked, encoding: 'utf-8' }, deps.signal);
  const dialect = csvDialect(layout.delimiter);
  return {
    ...describe(file, layout.header, mapping, { encoding: layout.encoding, dialect, framed: false }),
    path: readable,
    sheet: '',
    sha256: original.sha256,
    encoding: original.encoding,
    source: csvChunks(readable, layout.bytes, dialect, request.chunkBytes),
    start: { offset: layout.dataStart, line: layout.firstDataLine },
    mostRows: Math.max(1, layout.bytes),
  };
}

/** A chunk holds a quoted record of the greatest length and the rest of the line it ends in; else it could not be cut. */
function mostLineBytes(chunkBytes: number): number {
  return Math.max(chunkBytes - MAX_QUOTED_RECORD_BYTES, chunkBytes / 2);
}

/**
 * UTF-16 cannot be cut at line ends byte by byte, and in GB 18030 a byte of a character may look like `|` (東 is 96 7C):
 * such a file is read from a UTF-8 copy.
 */
async function readableCopy(file: InputFile, layout: CsvLayout, deps: CheckDeps): Promise<string> {
  const isCutByBytes = layout.encoding === 'utf-8' || (layout.encoding === 'gb18030' && layout.delimiter !== '|');
  if (isCutByBytes) return file.localPath;
  return await transcodeToUtf8(file.localPath, layout, deps.workPath, deps.signal);
}

async function planWorkbook(file: InputFile, request: ImportRequest, mapping: MappingOptions, deps: CheckDeps): Promise<TablePlan[]> {
  const sha256 = await sha256OfFile(file.localPath, deps.signal);
  const sheets = await inspectWorkbook(file.localPath, mapping, deps.signal);
  const wanted = request.sheet === undefined ? sheets : sheets.filter((sheet) => sheet.name === request.sheet);
  if (wanted.length === 0) throw noSuchSheet(file, request.sheet ?? '', sheets);
  return wanted.filter((sheet) => sheet.readable).map((sheet) => planSheet(file, sheet, sha256, mapping));
}

function planSheet(file: InputFile, sheet: XlsxSheet, sha256: string, mapping: MappingOptions): TablePlan {
  return {
    ...describe(file, sheet.header, mapping, { encoding: 'utf-8', dialect: FRAMES, framed: true }),
    path: file.localPath,
    sheet: sheet.name,
    sha256,
    encoding: 'xlsx',
    source: sheetChunks(file.localPath, sheet),
    start: { offset: sheet.headerRow, line: sheet.headerRow + 1 },
    mostRows: MOST_SHEET_ROWS,
  };
}

/** Rows of the largest sheet the format allows. */
const MOST_SHEET_ROWS = 1_048_576;

type SetupOf = Pick<TablePlan['setup'], 'encoding' | 'dialect' | 'framed'>;

function describe(file: InputFile, header: readonly string[], options: MappingOptions, setup: SetupOf) {
  const mapping = mapHeader(header, options);
  const scansPresent = file.scans === undefined ? undefined : [...file.scans];
  return {
    name: file.name,
    bytes: file.bytes,
    setup: { ...columnsOf(mapping), ...setup, scansPresent },
    mapping: mapping.report,
    missing: mapping.missing,
  };
}

function noSuchSheet(file: InputFile, sheet: string, sheets: readonly XlsxSheet[]): MregError {
  return new MregError('input-refused', 'import.no-sheet', { file: file.name, sheet, sheets: sheets.map(({ name }) => name).join('、') });
}
