import { FIELD_KEYS, type FieldKey } from '../../domain/fields.js';
import { MregError } from '../../domain/error.js';
import { columnNamed, type SheetColumn } from './sheet-layout.js';

/** One row of a workbook as text, as a spreadsheet reader gives it. */
export interface SheetLine {
  readonly sheet: string;
  /** Row of the sheet, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A row that came back. A field whose column was deleted is absent. */
export interface RepairedLine {
  readonly line: number;
  /** `undefined` when the cell holds no id: a row that was typed in. */
  readonly id: number | undefined;
  readonly digest: string;
  readonly cells: Readonly<Partial<Record<FieldKey, string>>>;
}

type Columns = ReadonlyMap<SheetColumn, number>;

/** Where to look for the header: clerks put a title or a note above it. */
const HEADER_WITHIN_ROWS = 10;
const NEEDED: readonly SheetColumn[] = ['quarantine_id', 'origin_digest'];
const WHOLE_NUMBER = /^\d{1,15}$/u;

/**
 * Reads the rows of a repair sheet, columns in any order, whichever header row was kept. Sheets without the id and digest
 * columns (the explanation) are passed over.
 * @throws MregError `input-refused` when no sheet is a repair sheet, or one names a column twice.
 */
export async function* readRepairSheet(lines: AsyncIterable<SheetLine>, path: string): AsyncGenerator<RepairedLine> {
  const columnsBySheet = new Map<string, Columns>();
  for await (const line of lines) {
    const header = headerOf(line, path);
    if (header !== undefined) columnsBySheet.set(line.sheet, header);
    const columns = columnsBySheet.get(line.sheet);
    if (header !== undefined || columns === undefined || isBlank(line)) continue;
    yield repairedLine(line, columns);
  }
  if (columnsBySheet.size === 0) throw new MregError('input-refused', 'quarantine.no-repair-sheet', { path });
}

/** Both header rows name the columns, so either may have been deleted. */
function headerOf({ line, cells }: SheetLine, path: string): Columns | undefined {
  if (line > HEADER_WITHIN_ROWS) return undefined;
  const columns = new Map<SheetColumn, number>();
  let twice: string | undefined;
  for (const [index, cell] of cells.entries()) {
    const column = columnNamed(cell);
    if (column === undefined) continue;
    if (columns.has(column)) twice = cell;
    columns.set(column, index);
  }
  if (!NEEDED.every((column) => columns.has(column))) return undefined;
  if (twice !== undefined) throw new MregError('input-refused', 'quarantine.column-twice', { path, column: twice.trim() });
  return columns;
}

/** A row whose only content is where it came from still counts: its repair emptied it. */
function isBlank({ cells }: SheetLine): boolean {
  return cells.every((cell) => cell.trim() === '');
}

function repairedLine({ line, cells }: SheetLine, columns: Columns): RepairedLine {
  const at = (column: SheetColumn): string | undefined => {
    const index = columns.get(column);
    return index === undefined ? undefined : (cells[index] ?? '');
  };
  const id = at('quarantine_id')?.trim() ?? '';
  const fields = FIELD_KEYS.flatMap((key) => {
    const text = at(key);
    return text === undefined ? [] : [[key, text] as const];
  });
  return {
    line,
    id: WHOLE_NUMBER.test(id) ? Number(id) : undefined,
    digest: at('origin_digest')?.trim() ?? '',
    cells: Object.fromEntries(fields),
  };
}
