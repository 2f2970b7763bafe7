import { CELL_SEPARATOR } from '../../domain/row-text.js';
import type { ByteSink } from '../../report/xlsx/zip-writer.js';
import type { FileHead, RowBlocks } from './file-head.js';

const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';
/** A cell of the joined row that needs quotes, or that a spreadsheet would take for a formula. */
const NEEDS_CARE = new RegExp(`[",\\r\\n]|(?:^|${CELL_SEPARATOR})[=+\\-@\\t]`, 'u');
const NEEDS_QUOTES = /[",\r\n]/u;
const FORMULA_START = /^[=+\-@\t\r]/u;

/**
 * CSV as RFC 4180 has it, in UTF-8 with a byte order mark: without one Excel reads Chinese as another encoding. A cell that
 * a spreadsheet would take for a formula gets an apostrophe before it, as typing it would.
 */
export async function writeCsv(sink: ByteSink, { columns }: FileHead, blocks: RowBlocks): Promise<void> {
  await sink(Buffer.from(BYTE_ORDER_MARK + record(columns.map(({ title }) => title)) + LINE_END));
  for (const rows of blocks) await sink(Buffer.from(rows.map(record).join(LINE_END) + LINE_END));
}

/** Most rows need no care, which one look at the whole tells. */
function record(cells: readonly string[]): string {
  const joined = cells.join(CELL_SEPARATOR);
  return NEEDS_CARE.test(joined) ? cells.map(carefulCell).join(',') : joined.replaceAll(CELL_SEPARATOR, ',');
}

function carefulCell(cell: string): string {
  const inert = FORMULA_START.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
