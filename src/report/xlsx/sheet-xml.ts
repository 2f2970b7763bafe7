import { columnName, escapeXml, looksLikeFormula, sheetText } from './cell-text.js';
import { styleNumber, type CellStyle } from './styles.js';

export interface SheetCell {
  readonly text: string;
  readonly style?: CellStyle;
  /** Shown when the pointer rests on the cell. */
  readonly comment?: string;
}

export interface SheetRow {
  readonly cells: readonly SheetCell[];
  readonly heightPoints?: number;
}

export interface Sheet {
  readonly name: string;
  /** Width of each column in characters. */
  readonly widths: readonly number[];
  /** Rows and columns that stay in view. */
  readonly frozenRows?: number;
  readonly frozenColumns?: number;
  /** The row that carries filter buttons, counted from 1. */
  readonly filterRow?: number;
  readonly rows: Iterable<SheetRow> | AsyncIterable<SheetRow>;
}

/** A comment with the cell it hangs on, both counted from 1. */
export interface PlacedComment {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The XML of one sheet, row by row. The comments it meets go to `onComment`, since they live in another part. */
export async function* sheetXml(
  sheet: Sheet,
  onComment: (comment: PlacedComment) => void,
  hasComments: () => boolean,
): AsyncGenerator<string> {
  yield `${XML_HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}">${viewXml(sheet)}${columnsXml(sheet)}<sheetData>`;
  let rowNumber = 0;
  for await (const row of sheet.rows) {
    rowNumber += 1;
    yield rowXml(row, rowNumber, onComment);
  }
  yield `</sheetData>${filterXml(sheet, rowNumber)}<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>`;
  yield `<pageSetup paperSize="9" orientation="landscape"/>${hasComments() ? '<legacyDrawing r:id="rId1"/>' : ''}</worksheet>`;
}

function viewXml({ frozenRows = 0, frozenColumns = 0 }: Sheet): string {
  if (frozenRows + frozenColumns === 0) return '<sheetViews><sheetView workbookViewId="0"/></sheetViews>';
  const pane = frozenColumns === 0 ? 'bottomLeft' : frozenRows === 0 ? 'topRight' : 'bottomRight';
  const split = `${frozenColumns > 0 ? ` xSplit="${frozenColumns}"` : ''}${frozenRows > 0 ? ` ySplit="${frozenRows}"` : ''}`;
  const corner = `${columnName(frozenColumns + 1)}${frozenRows + 1}`;
  return `<sheetViews><sheetView workbookViewId="0"><pane${split} topLeftCell="${corner}" activePane="${pane}" state="frozen"/></sheetView></sheetViews>`;
}

/** The text format on whole columns, so that a number typed into an empty cell keeps its digits too. */
function columnsXml({ widths }: Sheet): string {
  // Excel calls an empty list of columns damage.
  if (widths.length === 0) return '';
  const style = styleNumber('text', false);
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1" style="${style}"/>`,
  );
  return `<cols>${columns.join('')}</cols>`;
}

function filterXml({ filterRow, widths }: Sheet, lastRow: number): string {
  if (filterRow === undefined || lastRow < filterRow) return '';
  return `<autoFilter ref="A${filterRow}:${columnName(widths.length)}${lastRow}"/>`;
}

function rowXml(row: SheetRow, rowNumber: number, onComment: (comment: PlacedComment) => void): string {
  let cells = '';
  for (const [index, cell] of row.cells.entries()) {
    if (cell.comment !== undefined) onComment({ row: rowNumber, column: index + 1, text: cell.comment });
    cells += cellXml(cell, index + 1, rowNumber);
  }
  const height = row.heightPoints === undefined ? '' : ` ht="${row.heightPoints}" customHeight="1"`;
  return `<row r="${rowNumber}"${height}>${cells}</row>`;
}

/** Every cell is an inline string: the writer has no way to make a formula, a link or rich text. */
function cellXml({ text, style = 'text' }: SheetCell, column: number, row: number): string {
  if (text === '' && style === 'text') return '';
  const place = `r="${columnName(column)}${row}" s="${styleNumber(style, looksLikeFormula(text))}"`;
  if (text === '') return `<c ${place}/>`;
  return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escapeXml(sheetText(text))}</t></is></c>`;
}
