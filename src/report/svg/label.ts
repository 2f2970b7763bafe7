import { cutColumns, displayWidth, wrapColumns } from '../../lib/display-width.js';
import { escapeHtml } from '../html/escape.js';
import { coordinate } from './frame.js';

export interface LabelPlace {
  readonly x: number;
  /** The base line of a label of one line. */
  readonly y: number;
  readonly anchor: 'start' | 'end';
  /** Columns of a line at full size, a Chinese character counting two. */
  readonly columns: number;
  readonly tone: 'plain' | 'quiet' | 'strong';
}

/** Letters of the small size are so much narrower. */
const SMALL_COLUMNS = 13 / 11;
const HALF_LINE = 5.5;

/** A label on one line, or when it is too long for that in small letters on two, or cut. */
export function labelSvg(text: string, { x, y, anchor, columns, tone }: LabelPlace): string {
  const classes = tone === 'plain' ? [] : [tone];
  const line = (words: string, at: number, more: readonly string[] = []): string => {
    const names = [...classes, ...more].join(' ');
    return `<text${names === '' ? '' : ` class="${names}"`} x="${coordinate(x)}" y="${coordinate(at)}" text-anchor="${anchor}">${escapeHtml(words)}</text>`;
  };
  if (displayWidth(text) <= columns) return line(text, y);
  const most = Math.floor(columns * SMALL_COLUMNS);
  const [first = '', ...others] = wrapColumns(text, most);
  const lines = [first, ...(others.length === 0 ? [] : [others.join(' ')])].map((words) => cutColumns(words, most));
  return lines.map((words, index) => line(words, y - 0.5 + (lines.length === 1 ? 0 : (index * 2 - 1) * HALF_LINE), ['tiny'])).join('');
}
