import { MregError } from '../../domain/error.js';
import type { SharedStrings } from '../../tables/shared-strings.js';
import type { SheetPart } from '../../tables/xlsx-package.js';
import { RowReader, type XlsxRow } from '../../tables/xlsx-rows.js';
import { loadStrings, openWorkbook, rowsOf, withWorkbook, workbookError, type Workbook } from '../../tables/xlsx-sheets.js';
import type { MappingOptions } from '../mapping/header-mapping.js';
import { findHeader } from '../mapping/header-rows.js';

export type { XlsxRow } from '../../tables/xlsx-rows.js';

/** A sheet of a workbook, and whether its rows can be read. */
export interface XlsxSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** It has a header we know. */
  readonly readable: boolean;
  /** Why not, when it is not `readable`; the message is `import.sheet.${problem}`. */
  readonly problem?: 'no-worksheet' | 'empty' | 'no-header';
  /** Empty when not `readable`. A header of two rows is one here: `男方` over `姓名` is `男方姓名`. */
  readonly header: readonly string[];
  /** Row of the sheet, from 1, of the header's last row; 0 when not `readable`. */
  readonly headerRow: number;
  /** Titles stand above the header, or it has two rows. */
  readonly headerIsGuessed: boolean;
  /** As the workbook claims it, for progress; `undefined` when it does not say. */
  readonly lastRow: number | undefined;
  /** The first cells of a sheet without a header. */
  readonly seen: readonly string[];
  readonly part: string;
}

/** Titles, units and dates of print stand above a header; further down it is not looked for. */
const ROWS_TO_HEADER = 60;
const ROWS_A_BATCH = 500;

/**
 * Looks into every sheet of a workbook for a header.
 * @throws MregError `import.no-header` when no sheet has one; `import.old-workbook`, `import.encrypted-workbook` and their like;
 *   `import.xlsx-broken`, `import.zip-*`
 */
export async function inspectWorkbook(path: string, options: MappingOptions = {}, signal?: AbortSignal): Promise<XlsxSheet[]> {
  return await withWorkbook(path, '', async (workbook) => {
    const heads: SheetHead[] = [];
    for (const sheet of workbook.sheets) heads.push(await readHead(workbook, sheet, signal));
    const most = Math.max(0, ...heads.map((head) => head.stringsNeeded));
    const strings = await loadStrings(workbook, most, signal);
    const sheets = heads.map((head) => describeSheet(head, resolved(head, strings), options));
    if (!sheets.some((sheet) => sheet.readable)) throw noHeader(path, sheets);
    return sheets;
  });
}

/**
 * The rows under a sheet's header, in batches; empty rows are left out. Cells are padded to the width of the header.
 * @throws MregError `import.xlsx-broken` with the sheet and the last good row, `import.zip-*`
 */
export async function* readSheetRows(path: string, sheet: XlsxSheet, signal?: AbortSignal): AsyncGenerator<readonly XlsxRow[]> {
  const workbook = await openWorkbook(path);
  let reader: RowReader | undefined;
  try {
    const strings = await loadStrings(workbook, Number.POSITIVE_INFINITY, signal);
    reader = new RowReader({ ...workbook, strings }, sheet.header.length);
    yield* batchesAfter(sheet.headerRow, rowsOf(workbook.package.read(sheet.part, signal), reader));
  } catch (cause) {
    throw workbookError(cause, path, sheet.name, reader?.row ?? 0);
  } finally {
    await workbook.package.close();
  }
}

async function* batchesAfter(headerRow: number, groups: AsyncIterable<XlsxRow[]>): AsyncGenerator<readonly XlsxRow[]> {
  let batch: XlsxRow[] = [];
  for await (const rows of groups) {
    for (const row of rows) if (row.row > headerRow) batch.push(row);
    if (batch.length < ROWS_A_BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

interface SheetHead {
  readonly sheet: SheetPart;
  readonly rows: readonly XlsxRow[];
  readonly lastRow: number | undefined;
  /** Shared strings from the beginning of the table that the rows refer to. */
  readonly stringsNeeded: number;
}

/** A shared string that is not read yet: the header needs few of them, and they stand at the beginning of a long table. */
const PENDING = '\u0000';

async function readHead(workbook: Workbook, sheet: SheetPart, signal: AbortSignal | undefined): Promise<SheetHead> {
  const rows: XlsxRow[] = [];
  let lastRow: number | undefined;
  let stringsNeeded = 0;
  const at = (index: number): string => {
    stringsNeeded = Math.max(stringsNeeded, index + 1);
    return PENDING + String(index);
  };
  const reader = new RowReader({ ...workbook, strings: { at } }, Number.POSITIVE_INFINITY);
  if (sheet.part !== undefined) {
    const groups = rowsOf(workbook.package.read(sheet.part, signal), reader, (head) => (lastRow = lastRowClaimed(head)));
    for await (const group of groups) {
      rows.push(...group.slice(0, ROWS_TO_HEADER - rows.length));
      if (rows.length >= ROWS_TO_HEADER) break;
    }
  }
  return { sheet, rows, lastRow, stringsNeeded };
}

/** `<dimension ref="A1:AP200001"/>` → 200001. */
function lastRowClaimed(head: string): number | undefined {
  const row = /<(?:[\w.-]+:)?dimension\s[^>]*ref="[A-Z]+\d+:[A-Z]+(\d+)"/u.exec(head)?.[1];
  return row === undefined ? undefined : Number(row);
}

function resolved(head: SheetHead, strings: SharedStrings): XlsxRow[] {
  const text = (cell: string): string => (cell.startsWith(PENDING) ? strings.at(Number(cell.slice(1))) : cell);
  return head.rows.map(({ row, cells }) => ({ row, cells: cells.map(text) }));
}

function describeSheet(head: SheetHead, rows: readonly XlsxRow[], options: MappingOptions): XlsxSheet {
  const { name, isHidden, part = '' } = head.sheet;
  const found = findHeader(
    rows.map((row) => row.cells),
    options,
  );
  const base = { name, hidden: isHidden, part, lastRow: head.lastRow };
  if (found === undefined)
    return { ...base, readable: false, problem: problemOf(head), header: [], headerRow: 0, headerIsGuessed: false, seen: cellsSeen(rows) };
  const [first, last] = [rows[found.first]?.row ?? 0, rows[found.last]?.row ?? 0];
  return { ...base, readable: true, header: found.header, headerRow: last, headerIsGuessed: first !== 1 || last !== 1, seen: [] };
}

function problemOf(head: SheetHead): 'no-worksheet' | 'empty' | 'no-header' {
  if (head.sheet.part === undefined) return 'no-worksheet';
  return head.rows.length === 0 ? 'empty' : 'no-header';
}

function cellsSeen(rows: readonly XlsxRow[]): readonly string[] {
  const cells = rows[0]?.cells.filter((cell) => cell.trim() !== '') ?? [];
  return cells.slice(0, 6).map((cell) => cell.trim().slice(0, 30));
}

function noHeader(file: string, sheets: readonly XlsxSheet[]): MregError {
  const seen = sheets.map((sheet) => `${sheet.name}: ${sheet.seen.join(' · ')}`).join(' | ');
  return new MregError('input-refused', 'import.no-header', { file, encoding: 'xlsx', seen });
}
