import type { Sheet, SheetCell, SheetRow } from '../../report/xlsx/sheet-xml.js';
import { writeWorkbook } from '../../report/xlsx/workbook-writer.js';
import type { ByteSink } from '../../report/xlsx/zip-writer.js';
import type { ExportRows, FileHead, RowBlocks } from './file-head.js';

/** A sheet of Excel ends here; it is a parameter only so that a test need not write a million rows. */
const SHEET_ROWS = 1_048_576;
const COLUMN_WIDTH = 18;

/**
 * A workbook of text cells. Above the column titles stands what the export is: purpose, officer, approval, expiry. Records
 * that one sheet has no room for go on in the next, which begins with the same head.
 */
export async function writeXlsx(sink: ByteSink, head: FileHead, rows: ExportRows, sheetRows = SHEET_ROWS): Promise<void> {
  const feed = new RowFeed(rows.blocks());
  await writeWorkbook(sink, sheetsOf(head, feed, sheetRows), { author: 'mreg' });
}

function* sheetsOf(head: FileHead, feed: RowFeed, sheetRows: number): Generator<Sheet> {
  const above = headRows(head);
  for (let number = 1; number === 1 || !feed.isEmpty; number += 1) {
    yield {
      name: `数据${number}`,
      widths: head.columns.map(() => COLUMN_WIDTH),
      frozenRows: above.length,
      rows: sheetRowsOf(above, feed, sheetRows),
    };
  }
}

function* sheetRowsOf(above: readonly SheetRow[], feed: RowFeed, sheetRows: number): Generator<SheetRow> {
  yield* above;
  for (let room = sheetRows - above.length; room > 0 && !feed.isEmpty; room -= 1) yield { cells: feed.take().map((text) => ({ text })) };
}

function headRows({ columns, facts }: FileHead): readonly SheetRow[] {
  return [
    ...facts.map(([label, text]): SheetRow => ({ cells: [{ text: label, style: 'key' }, { text }] })),
    { cells: columns.map(({ title }): SheetCell => ({ text: title, style: 'header' })) },
  ];
}

/** Rows of the blocks one by one, and whether there is another: a sheet is begun only when it will not be empty. */
class RowFeed {
  private readonly blocks: Iterator<readonly (readonly string[])[]>;
  private block: readonly (readonly string[])[] = [];
  private at = 0;

  constructor(blocks: RowBlocks) {
    this.blocks = blocks[Symbol.iterator]();
  }

  get isEmpty(): boolean {
    while (this.at >= this.block.length) {
      const { done, value } = this.blocks.next();
      if (done === true) return true;
      this.block = value;
      this.at = 0;
    }
    return false;
  }

  /** Call it only when it is not empty. */
  take(): readonly string[] {
    const row = this.block[this.at] ?? [];
    this.at += 1;
    return row;
  }
}
