import { escapeHtml } from './escape.js';

export interface HtmlColumn {
  readonly title: string;
  readonly kind?: 'text' | 'number' | 'code';
}

/** A cell is text, which is escaped here, or HTML whose maker has escaped it. */
export type HtmlCell = string | number | { readonly html: string };

/** A table, row by row, so that a long one is never held whole. */
export function* tableHtml(columns: readonly HtmlColumn[], rows: Iterable<readonly HtmlCell[]>): Generator<string> {
  const heads = columns.map((column) => `<th scope="col"${classOf(column)}>${escapeHtml(column.title)}</th>`);
  yield `<div class="scroll"><table>\n<thead><tr>${heads.join('')}</tr></thead>\n<tbody>\n`;
  for (const row of rows) yield `<tr>${row.map((cell, index) => `<td${classOf(columns[index])}>${cellHtml(cell)}</td>`).join('')}</tr>\n`;
  yield '</tbody></table></div>\n';
}

function classOf(column: HtmlColumn | undefined): string {
  return column?.kind === undefined || column.kind === 'text' ? '' : ` class="${column.kind}"`;
}

function cellHtml(cell: HtmlCell): string {
  return typeof cell === 'object' ? cell.html : escapeHtml(cell);
}
