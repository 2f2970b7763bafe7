import { displayWidth, padEndColumns, padStartColumns } from '../lib/display-width.js';

export interface TableColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** A plain table for a terminal: a header and rows in columns two spaces apart, Chinese counted as two columns. */
export function tableLines(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): readonly string[] {
  const table = [columns.map((column) => column.title), ...rows];
  const widths = columns.map((_, index) => Math.max(...table.map((row) => displayWidth(row[index] ?? ''))));
  return table.map((row) =>
    columns
      .map((column, index) => padCell(row[index] ?? '', widths[index] ?? 0, column))
      .join('  ')
      .trimEnd(),
  );
}

function padCell(text: string, width: number, column: TableColumn): string {
  return column.align === 'right' ? padStartColumns(text, width) : padEndColumns(text, width);
}

/** A whole number with thousands apart, the same in both languages: `1,234,567`. */
export function countText(count: number): string {
  return count.toLocaleString('en-US');
}
