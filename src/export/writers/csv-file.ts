import { CELL_SEPARATOR, ROW_SEPARATOR } from '../../domain/row-text.js';
import { CSV_BYTE_ORDER_MARK, CSV_LINE_END, csvCell } from '../../report/csv-cells.js';
import type { ByteSink } from '../../report/xlsx/zip-writer.js';
import type { FileHead, RowBlocks } from './file-head.js';

/** Ends a row in the joined text of a block; no cell can hold it, and its first byte becomes the CR. */
const ROW_END = `${ROW_SEPARATOR}\n`;
/** Some cell of a joined block needs quotes, or a spreadsheet would take it for a formula. */
const NEEDS_CARE = new RegExp(`[",\\r]|(?<!${ROW_SEPARATOR})\\n|[${CELL_SEPARATOR}\\n][=+\\-@\\t]|^[=+\\-@\\t]`);

const CELL_BYTE = CELL_SEPARATOR.charCodeAt(0);
const ROW_BYTE = ROW_SEPARATOR.charCodeAt(0);
const COMMA_BYTE = 0x2c;
const CR_BYTE = 0x0d;

/**
 * CSV as RFC 4180 has it, in UTF-8 with a byte order mark: without one Excel reads Chinese as another encoding. A cell that
 * a spreadsheet would take for a formula gets an apostrophe before it, as typing it would.
 */
export async function writeCsv(sink: ByteSink, { columns }: FileHead, blocks: RowBlocks): Promise<void> {
  await sink(Buffer.from(CSV_BYTE_ORDER_MARK + carefulRow(columns.map(({ title }) => title)) + CSV_LINE_END));
  for (const rows of blocks) await sink(blockBytes(rows));
}

/** Most blocks need no care, which one look at the whole tells; then bytes are changed instead of texts, at a third of the cost. */
function blockBytes(rows: readonly (readonly string[])[]): Uint8Array {
  const joined = rows.map((cells) => cells.join(CELL_SEPARATOR)).join(ROW_END) + ROW_END;
  if (NEEDS_CARE.test(joined)) return Buffer.from(rows.map(carefulRow).join(CSV_LINE_END) + CSV_LINE_END);
  const bytes = Buffer.from(joined);
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === CELL_BYTE) bytes[at] = COMMA_BYTE;
    else if (byte === ROW_BYTE) bytes[at] = CR_BYTE;
  }
  return bytes;
}

function carefulRow(cells: readonly string[]): string {
  return cells.map(csvCell).join(',');
}
