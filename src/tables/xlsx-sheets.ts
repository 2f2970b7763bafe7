import { MregError } from '../domain/error.js';
import { readSharedStrings, type SharedStrings } from './shared-strings.js';
import type { CellFormat } from './xlsx-numbers.js';
import { XlsxPackage, type SheetPart } from './xlsx-package.js';
import type { RowReader, XlsxRow } from './xlsx-rows.js';
import { XmlCursor, XmlError } from './xml-cursor.js';
import { xmlSegments } from './xml-segments.js';

const ROW_NAMES = { container: 'sheetData', element: 'row' } as const;

/** An open workbook and what is needed to read the cells of its sheets. */
export interface Workbook {
  readonly package: XlsxPackage;
  readonly sheets: readonly SheetPart[];
  readonly is1904: boolean;
  readonly stringsPart: string | undefined;
  readonly formats: readonly CellFormat[];
}

/** @throws MregError `import.old-workbook` and its like, `import.xlsx-broken`, `import.zip-*` */
export async function openWorkbook(path: string): Promise<Workbook> {
  const opened = await XlsxPackage.open(path);
  try {
    const { sheets, is1904, stringsPart, stylesPart } = await opened.sheets();
    return { package: opened, sheets, is1904, stringsPart, formats: await opened.formats(stylesPart) };
  } catch (cause) {
    await opened.close();
    throw workbookError(cause, path, '', 0);
  }
}

/** Opens a workbook, lends it, and closes it whatever happens. `sheet` is for messages. */
export async function withWorkbook<T>(path: string, sheet: string, use: (workbook: Workbook) => Promise<T>): Promise<T> {
  const workbook = await openWorkbook(path);
  try {
    return await use(workbook);
  } catch (cause) {
    throw workbookError(cause, path, sheet, 0);
  } finally {
    await workbook.package.close();
  }
}

/** The texts that cells refer to, at least the first `most`. */
export async function loadStrings(workbook: Workbook, most: number, signal: AbortSignal | undefined): Promise<SharedStrings> {
  const chunks = workbook.stringsPart === undefined || most === 0 ? nothing() : workbook.package.read(workbook.stringsPart, signal);
  return await readSharedStrings(chunks, most);
}

async function* nothing(): AsyncGenerator<Buffer> {
  yield Buffer.from('<sst/>');
}

/** The rows in a sheet's markup, group by group. `onHead` gets what stands before them. */
export async function* rowsOf(
  chunks: AsyncIterable<Buffer>,
  reader: RowReader,
  onHead?: (head: string) => void,
): AsyncGenerator<XlsxRow[]> {
  for await (const segment of xmlSegments(chunks, ROW_NAMES, onHead)) {
    const cursor = new XmlCursor(segment.bytes, segment.from, segment.to);
    const rows: XlsxRow[] = [];
    for (let row = reader.next(cursor); row !== undefined; row = reader.next(cursor)) rows.push(row);
    yield rows;
  }
}

/** Broken markup gets the message that says where. */
export function workbookError(cause: unknown, file: string, sheet: string, row: number): unknown {
  if (!(cause instanceof XmlError)) return cause;
  return new MregError('input-refused', 'import.xlsx-broken', { file, sheet, row, detail: cause.message }, { cause });
}
