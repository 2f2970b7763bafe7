import { MregError } from '../domain/error.js';
import { foldText } from '../domain/text-folding.js';
import { tableRows } from '../tables/table-rows.js';

/** One person to check, as the file has it. */
export interface CheckRow {
  /** Row of the file, from 1. */
  readonly line: number;
  readonly name: string;
  readonly number: string;
  /** The other party, where the file names one. */
  readonly spouseName: string;
  readonly spouseNumber: string;
}

type Column = Exclude<keyof CheckRow, 'line'>;

/** How the columns are headed; folded, lower case. */
const COLUMN_BY_HEADING: ReadonlyMap<string, Column> = new Map(
  Object.entries({
    name: ['姓名', '当事人姓名', 'name'],
    number: ['证件号码', '身份证号', '身份证号码', '公民身份号码', 'id_number', 'id number', 'document_number', 'document number'],
    spouseName: ['对方姓名', '配偶姓名', 'spouse_name', 'spouse name'],
    spouseNumber: ['对方证件号码', '配偶证件号码', '对方身份证号', '配偶身份证号', 'spouse_id_number', 'spouse id number'],
  } satisfies Record<Column, readonly string[]>).flatMap(([column, headings]) =>
    headings.map((heading): [string, Column] => [heading, column as Column]),
  ),
);

const ROWS_TO_HEADER = 20;

/**
 * The persons of a CSV or XLSX file, row by row; its first sheet counts. Nothing of it is kept.
 * @throws MregError `input-refused` when it cannot be read or no row heads a name and a number
 */
export async function* checkRows(path: string, signal?: AbortSignal): AsyncGenerator<CheckRow> {
  let columns: ReadonlyMap<Column, number> | undefined;
  let line = 0;
  for await (const cells of tableRows(path, signal)) {
    line += 1;
    if (columns !== undefined) {
      const row = rowOf(cells, columns, line);
      if (row !== undefined) yield row;
    } else if (line <= ROWS_TO_HEADER) columns = headerOf(cells);
  }
  if (columns === undefined) throw new MregError('input-refused', 'query.check.no-header', { file: path });
}

function headerOf(cells: readonly string[]): ReadonlyMap<Column, number> | undefined {
  const columns = new Map<Column, number>();
  cells.forEach((cell, at) => {
    const column = COLUMN_BY_HEADING.get(foldText(cell).toLowerCase());
    if (column !== undefined && !columns.has(column)) columns.set(column, at);
  });
  return columns.has('name') && columns.has('number') ? columns : undefined;
}

/** `undefined` for a row with nothing in it. */
function rowOf(cells: readonly string[], columns: ReadonlyMap<Column, number>, line: number): CheckRow | undefined {
  const at = (column: Column): string => cells[columns.get(column) ?? -1]?.trim() ?? '';
  const row = { line, name: at('name'), number: at('number'), spouseName: at('spouseName'), spouseNumber: at('spouseNumber') };
  return row.name === '' && row.number === '' ? undefined : row;
}
