export const CSV_BYTE_ORDER_MARK = '\uFEFF';
export const CSV_LINE_END = '\r\n';

const NEEDS_QUOTES = /[",\r\n]/u;
const FORMULA_START = /^[=+\-@\t\r]/u;

/** A cell of RFC 4180. One that a spreadsheet would take for a formula gets an apostrophe before it, as typing it would. */
export function csvCell(cell: string): string {
  const inert = FORMULA_START.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
