import type { Chunk } from './chunk.js';

const UNIT = '\u001f';
const RECORD = '\u001e';
// Separators cannot be part of a cell; what stands there instead is reported by the rule on illegal characters.
// oxlint-disable-next-line no-control-regex
const SEPARATORS = /[\u001e\u001f]/g;

/** A row as it leaves a sheet: its number there and its cells. */
export interface FrameRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/**
 * Rows as frames: the first cell is the row's number in its sheet. `lines` is 0 because frames carry their own numbers.
 */
export function frameChunk(rows: readonly FrameRow[]): Chunk {
  const text = rows.map(frame).join('');
  const encoded = new TextEncoder().encode(text);
  return { bytes: encoded, length: encoded.length, endOffset: rows.at(-1)?.row ?? 0, records: rows.length, lines: 0 };
}

function frame({ row, cells }: FrameRow): string {
  const joined = cells.join(UNIT);
  const clean = joined.includes(RECORD) || cells.some((cell) => cell.includes(UNIT)) ? cells.map(inert).join(UNIT) : joined;
  return `${row}${UNIT}${clean}${RECORD}`;
}

function inert(cell: string): string {
  return cell.replace(SEPARATORS, '\ufffd');
}
