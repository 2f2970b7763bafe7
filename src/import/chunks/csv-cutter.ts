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
 * remainder counts as whole. Every byte of every file passes here, so the search for line ends and quotes is native.
 */
export function cutRecords(bytes: Uint8Array, length: number, dialect: Dialect, atEndOfFile: boolean): Cut {
  const cutter = new Cutter(bytes.length === length ? bytes : bytes.subarray(0, length), dialect.delimiter, atEndOfFile);
  return cutter.cut();
}

class Cutter {
  private readonly bytes: Uint8Array;
  private readonly delimiter: number;
  private readonly atEndOfFile: boolean;
  /** End of the last whole record, and what lies before it. */
  private end = 0;
  private records = 0;
  private lines = 0;
  /** Line ends passed since, all of them inside quotes. */
  private quotedLines = 0;

  constructor(bytes: Uint8Array, delimiter: number, atEndOfFile: boolean) {
    this.bytes = bytes;
    this.delimiter = delimiter;
    this.atEndOfFile = atEndOfFile;
  }

  cut(): Cut {
    const { bytes } = this;
    let quote = bytes.indexOf(QUOTE);
    while (quote !== -1) {
      this.passLines(quote);
      const close = this.opensCell(quote) ? this.passQuoted(quote) : quote;
      if (close === undefined) break;
      quote = bytes.indexOf(QUOTE, Math.max(close + 1, this.end));
    }
    if (quote === -1) this.passLines(bytes.length);
    const { end, records, lines } = this;
    if (this.atEndOfFile && end < bytes.length) return { end: bytes.length, records: records + 1, lines: lines + 1 + this.quotedLines };
    return { end, records, lines };
  }

  /** Records end at every line end before `before`: no quote is open. */
  private passLines(before: number): void {
    const { bytes } = this;
    let at = this.searchFrom;
    while ((at = bytes.indexOf(LINE_FEED, at)) !== -1 && at < before) {
      at += 1;
      this.end = at;
      this.records += 1;
      this.lines += 1 + this.quotedLines;
      this.quotedLines = 0;
    }
    this.searchFrom = before;
  }

  /** Everything before is known to hold no line end that could end a record. */
  private searchFrom = 0;

  private opensCell(at: number): boolean {
    return at === this.end || this.bytes[at - 1] === this.delimiter;
  }

  /**
   * Passes a quoted cell. @returns its closing quote; the record's first line end when it was given up and the next record,
   * which may hold quotes of the same bytes, begins behind; `undefined` when the piece ends first and more may follow.
   */
  private passQuoted(opening: number): number | undefined {
    const close = this.closingQuote(opening);
    if (close !== undefined) {
      this.quotedLines += countLineFeeds(this.bytes, opening, close);
      this.searchFrom = close;
      return close;
    }
    const { bytes, end } = this;
    const isRunaway = bytes.length - end > MAX_QUOTED_RECORD_BYTES;
    if (!isRunaway && !this.atEndOfFile) return undefined;
    const lineEnd = bytes.indexOf(LINE_FEED, end);
    if (lineEnd === -1) return undefined;
    this.end = lineEnd + 1;
    this.records += 1;
    this.lines += 1;
    this.quotedLines = 0;
    this.searchFrom = this.end;
    return lineEnd;
  }

  private closingQuote(opening: number): number | undefined {
    const { bytes } = this;
    const last = this.end + MAX_QUOTED_RECORD_BYTES;
    for (let at = opening + 1; (at = bytes.indexOf(QUOTE, at)) !== -1 && at <= last; at += 2) if (bytes[at + 1] !== QUOTE) return at;
    return undefined;
  }
}

function countLineFeeds(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let at = start; (at = bytes.indexOf(LINE_FEED, at)) !== -1 && at < end; at += 1) count += 1;
  return count;
}
