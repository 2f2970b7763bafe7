import { VALUE_COUNT, type RowBuffer } from '../rows/row-buffer.js';
import { TablePages, textSerial, varintLength, writeInteger64, writeVarint } from './table-pages.js';

const EXPECTED_PAGES = 192;
const TEXT_ACTIVE = Buffer.from('active');
const SERIAL_NULL = 0;
const SERIAL_INT64 = 6;
const SERIAL_INT32 = 4;
/** Serial types before the values: id (stored as the row id), state, record key, line. */
const LEADING_SERIALS = 4;
/** Longest text whose serial type is one byte. */
const LONGEST_ONE_BYTE_SERIAL = 57;
const LEADING_BYTES = TEXT_ACTIVE.length + 8 + 4;

/**
 * Writes the accepted rows of one chunk as a throw-away database with the table `registration`. The registry then takes
 * them over with one `INSERT … SELECT`, which copies cells without decoding them; binding 46 values a row through the
 * SQLite API costs three times as much (docs/benchmarks.md).
 */
export class ShardWriter {
  rows = 0;
  private readonly pages: TablePages;

  constructor(createTableSql: string) {
    this.pages = new TablePages('registration', createTableSql, EXPECTED_PAGES);
  }

  reset(): void {
    this.rows = 0;
    this.pages.reset();
  }

  /** Appends a row; ids must grow. `key` and `line` are safe integers, `line` below 2^31. */
  append(id: number, key: number, line: number, row: RowBuffer): void {
    const headerBytes = headerLength(row);
    const payload = headerBytes + LEADING_BYTES + bodyLength(row);
    const start = this.pages.reserve(id, varintLength(payload) + varintLength(id) + payload);
    this.rows += 1;
    const { bytes } = this.pages;
    let at = writeVarint(bytes, start, payload);
    at = writeVarint(bytes, at, id);
    at = writeHeader(bytes, at, headerBytes, row);
    at += TEXT_ACTIVE.copy(bytes, at);
    writeInteger64(bytes, at, key);
    bytes.writeInt32BE(line, at + 8);
    writeBody(bytes, at + 12, row);
  }

  /** Writes the database to a new file. */
  writeTo(path: string): void {
    this.pages.writeTo(path);
  }
}

function writeHeader(bytes: Buffer, start: number, headerBytes: number, { starts, ends }: RowBuffer): number {
  let at = writeVarint(bytes, start, headerBytes);
  bytes[at++] = SERIAL_NULL;
  bytes[at++] = textSerial(TEXT_ACTIVE.length);
  bytes[at++] = SERIAL_INT64;
  bytes[at++] = SERIAL_INT32;
  for (let index = 0; index < VALUE_COUNT; index += 1) {
    const serial = textSerial((ends[index] as number) - (starts[index] as number));
    if (serial < 0x80) bytes[at++] = serial;
    else at = writeVarint(bytes, at, serial);
  }
  return at;
}

function writeBody(bytes: Buffer, start: number, row: RowBuffer): void {
  const { starts, ends, bytes: source } = row;
  let at = start;
  for (let index = 0; index < VALUE_COUNT; index += 1) {
    const end = ends[index] as number;
    for (let from = starts[index] as number; from < end; from += 1) bytes[at++] = source[from] as number;
  }
}

function headerLength({ starts, ends }: RowBuffer): number {
  let bytes = LEADING_SERIALS + VALUE_COUNT;
  for (let index = 0; index < VALUE_COUNT; index += 1) {
    const length = (ends[index] as number) - (starts[index] as number);
    if (length > LONGEST_ONE_BYTE_SERIAL) bytes += varintLength(textSerial(length)) - 1;
  }
  // The header counts its own length varint.
  return bytes + 1 < 0x80 ? bytes + 1 : bytes + 2;
}

/** The values lie one behind the other, a separator between each two. */
function bodyLength({ starts, ends }: RowBuffer): number {
  return (ends[VALUE_COUNT - 1] as number) - (starts[0] as number) - (VALUE_COUNT - 1);
}
