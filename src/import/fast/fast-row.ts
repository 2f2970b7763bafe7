import { FIELD_COUNT, FIELD_KEYS } from '../../domain/fields.js';
import type { RecordScanner } from '../chunks/record-scanner.js';
import type { TableSetup } from '../rows/chunk-task.js';
import type { RowBuffer } from '../rows/row-buffer.js';
import type { RowCheckSetup } from '../rows/row-checker.js';
import { CertainCells } from './certain-cells.js';
import { CertainRelations } from './certain-relations.js';

/**
 * Takes a row that is certainly clean from the bytes of the file into the row buffer, without making a string. It never
 * judges: what it does not take, the validator sees.
 */
export class FastRow {
  private readonly row: RowBuffer;
  private readonly cells: CertainCells;
  private readonly relations: CertainRelations;
  /** Cell of each field in a record, -1 when no column gives it. */
  private readonly cellOf: Int32Array;
  /** Cells whose text would be kept under a header of its own: such rows are not plain. */
  private readonly extraCells: readonly number[];

  constructor(setup: RowCheckSetup, table: TableSetup, row: RowBuffer) {
    const lead = table.framed ? 1 : 0;
    this.row = row;
    this.cells = new CertainCells(row, setup.reference);
    this.relations = new CertainRelations(row, this.cells, setup);
    this.cellOf = Int32Array.from(FIELD_KEYS, (key) => {
      const column = table.columns.indexOf(key);
      return column === -1 ? -1 : column + lead;
    });
    this.extraCells = table.extras.flatMap((name, column) => (name === undefined ? [] : [column + lead]));
  }

  /** @returns whether the row was taken; if not, the row buffer holds nothing of use. */
  fill(id: number, bytes: Buffer, { starts, ends }: RecordScanner): boolean {
    const { row, cells, cellOf } = this;
    for (const cell of this.extraCells) if (ends[cell] !== starts[cell]) return false;
    row.begin(id);
    cells.begin(bytes);
    for (let index = 0; index < FIELD_COUNT; index += 1) {
      const cell = cellOf[index] as number;
      row.open();
      if (cell >= 0) {
        const start = starts[cell] as number;
        const end = ends[cell] as number;
        if (end > start && !cells.take(index, start, end)) return false;
      }
      row.close();
    }
    if (!this.relations.hold()) return false;
    cells.raw.closeInto(row);
    row.open();
    row.close();
    return true;
  }
}
