import { LINE_FEED, MAX_QUOTED_RECORD_BYTES, QUOTE, type Dialect } from './dialect.js';

/** What a piece of a file holds up to its last whole record. */
export interface Cut {
  /** Bytes of whole records from the start of the piece; 0 when not even one is whole. */
  readonly end: number;
  readonly records: number;
  /** Physical lines in those records. */
  readonly lines: number;
}

/**
 * Finds where the last whole record of `bytes[0..length)` ends. The piece begins at a record. With `atEndOfFile` the
 * remainder counts as whole. The loop touches every byte of every file once: it stays on integers.
 */
export function cutRecords(bytes: Uint8Array, length: number, dialect: Dialect, atEndOfFile: boolean): Cut {
  const { delimiter } = dialect;
  let end = 0;
  let records = 0;
  let lines = 0;
  let linesAtEnd = 0;
  let inQuotes = false;
  let at = 0;
  while (at < length) {
    const byte = bytes[at] as number;
    if (byte === LINE_FEED) {
      lines += 1;
      if (!inQuotes) {
        end = at + 1;
        records += 1;
        linesAtEnd = lines;
      }
    } else if (byte === QUOTE) {
      if (!inQuotes) inQuotes = opensCell(bytes, at, end, delimiter);
      else if (bytes[at + 1] === QUOTE && at + 1 < length) at += 1;
      else inQuotes = false;
    }
    at += 1;
    const runaway = inQuotes && at - end > MAX_QUOTED_RECORD_BYTES;
    if (runaway || (at === length && inQuotes && atEndOfFile)) {
      // Take the record to its first line end only, and read on behind it.
      const lineEnd = bytes.indexOf(LINE_FEED, end);
      if (lineEnd === -1 || lineEnd >= length) break;
      end = lineEnd + 1;
      at = end;
      records += 1;
      lines = linesAtEnd + 1;
      linesAtEnd = lines;
      inQuotes = false;
    }
  }
  if (atEndOfFile && end < length) return { end: length, records: records + 1, lines: linesAtEnd + 1 };
  return { end, records, lines: linesAtEnd };
}

function opensCell(bytes: Uint8Array, at: number, recordStart: number, delimiter: number): boolean {
  return at === recordStart || bytes[at - 1] === delimiter;
}
