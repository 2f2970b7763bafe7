import { readFileSync } from 'node:fs';
import { columnNamed, type SheetColumn } from '../../import/quarantine/sheet-layout.js';
import { inspectWorkbook, readSheetRows } from '../../import/readers/xlsx-workbook.js';
import { stageFile } from '../../report/staged-file.js';
import { writeWorkbook } from '../../report/xlsx/workbook-writer.js';

/** What the paper archive says where the file is wrong: certificate number → column → value. */
type Paper = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Repair {
  readonly rows: number;
  readonly cells: number;
}

/**
 * Does what a clerk does in a spreadsheet program: opens a repair sheet, types into each row what the paper says, and saves
 * it under the same name. Rows whose paper is lost are left as they are.
 */
export async function repairAsClerk(sheetPath: string, paperPath: string): Promise<Repair> {
  const paper = JSON.parse(readFileSync(paperPath, 'utf8')) as Paper;
  const sheet = (await inspectWorkbook(sheetPath)).find(({ readable }) => readable);
  if (sheet === undefined) throw new Error(`${sheetPath} is no repair sheet`);
  const columns = sheet.header.map(columnNamed);
  const rows: (readonly string[])[] = [];
  for await (const batch of readSheetRows(sheetPath, sheet)) rows.push(...batch.map(({ cells }) => cells));
  const repaired = rows.map((cells) => repairRow(cells, columns, paper));
  await save(sheetPath, sheet.name, [sheet.header, ...repaired]);
  return countRepairs(rows, repaired);
}

function repairRow(cells: readonly string[], columns: readonly (SheetColumn | undefined)[], paper: Paper): readonly string[] {
  const said = paper[cells[columns.indexOf('cert_no')] ?? ''] ?? {};
  return cells.map((cell, index) => said[columns[index] ?? ''] ?? cell);
}

async function save(path: string, name: string, rows: readonly (readonly string[])[]): Promise<void> {
  const sheet = { name, widths: [], rows: rows.map((cells) => ({ cells: cells.map((text) => ({ text })) })) };
  const file = await stageFile(path, (sink) => writeWorkbook(sink, [sheet], { author: '' }));
  file.publish();
}

function countRepairs(before: readonly (readonly string[])[], after: readonly (readonly string[])[]): Repair {
  const changed = after.map((cells, row) => cells.filter((cell, column) => cell !== before[row]?.[column]).length);
  return { rows: changed.filter((cells) => cells > 0).length, cells: changed.reduce((sum, cells) => sum + cells, 0) };
}
