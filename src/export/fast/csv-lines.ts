import { CELL_SEPARATOR, ROW_SEPARATOR } from '../../domain/row-text.js';
import { csvCell } from '../../report/csv-cells.js';
import type { StoredRecords } from '../../store/record-reader.js';
import type { RowMarker } from '../marks/row-marker.js';
import type { MaskValue } from '../masking/treatments.js';
import type { ByteForm } from './byte-forms.js';
import { CellWork } from './cell-work.js';

/** How a column leaves: as a text, and where there is one, in bytes. */
export interface ByteColumn {
  readonly mask: MaskValue;
  readonly form: ByteForm | undefined;
}

const COMMA = 0x2c;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;
const FIRST_NOT_ASCII = 0x80;

const ENDS_CELL = 1;
/** CSV would quote it, or a mask would mistake it for its own star: such a cell goes through the texts. */
const NEEDS_TEXT = 2;
const NOT_ASCII = 4;
const CLASSES = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  if (character === CELL_SEPARATOR || character === ROW_SEPARATOR) return ENDS_CELL;
  if ('",\r\n*'.includes(character)) return NEEDS_TEXT;
  return byte < FIRST_NOT_ASCII ? 0 : NOT_ASCII;
});
/** What csvCell takes for a formula. */
const BEGINS_FORMULA = Uint8Array.from({ length: 256 }, (_, byte) => ('=+-@\t\r'.includes(String.fromCharCode(byte)) ? 1 : 0));

/** No form writes more than three bytes for each it reads (a hidden cell of one byte, the end of a line). */
const MOST_GROWTH = 3;
const LARGEST_CHARACTER = 3;
const LINE_END_BYTES = 2;

/**
 * Lines of CSV made from stored records byte by byte: masked, marked and written in one pass, without a text for each of
 * forty cells. A cell whose bytes do not tell how it leaves goes the way of all others formats, through its texts.
 */
export class CsvLines {
  private readonly columns: readonly ByteColumn[];
  private readonly marker: RowMarker;
  private readonly work = new CellWork();
  private texts: Buffer = Buffer.alloc(0);
  private next = 0;

  constructor(columns: readonly ByteColumn[], marker: RowMarker) {
    this.columns = columns;
    this.marker = marker;
  }

  /** Each record as a line, CR LF included; the bytes are the caller's: what they were made in is used again, which the collector thanks. */
  linesOf({ ids, texts }: StoredRecords): Uint8Array {
    const { work } = this;
    this.texts = texts;
    this.next = 0;
    work.source = texts;
    work.end = 0;
    this.makeRoom(0);
    for (const id of ids) {
      this.marker.begin(id);
      this.writeRecord();
    }
    return Buffer.from(work.out.subarray(0, work.end));
  }

  private writeRecord(): void {
    const { work, columns } = this;
    for (let at = 0; at < columns.length; at += 1) {
      const isPlain = this.findCell();
      if (work.to > work.from) this.writeCell(at, isPlain);
      work.out[work.end++] = COMMA;
    }
    work.out[work.end - 1] = CARRIAGE_RETURN;
    work.out[work.end++] = LINE_FEED;
  }

  /** Copies the next cell, for most leave as they are or cut short. @returns whether a form may look at it. */
  private findCell(): boolean {
    const { work, texts } = this;
    const { out } = work;
    const from = this.next;
    let seen = 0;
    let at = from;
    let end = work.end;
    for (const { length } = texts; at < length; at += 1) {
      const byte = texts[at] as number;
      const kind = CLASSES[byte] as number;
      if (kind === ENDS_CELL) break;
      seen |= kind;
      out[end++] = byte;
    }
    work.from = from;
    work.to = at;
    work.start = work.end;
    work.end = end;
    work.isAscii = (seen & NOT_ASCII) === 0;
    this.next = at + 1;
    return (seen & NEEDS_TEXT) === 0 && BEGINS_FORMULA[texts[from] as number] === 0;
  }

  private writeCell(at: number, isPlain: boolean): void {
    const column = this.columns[at] as ByteColumn;
    const bit = this.marker.bitAt(at);
    if (!isPlain || column.form?.(this.work, bit) !== true) this.writeText(at, bit);
  }

  /** Empty cells never come here: every mask leaves them empty. */
  private writeText(at: number, bit: 0 | 1): void {
    const { work, texts, columns, marker } = this;
    const masked = (columns[at] as ByteColumn).mask(texts.toString('utf8', work.from, work.to));
    const cell = csvCell(bit === 1 ? marker.respell(at, masked) : masked);
    work.end = work.start;
    this.makeRoom(cell.length * LARGEST_CHARACTER);
    work.end += work.out.write(cell, work.end);
  }

  /** For so many bytes and everything that is still to come. */
  private makeRoom(bytes: number): void {
    const { work, texts, next } = this;
    const needed = work.end + bytes + (texts.length - next) * MOST_GROWTH + 2 * LINE_END_BYTES;
    if (needed <= work.out.length) return;
    const larger = Buffer.allocUnsafe(needed * 2);
    work.out.copy(larger, 0, 0, work.end);
    work.out = larger;
  }
}
