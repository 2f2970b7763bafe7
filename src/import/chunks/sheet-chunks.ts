import { readSheetRows, type XlsxSheet } from '../readers/xlsx-workbook.js';
import type { ChunkSource, Position } from './chunk.js';
import { FRAMES } from './dialect.js';
import { frameChunk, type FrameRow } from './frame-chunks.js';

const ROWS_A_CHUNK = 8_000;

/** Reads a sheet in chunks of rows. Continuing reads the sheet again and passes over what was committed. */
export function sheetChunks(path: string, sheet: XlsxSheet): ChunkSource {
  return { dialect: FRAMES, endOffset: sheet.lastRow ?? 0, chunks: (from, signal) => readChunks(path, sheet, from, signal) };
}

async function* readChunks(path: string, sheet: XlsxSheet, from: Position, signal: AbortSignal) {
  let waiting: FrameRow[] = [];
  for await (const rows of readSheetRows(path, sheet, signal)) {
    for (const row of rows) if (row.row > from.offset) waiting.push(row);
    while (waiting.length >= ROWS_A_CHUNK) {
      yield frameChunk(waiting.slice(0, ROWS_A_CHUNK));
      waiting = waiting.slice(ROWS_A_CHUNK);
    }
  }
  if (waiting.length > 0) yield frameChunk(waiting);
}
