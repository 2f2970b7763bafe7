import { closeSync, openSync, writeSync } from 'node:fs';

/**
 * A SQLite database file of one table, written page by page in the order of its row ids
 * (https://www.sqlite.org/fileformat2.html). Another database takes its rows over with `INSERT … SELECT`. Pages are
 * 64 KiB, so a row of up to 60,000 bytes never overflows its page.
 */
const PAGE_BYTES = 65_536;
const LEAF_HEADER_BYTES = 8;
const INTERIOR_HEADER_BYTES = 12;
const LEAF_TABLE = 0x0d;
const INTERIOR_TABLE = 0x05;
const ROOT_PAGE = 2;
const FIRST_LEAF_PAGE = 3;

export class TablePages {
  /** The leaf pages; `reserve` may replace it by a larger one. */
  bytes: Buffer;
  private leafCount = 0;
  private cellCount = 0;
  private contentStart = 0;
  private readonly lastIdOfLeaf: number[] = [];
  private lastId = 0;
  private readonly tableName: string;
  private readonly createTableSql: string;

  constructor(tableName: string, createTableSql: string, expectedPages: number) {
    this.tableName = tableName;
    this.createTableSql = createTableSql;
    this.bytes = Buffer.allocUnsafeSlow(expectedPages * PAGE_BYTES);
  }

  reset(): void {
    this.leafCount = 0;
    this.lastIdOfLeaf.length = 0;
    this.openLeaf();
  }

  /** Makes room for the cell of a row; ids must grow. @returns where in `bytes` the cell is to be written. */
  reserve(id: number, cellBytes: number): number {
    if (this.contentStart - cellBytes < LEAF_HEADER_BYTES + 2 * (this.cellCount + 1)) {
      this.closeLeaf();
      this.openLeaf();
    }
    const base = this.leafBase();
    this.contentStart -= cellBytes;
    this.bytes.writeUInt16BE(this.contentStart, base + LEAF_HEADER_BYTES + 2 * this.cellCount);
    this.cellCount += 1;
    this.lastId = id;
    return base + this.contentStart;
  }

  /** Writes the database to a new file, readable by its owner. */
  writeTo(path: string): void {
    this.closeLeaf();
    const single = this.leafCount === 1;
    const head = Buffer.alloc(2 * PAGE_BYTES);
    writeSchemaPage(head, schemaCell(this.tableName, this.createTableSql), single ? ROOT_PAGE : FIRST_LEAF_PAGE - 1 + this.leafCount);
    if (single) this.bytes.copy(head, PAGE_BYTES, 0, PAGE_BYTES);
    else this.writeRoot(head.subarray(PAGE_BYTES));
    const file = openSync(path, 'w', 0o600);
    try {
      writeFully(file, head);
      if (!single) writeFully(file, this.bytes.subarray(0, this.leafCount * PAGE_BYTES));
    } finally {
      closeSync(file);
    }
  }

  /** One interior page points to some 5,000 leaves: 300 MB, far more than a chunk. */
  private writeRoot(page: Buffer): void {
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
    if (this.leafCount * PAGE_BYTES > this.bytes.length) this.grow();
  }

  private closeLeaf(): void {
    const base = this.leafBase();
    const { bytes } = this;
    bytes[base] = LEAF_TABLE;
    bytes.writeUInt16BE(0, base + 1);
    bytes.writeUInt16BE(this.cellCount, base + 3);
    bytes.writeUInt16BE(this.contentStart % PAGE_BYTES, base + 5);
    bytes[base + 7] = 0;
    // The gap between pointers and cells would hold bytes of an earlier chunk.
    bytes.fill(0, base + LEAF_HEADER_BYTES + 2 * this.cellCount, base + this.contentStart);
    this.lastIdOfLeaf.push(this.lastId);
  }

  private grow(): void {
    const larger = Buffer.allocUnsafeSlow(this.bytes.length * 2);
    this.bytes.copy(larger);
    this.bytes = larger;
  }
}

export function varintLength(value: number): number {
  let bytes = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes += 1;
  return bytes;
}

/** Big-endian base 128; values here stay below 2^56, so the nine-byte form never occurs. @returns the offset behind it. */
export function writeVarint(target: Buffer, start: number, value: number): number {
  const end = start + varintLength(value);
  let rest = value;
  for (let at = end - 1; at >= start; at -= 1) {
    target[at] = (rest % 0x80) | (at === end - 1 ? 0 : 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return end;
}

/** A safe non-negative integer as eight bytes, big-endian. */
export function writeInteger64(target: Buffer, start: number, value: number): void {
  target.writeUInt32BE(Math.floor(value / 2 ** 32), start);
  target.writeUInt32BE(value >>> 0, start + 4);
}

export const textSerial = (bytes: number): number => bytes * 2 + 13;

function writeFully(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}

function writeSchemaPage(page: Buffer, cell: Buffer, pageCount: number): void {
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
  const content = PAGE_BYTES - cell.length;
  cell.copy(page, content);
  page[100] = LEAF_TABLE;
  page.writeUInt16BE(1, 103);
  page.writeUInt16BE(content, 105);
  page.writeUInt16BE(content, 108);
}

/** The row of sqlite_schema: ('table', name, name, 2, sql). */
function schemaCell(name: string, sql: string): Buffer {
  const values = ['table', name, name].map((text) => Buffer.from(text));
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
  cell[at++] = ROOT_PAGE;
  sqlBytes.copy(cell, at);
  return cell;
}
