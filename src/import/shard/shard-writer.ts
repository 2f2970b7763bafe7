import { writeSync, openSync, closeSync } from 'node:fs';
import { VALUE_COUNT, type RowBuffer } from '../rows/row-buffer.js';

/**
 * Writes the rows of one chunk as a throw-away SQLite database holding one table, `registration`, page by page
 * (https://www.sqlite.org/fileformat2.html). The registry then takes them over with one `INSERT … SELECT`, which copies
 * the cells without decoding them. Binding 46 values a row through the SQLite API costs three times as much
 * (docs/benchmarks.md). The pages are 64 KiB, so a row never overflows its page (`MAX_ROW_BYTES`).
 */
const PAGE_BYTES = 65_536;
const LEAF_HEADER_BYTES = 8;
const INTERIOR_HEADER_BYTES = 12;
const LEAF_TABLE = 0x0d;
const INTERIOR_TABLE = 0x05;
const FIRST_LEAF_PAGE = 3;
const INITIAL_PAGES = 192;

const TEXT_ACTIVE = Buffer.from('active');
const SERIAL_NULL = 0;
const SERIAL_INT64 = 6;
const SERIAL_INT32 = 4;
const textSerial = (bytes: number): number => bytes * 2 + 13;

export class ShardWriter {
  private pages = Buffer.allocUnsafeSlow(INITIAL_PAGES * PAGE_BYTES);
  private leafCount = 0;
  private cellCount = 0;
  private contentStart = 0;
  private readonly lastIdOfLeaf: number[] = [];
  private lastId = 0;
  rows = 0;

  private readonly createTableSql: string;

  constructor(createTableSql: string) {
    this.createTableSql = createTableSql;
  }

  reset(): void {
    this.leafCount = 0;
    this.lastIdOfLeaf.length = 0;
    this.rows = 0;
    this.openLeaf();
  }

  /** Appends a row; ids must grow. `key` and `line` are safe integers, `line` below 2^31. */
  append(id: number, key: number, line: number, row: RowBuffer): void {
    const headerBytes = headerLength(row);
    const payload = headerBytes + TEXT_ACTIVE.length + 8 + 4 + bodyLength(row);
    const cell = varintLength(payload) + varintLength(id) + payload;
    if (this.contentStart - cell < LEAF_HEADER_BYTES + 2 * (this.cellCount + 1)) this.nextLeaf();
    const base = this.leafBase();
    this.contentStart -= cell;
    this.pages.writeUInt16BE(this.contentStart, base + LEAF_HEADER_BYTES + 2 * this.cellCount);
    this.cellCount += 1;
    this.lastId = id;
    this.rows += 1;
    this.writeCell(base + this.contentStart, payload, headerBytes, id, key, line, row);
  }

  private writeCell(start: number, payload: number, headerBytes: number, id: number, key: number, line: number, row: RowBuffer): void {
    const { pages } = this;
    let at = writeVarint(pages, start, payload);
    at = writeVarint(pages, at, id);
    at = writeVarint(pages, at, headerBytes);
    pages[at++] = SERIAL_NULL;
    pages[at++] = textSerial(TEXT_ACTIVE.length);
    pages[at++] = SERIAL_INT64;
    pages[at++] = SERIAL_INT32;
    const { starts, ends, bytes } = row;
    for (let index = 0; index < VALUE_COUNT; index += 1) {
      const serial = ((ends[index] as number) - (starts[index] as number)) * 2 + 13;
      if (serial < 0x80) pages[at++] = serial;
      else at = writeVarint(pages, at, serial);
    }
    pages.set(TEXT_ACTIVE, at);
    at += TEXT_ACTIVE.length;
    pages.writeInt32BE(Math.floor(key / 2 ** 32), at);
    pages.writeUInt32BE(key >>> 0, at + 4);
    pages.writeInt32BE(line, at + 8);
    at += 12;
    for (let index = 0; index < VALUE_COUNT; index += 1) {
      const end = ends[index] as number;
      for (let from = starts[index] as number; from < end; from += 1) pages[at++] = bytes[from] as number;
    }
  }

  /** Writes the database to a new file. */
  writeTo(path: string): void {
    this.closeLeaf();
    const single = this.leafCount === 1;
    const head = Buffer.alloc(2 * PAGE_BYTES);
    writeSchemaPage(head, this.createTableSql, single ? 2 : FIRST_LEAF_PAGE - 1 + this.leafCount);
    if (single) this.pages.copy(head, PAGE_BYTES, 0, PAGE_BYTES);
    else this.writeInterior(head);
    const file = openSync(path, 'w', 0o600);
    try {
      writeFully(file, head);
      if (!single) writeFully(file, this.pages.subarray(0, this.leafCount * PAGE_BYTES));
    } finally {
      closeSync(file);
    }
  }

  private writeInterior(head: Buffer): void {
    const page = head.subarray(PAGE_BYTES);
    const children = this.leafCount;
    let content = PAGE_BYTES;
    for (let leaf = 0; leaf < children - 1; leaf += 1) {
      const id = this.lastIdOfLeaf[leaf] as number;
      content -= 4 + varintLength(id);
      page.writeUInt32BE(FIRST_LEAF_PAGE + leaf, content);
      writeVarint(page, content + 4, id);
      page.writeUInt16BE(content, INTERIOR_HEADER_BYTES + 2 * leaf);
    }
    page[0] = INTERIOR_TABLE;
    page.writeUInt16BE(children - 1, 3);
    page.writeUInt16BE(content % PAGE_BYTES, 5);
    page.writeUInt32BE(FIRST_LEAF_PAGE + children - 1, 8);
  }

  private leafBase(): number {
    return (this.leafCount - 1) * PAGE_BYTES;
  }

  private openLeaf(): void {
    this.leafCount += 1;
    this.cellCount = 0;
    this.contentStart = PAGE_BYTES;
    if (this.leafCount * PAGE_BYTES > this.pages.length) this.grow();
  }

  private closeLeaf(): void {
    const base = this.leafBase();
    this.pages[base] = LEAF_TABLE;
    this.pages.writeUInt16BE(0, base + 1);
    this.pages.writeUInt16BE(this.cellCount, base + 3);
    this.pages.writeUInt16BE(this.contentStart % PAGE_BYTES, base + 5);
    this.pages[base + 7] = 0;
    // The gap between pointers and cells would hold bytes of an earlier chunk.
    this.pages.fill(0, base + LEAF_HEADER_BYTES + 2 * this.cellCount, base + this.contentStart);
    this.lastIdOfLeaf.push(this.lastId);
  }

  private nextLeaf(): void {
    this.closeLeaf();
    this.openLeaf();
  }

  private grow(): void {
    const larger = Buffer.allocUnsafeSlow(this.pages.length * 2);
    this.pages.copy(larger);
    this.pages = larger;
  }
}

function headerLength({ starts, ends }: RowBuffer): number {
  let bytes = 4;
  for (let index = 0; index < VALUE_COUNT; index += 1) {
    const serial = ((ends[index] as number) - (starts[index] as number)) * 2 + 13;
    bytes += serial < 0x80 ? 1 : varintLength(serial);
  }
  // The header counts its own length varint.
  return bytes + 1 < 0x80 ? bytes + 1 : bytes + 2;
}

function bodyLength({ starts, ends }: RowBuffer): number {
  let bytes = 0;
  for (let index = 0; index < VALUE_COUNT; index += 1) bytes += (ends[index] as number) - (starts[index] as number);
  return bytes;
}

function varintLength(value: number): number {
  let bytes = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes += 1;
  return bytes;
}

/** Big-endian base-128; values here stay below 2^56, so the nine-byte form never occurs. */
function writeVarint(target: Buffer, start: number, value: number): number {
  const end = start + varintLength(value);
  let rest = value;
  for (let at = end - 1; at >= start; at -= 1) {
    target[at] = (rest % 0x80) | (at === end - 1 ? 0 : 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return end;
}

function writeFully(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}

function writeSchemaPage(page: Buffer, sql: string, pageCount: number): void {
  page.write('SQLite format 3\0', 0, 'latin1');
  page.writeUInt16BE(1, 16); // 65,536-byte pages are written as 1
  page.set([1, 1, 0, 64, 32, 32], 18);
  page.writeUInt32BE(1, 24);
  page.writeUInt32BE(pageCount, 28);
  page.writeUInt32BE(1, 40);
  page.writeUInt32BE(4, 44);
  page.writeUInt32BE(1, 56);
  page.writeUInt32BE(1, 92);
  page.writeUInt32BE(3_040_000, 96);
  const cell = schemaCell(sql);
  const content = PAGE_BYTES - cell.length;
  cell.copy(page, content);
  page[100] = LEAF_TABLE;
  page.writeUInt16BE(1, 103);
  page.writeUInt16BE(content, 105);
  page.writeUInt16BE(content, 108);
}

/** The row of sqlite_schema: ('table', 'registration', 'registration', 2, sql). */
function schemaCell(sql: string): Buffer {
  const values = ['table', 'registration', 'registration'].map((text) => Buffer.from(text));
  const sqlBytes = Buffer.from(sql);
  const serials = [...values.map((value) => textSerial(value.length)), 1, textSerial(sqlBytes.length)];
  const header = serials.reduce((bytes, serial) => bytes + varintLength(serial), 1);
  const payload = header + values.reduce((bytes, value) => bytes + value.length, 0) + 1 + sqlBytes.length;
  const cell = Buffer.alloc(varintLength(payload) + 1 + payload);
  let at = writeVarint(cell, 0, payload);
  at = writeVarint(cell, at, 1);
  at = writeVarint(cell, at, header);
  for (const serial of serials) at = writeVarint(cell, at, serial);
  for (const value of values) at += value.copy(cell, at);
  cell[at++] = 2;
  sqlBytes.copy(cell, at);
  return cell;
}
