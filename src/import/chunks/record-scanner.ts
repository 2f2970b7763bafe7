import { CARRIAGE_RETURN, LINE_FEED, MAX_QUOTED_RECORD_BYTES, QUOTE, type Dialect } from './dialect.js';

const MAX_CELLS = 1024;

/**
 * Walks the records of one chunk of UTF-8 bytes and says where each cell lies, without making strings.
 * After `next()` returned true: cell `i` is `bytes[starts[i]..ends[i])`, quotes removed; `escaped` tells that some cell
 * holds doubled quotes; `broken` that the record ended inside quotes.
 */
export class RecordScanner {
  readonly starts: Int32Array = new Int32Array(MAX_CELLS);
  readonly ends: Int32Array = new Int32Array(MAX_CELLS);
  bytes: Uint8Array = new Uint8Array(0);
  /** Cells seen; cells past the first 1,024 are counted but not kept. */
  cells = 0;
  escaped = false;
  /** Some cell stood in quotes. */
  hasQuotes = false;
  broken = false;
  /** Physical lines of the record. */
  lines = 0;
  recordStart = 0;
  recordEnd = 0;
  private length = 0;
  private readonly delimiter: number;
  private readonly terminator: number;
  private readonly quoted: boolean;

  constructor(dialect: Dialect) {
    this.delimiter = dialect.delimiter;
    this.terminator = dialect.recordEnd;
    this.quoted = dialect.quoted;
  }

  load(bytes: Uint8Array, length: number): void {
    this.bytes = bytes;
    this.length = length;
    this.recordEnd = 0;
  }

  next(): boolean {
    if (this.recordEnd >= this.length) return false;
    this.recordStart = this.recordEnd;
    this.cells = 0;
    this.escaped = false;
    this.hasQuotes = false;
    this.broken = false;
    this.lines = 1;
    this.scanRecord();
    return true;
  }

  private scanRecord(): void {
    const { bytes, length, delimiter, terminator, starts, ends } = this;
    let at = this.recordStart;
    let cellStart = at;
    let cells = 0;
    for (;;) {
      if (this.quoted && at < length && bytes[at] === QUOTE) {
        const close = this.findClosingQuote(at + 1);
        if (close === -1) {
          this.breakRecord();
          return;
        }
        at = this.endOfQuotedCell(close, cells);
      } else {
        let byte = 0;
        while (at < length && (byte = bytes[at] as number) !== delimiter && byte !== terminator) at += 1;
        if (cells < MAX_CELLS) {
          starts[cells] = cellStart;
          ends[cells] = at;
        }
      }
      cells += 1;
      if (at >= length || bytes[at] === terminator) break;
      at += 1;
      cellStart = at;
    }
    this.cells = cells;
    this.recordEnd = at < length ? at + 1 : length;
    this.dropCarriageReturn();
  }

  /** Stores the quoted cell and returns where it is followed by a delimiter or the record's end. */
  private endOfQuotedCell(close: number, cell: number): number {
    const { bytes, length, delimiter, terminator } = this;
    let at = close + 1;
    if (at < length && bytes[at] === CARRIAGE_RETURN && (at + 1 === length || bytes[at + 1] === terminator)) at += 1;
    if (cell < MAX_CELLS) {
      this.starts[cell] = this.lastOpening;
      this.ends[cell] = close;
    }
    if (at >= length || bytes[at] === delimiter || bytes[at] === terminator) return at;
    // Text behind the closing quote, as in "a"b: keep the whole cell as it stands, quotes and all.
    while (at < length && bytes[at] !== delimiter && bytes[at] !== terminator) at += 1;
    if (cell < MAX_CELLS) {
      this.starts[cell] = this.lastOpening - 1;
      this.ends[cell] = at;
    }
    return at;
  }

  private lastOpening = 0;

  private findClosingQuote(start: number): number {
    const { bytes } = this;
    const last = Math.min(this.length - 1, this.recordStart + MAX_QUOTED_RECORD_BYTES);
    this.lastOpening = start;
    this.hasQuotes = true;
    for (let at = start; at <= last; at += 1) {
      const byte = bytes[at] as number;
      if (byte === LINE_FEED) this.lines += 1;
      if (byte !== QUOTE) continue;
      if (at + 1 >= this.length || bytes[at + 1] !== QUOTE) return at;
      this.escaped = true;
      at += 1;
    }
    return -1;
  }

  private breakRecord(): void {
    const { bytes, length, recordStart } = this;
    const lineEnd = bytes.indexOf(this.terminator, recordStart);
    this.recordEnd = lineEnd === -1 || lineEnd >= length ? length : lineEnd + 1;
    this.starts[0] = recordStart;
    this.ends[0] = lineEnd === -1 || lineEnd >= length ? length : lineEnd;
    this.cells = 1;
    this.broken = true;
    this.escaped = false;
    this.lines = 1;
  }

  private dropCarriageReturn(): void {
    if (!this.quoted) return;
    const last = this.cells - 1;
    if (last >= MAX_CELLS) return;
    const end = this.ends[last] as number;
    if (end > (this.starts[last] as number) && this.bytes[end - 1] === CARRIAGE_RETURN) this.ends[last] = end - 1;
  }
}
