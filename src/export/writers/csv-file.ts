import { CSV_BYTE_ORDER_MARK, CSV_LINE_END, csvCell } from '../../report/csv-cells.js';
import type { ByteSink } from '../../report/xlsx/zip-writer.js';
import type { ExportRows, FileHead } from './file-head.js';

/**
 * CSV as RFC 4180 has it, in UTF-8 with a byte order mark: without one Excel reads Chinese as another encoding. A cell that
 * a spreadsheet would take for a formula gets an apostrophe before it, as typing it would.
 */
export async function writeCsv(sink: ByteSink, { columns }: FileHead, rows: ExportRows): Promise<void> {
  await sink(Buffer.from(CSV_BYTE_ORDER_MARK + csvLine(columns.map(({ title }) => title))));
  for (const lines of rows.csvLines?.() ?? linesOf(rows)) await sink(lines);
}

function* linesOf(rows: ExportRows): Generator<Uint8Array> {
  for (const block of rows.blocks()) yield Buffer.from(block.map(csvLine).join(''));
}

function csvLine(cells: readonly string[]): string {
  return cells.map(csvCell).join(',') + CSV_LINE_END;
}
