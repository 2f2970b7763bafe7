import ExcelJS from 'exceljs';
import { setImmediate } from 'node:timers/promises';
import type { Writable } from 'node:stream';

/** A cell as a spreadsheet would hold it: text, a number that may have lost digits, a date, or a formula with its value. */
export type SheetCell = string | number | Date | { readonly formula: string; readonly result: string | number };

export interface Sheet {
  readonly name: string;
  /** Lines above the header, each merged over the whole width, as offices like to have them. */
  readonly titles?: readonly string[];
  readonly rows: Iterable<readonly SheetCell[]>;
}

/** Any fixed day: without one the file would carry the hour at which it was made. */
const MADE_ON = new Date(Date.UTC(2025, 10, 1));
const DATE_FORMAT = 'yyyy-mm-dd';
/** Rows between two pauses in which the file stream writes what it holds. */
const ROWS_BETWEEN_PAUSES = 500;

/** Writes sheet after sheet, row after row; exceljs keeps no row that was committed. */
export async function writeWorkbook(stream: Writable, sheets: readonly Sheet[]): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: true });
  workbook.creator = 'samples/generate';
  workbook.created = MADE_ON;
  workbook.modified = MADE_ON;
  for (const sheet of sheets) await writeSheet(workbook.addWorksheet(sheet.name), sheet);
  await workbook.commit();
}

async function writeSheet(worksheet: ExcelJS.Worksheet, { titles = [], rows }: Sheet): Promise<void> {
  let count = 0;
  for (const cells of rows) {
    if (count === 0) writeTitles(worksheet, titles, cells.length);
    writeRow(worksheet, cells);
    if (++count % ROWS_BETWEEN_PAUSES === 0) await setImmediate();
  }
  worksheet.commit();
}

/** Merging asks for the row, so it must come before the row is committed. */
function writeTitles(worksheet: ExcelJS.Worksheet, titles: readonly string[], width: number): void {
  for (const title of titles) {
    const row = worksheet.addRow([title]);
    worksheet.mergeCells(row.number, 1, row.number, width);
    row.commit();
  }
}

function writeRow(worksheet: ExcelJS.Worksheet, cells: readonly SheetCell[]): void {
  const row = worksheet.addRow(cells);
  cells.forEach((cell, index) => {
    if (cell instanceof Date) row.getCell(index + 1).numFmt = DATE_FORMAT;
  });
  row.commit();
}
