import { cutColumns } from '../../lib/display-width.js';
import { escapeHtml } from '../html/escape.js';
import { coordinate, frameSvg, PAGE_WIDTH, type ChartNames } from './frame.js';

export interface HeatMap extends ChartNames {
  readonly columns: readonly string[];
  readonly rows: readonly HeatRow[];
  /** What a cell says when it is pointed at. */
  readonly note: (row: string, column: string, count: number) => string;
}

export interface HeatRow {
  readonly label: string;
  /** In the order of the columns. */
  readonly counts: readonly number[];
}

const LEFT = 300;
const FOOT = 52;
const ROW_HEIGHT = 24;
const LABEL_COLUMNS = 40;
const MOST_CELL_WIDTH = 46;
const DIGIT_WIDTH = 6.6;
const LEAST_SHADE = 0.12;
/** Above it ink on the cell would not be read. */
const MOST_SHADE = 0.62;
const LABEL_STEP = 26;

/** Rows by columns, the more the darker: by the square root, so that one heap does not make all else look empty. */
export function heatMapSvg(map: HeatMap): string {
  const width = Math.min(MOST_CELL_WIDTH, (PAGE_WIDTH - LEFT - 8) / Math.max(1, map.columns.length));
  const most = Math.max(1, ...map.rows.flatMap(({ counts }) => counts));
  const bottom = map.rows.length * ROW_HEIGHT + 4;
  const rows = map.rows.map((row, index) => rowSvg(map, row, index * ROW_HEIGHT + 4, width, most));
  return frameSvg(map, bottom + FOOT, rows.join('') + columnNamesSvg(map.columns, width, bottom));
}

function rowSvg(map: HeatMap, { label, counts }: HeatRow, top: number, width: number, most: number): string {
  const name = `<text x="${LEFT - 10}" y="${top + ROW_HEIGHT / 2 + 4}" text-anchor="end"><title>${escapeHtml(label)}</title>${escapeHtml(cutColumns(label, LABEL_COLUMNS))}</text>`;
  const cells = counts.map((count, index) =>
    count === 0 ? '' : cellSvg(map.note(label, map.columns[index] ?? '', count), count, index, { top, width, most }),
  );
  return `<g>${name}<line class="axis" x1="${LEFT}" y1="${top + ROW_HEIGHT}" x2="${coordinate(LEFT + counts.length * width)}" y2="${top + ROW_HEIGHT}"/>${cells.join('')}</g>`;
}

function cellSvg(
  note: string,
  count: number,
  index: number,
  { top, width, most }: { readonly top: number; readonly width: number; readonly most: number },
): string {
  const shade = LEAST_SHADE + (MOST_SHADE - LEAST_SHADE) * Math.sqrt(count / most);
  const left = LEFT + index * width;
  const cell = `<rect class="bad" fill-opacity="${shade.toFixed(2)}" x="${coordinate(left)}" y="${top + 1}" width="${coordinate(width - 1)}" height="${ROW_HEIGHT - 2}"/>`;
  const number =
    String(count).length * DIGIT_WIDTH + 3 <= width
      ? `<text class="small" x="${coordinate(left + width / 2)}" y="${top + ROW_HEIGHT / 2 + 4}" text-anchor="middle">${count}</text>`
      : '';
  return `<g><title>${escapeHtml(note)}</title>${cell}${number}</g>`;
}

/** Slanted, so that `2019-05` fits under a narrow column; of very many every second or third. */
function columnNamesSvg(columns: readonly string[], width: number, bottom: number): string {
  const every = Math.ceil(LABEL_STEP / 1.6 / width);
  return columns
    .map((column, index) => {
      if (index % every !== 0) return '';
      const x = coordinate(LEFT + (index + 0.5) * width + 4);
      return `<text class="quiet small" x="${x}" y="${bottom + 14}" text-anchor="end" transform="rotate(-45 ${x} ${bottom + 14})">${escapeHtml(column)}</text>`;
    })
    .join('');
}
