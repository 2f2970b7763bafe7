import { CARRIAGE_RETURN, LINE_FEED, MAX_QUOTED_RECORD_BYTES, QUOTE, type Dialect } from './dialect.js';

/** As many columns as a sheet of XLSX can have; what stands beyond is kept in the last of them. */
const MAX_CELLS = 16_384;

/**
 * Walks the records of one chunk of UTF-8 bytes and says where each cell lies, without making strings.
 * After `next()` returned true: cell `i` is `bytes[starts[i]..ends[i])`, quotes removed; `escaped` tells that some cell
 * holds doubled quotes; `broken` that the record ended inside quotes.
 */
export class RecordScanner {
  readonly starts: Int32Array = new Int32Array(MAX_CELLS);
  readonly ends: Int32Array = new Int32Array(MAX_CELLS);
  bytes: Uint8Array = new Uint8Array(0);
  /** Cells seen; those past the limit are counted, and their text, delimiters and all, is part of the last one kept. */
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
  /** Counts the records from 0, to find them in `given`. */
  private ordinal = -1;
  private given: ReadonlySet<number> | undefined;
  private readonly delimiter: number;
  private readonly terminator: number;
  private readonly quoted: boolean;

  constructor(dialect: Dialect) {
    this.delimiter = dialect.delimiter;
    this.terminator = dialect.recordEnd;
    this.quoted = dialect.quoted;
  }

  /**
   * `broken` names the records, counted from 0, that end inside quotes. Without it the scanner decides for itself; with it
   * that was decided on the bytes of the file, which are more or fewer than those of the text decoded from them.
   */
  load(bytes: Uint8Array, length: number, broken?: ReadonlySet<number>): void {
    this.bytes = bytes;
    this.length = length;
    this.recordEnd = 0;
    this.ordinal = -1;
    this.given = broken;
  }

  next(): boolean {
    if (this.recordEnd >= this.length) return false;
    this.recordStart = this.recordEnd;
    this.ordinal += 1;
    this.cells = 0;
    this.escaped = false;
    this.hasQuotes = false;
    this.broken = false;
    this.lines = 1;
    if (this.given?.has(this.ordinal) === true) this.breakRecord();
    else this.scanRecord();
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
    if (cells > MAX_CELLS) ends[MAX_CELLS - 1] = at;
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
    const last = this.given === undefined ? Math.min(this.length - 1, this.recordStart + MAX_QUOTED_RECORD_BYTES) : this.length - 1;
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
    this.hasQuotes = true;
    this.escaped = false;
    this.lines = 1;
  }

  private dropCarriageReturn(): void {
    if (!this.quoted) return;
    const last = Math.min(this.cells, MAX_CELLS) - 1;
    const end = this.ends[last] as number;
    if (end > (this.starts[last] as number) && this.bytes[end - 1] === CARRIAGE_RETURN) this.ends[last] = end - 1;
  }
}
