import { inspectWorkbook, readSheetRows } from '../readers/xlsx-workbook.js';
import type { SheetLine } from './repair-sheet.js';
import { SHEET_COLUMNS } from './sheet-layout.js';

/** Columns a clerk may have added beside ours are read too, to no effect; further right nothing is looked for. */
const ALL_COLUMNS: readonly string[] = Array.from({ length: 2 * SHEET_COLUMNS.length }, () => '');

/**
 * Every row of every sheet, headers included: the repair sheet's own two rows of headers say more than a header found by
 * resemblance. @throws MregError as `inspectWorkbook` and `readSheetRows` do.
 */
export async function* readWorkbookLines(path: string, signal?: AbortSignal): AsyncGenerator<SheetLine> {
  for (const sheet of await inspectWorkbook(path, {}, signal)) {
    if (sheet.part === '') continue;
    for await (const rows of readSheetRows(path, { ...sheet, header: ALL_COLUMNS, headerRow: 0 }, signal)) {
      for (const { row, cells } of rows) yield { sheet: sheet.name, line: row, cells };
    }
  }
}
