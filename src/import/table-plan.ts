import type { FieldKey } from '../domain/fields.js';
import type { TableSetup } from './rows/chunk-task.js';
import type { ColumnReport, HeaderMapping } from './mapping/header-mapping.js';
import type { ChunkSource, Position } from './chunks/chunk.js';

/** One table of the input, inspected and mapped, ready to be read. */
export interface TablePlan {
  /** As shown to the user: `box.zip!/rows.csv`. */
  readonly name: string;
  /** Where the bytes are: the file itself, or what was unpacked of it. */
  readonly path: string;
  readonly sheet: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly encoding: string;
  readonly setup: TableSetup;
  readonly source: ChunkSource;
  readonly start: Position;
  readonly mapping: readonly ColumnReport[];
  readonly missing: readonly FieldKey[];
  readonly mostRows: number;
}

/** Columns as the row pipeline takes them, from a header mapping. */
export function columnsOf(mapping: HeaderMapping): Pick<TableSetup, 'columns' | 'extras'> {
  return { columns: mapping.columns, extras: extraNames(mapping.report) };
}

/**
 * Unmapped columns are kept with the row under their header; two alike are told apart by their place, and so is the one name
 * under which an object keeps nothing.
 */
function extraNames(report: readonly ColumnReport[]): (string | undefined)[] {
  const taken = new Set(['', '__proto__']);
  return report.map((column) => {
    if (column.how !== 'unmapped') return undefined;
    const name = !taken.has(column.header) ? column.header : `#${column.column + 1}`;
    taken.add(name);
    return name;
  });
}
