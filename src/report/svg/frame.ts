import { escapeHtml } from '../html/escape.js';

/** What a screen reader says about a chart: its name and its whole. */
export interface ChartNames {
  readonly title: string;
  readonly description: string;
}

export const PAGE_WIDTH = 1120;

/** The outer element of a chart with the names a screen reader needs. */
export function frameSvg({ title, description }: ChartNames, height: number, content: string, width: number = PAGE_WIDTH): string {
  return (
    `<svg class="chart" role="img" viewBox="0 0 ${width} ${height}" aria-label="${escapeHtml(`${title}. ${description}`)}">` +
    `<title>${escapeHtml(title)}</title><desc>${escapeHtml(description)}</desc>${content}</svg>\n`
  );
}

export function coordinate(value: number): string {
  return String(Math.round(value * 10) / 10);
}
