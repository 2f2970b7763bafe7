import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import { MregError } from '../../domain/error.js';

/** Takes bytes in order; resolves when more may be written, so that a slow disk slows the writer instead of filling memory. */
export type ByteSink = (bytes: Uint8Array) => Promise<void>;

interface Entry {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
}

const LOCAL_HEADER = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
/** Names in UTF-8 (bit 11), sizes after the data (bit 3). */
const FLAGS = 0x0808;
const VERSION = 20;
const DEFLATED = 8;
/** 1980-01-01, so that the same content always makes the same bytes. */
const DOS_DATE = 0x21;
const MAX_BYTES = 0xffffffff;
/** Sheets shrink 20 to 1 at any level; level 3 takes half the time of 6. */
const DEFLATE_LEVEL = 3;
const BATCH_CHARACTERS = 65_536;

/**
 * Writes a ZIP archive front to back with bounded memory (PKWARE APPNOTE 6.3.3, no Zip64).
 * @throws MregError `input-refused` when an entry or the archive passes 4 GiB.
 */
export class ZipWriter {
  private readonly sink: ByteSink;
  private readonly entries: Entry[] = [];
  private offset = 0;

  constructor(sink: ByteSink) {
    this.sink = sink;
  }

  async add(name: string, texts: Iterable<string> | AsyncIterable<string>): Promise<void> {
    const nameBytes = Buffer.from(name, 'utf8');
    const offset = this.offset;
    await this.write(localHeader(nameBytes));
    const entry = { name: nameBytes, offset, ...(await this.deflate(texts)) };
    await this.write(descriptor(entry));
    this.entries.push(entry);
  }

  async end(): Promise<void> {
    const start = this.offset;
    for (const entry of this.entries) await this.write(centralHeader(entry));
    await this.write(endOfDirectory(this.entries.length, start, this.offset - start));
  }

  private async deflate(texts: Iterable<string> | AsyncIterable<string>): Promise<Pick<Entry, 'crc' | 'packedBytes' | 'bytes'>> {
    const start = this.offset;
    const total = { crc: 0, bytes: 0 };
    const source = Readable.from(counted(texts, total), { objectMode: false });
    await pipeline(source, createDeflateRaw({ level: DEFLATE_LEVEL }), async (packed: AsyncIterable<Buffer>) => {
      for await (const bytes of packed) await this.write(bytes);
    });
    return { ...total, packedBytes: this.offset - start };
  }

  private async write(bytes: Uint8Array): Promise<void> {
    this.offset += bytes.byteLength;
    if (this.offset > MAX_BYTES) throw tooLarge();
    await this.sink(bytes);
  }
}

function tooLarge(): MregError {
  return new MregError('input-refused', 'report.workbook-too-large');
}

async function* counted(texts: Iterable<string> | AsyncIterable<string>, total: { crc: number; bytes: number }): AsyncGenerator<Buffer> {
  for await (const text of batched(texts)) {
    const bytes = Buffer.from(text, 'utf8');
    total.crc = crc32(bytes, total.crc);
    total.bytes += bytes.byteLength;
    if (total.bytes > MAX_BYTES) throw tooLarge();
    yield bytes;
  }
}

/** A stream step costs more than a row of a sheet: hand on 64 Ki characters at a time. */
async function* batched(texts: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  let batch = '';
  for await (const text of texts) {
    batch += text;
    if (batch.length < BATCH_CHARACTERS) continue;
    yield batch;
    batch = '';
  }
  if (batch !== '') yield batch;
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(LOCAL_HEADER, 0);
  writeCommon(header, 4);
  header.writeUInt16LE(name.byteLength, 26);
  return Buffer.concat([header, name]);
}

function writeCommon(header: Buffer, at: number): void {
  header.writeUInt16LE(VERSION, at);
  header.writeUInt16LE(FLAGS, at + 2);
  header.writeUInt16LE(DEFLATED, at + 4);
  header.writeUInt16LE(DOS_DATE, at + 8);
}

function descriptor(entry: Entry): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(DESCRIPTOR, 0);
  writeSizes(bytes, 4, entry);
  return bytes;
}

function writeSizes(bytes: Buffer, at: number, entry: Entry): void {
  bytes.writeUInt32LE(entry.crc, at);
  bytes.writeUInt32LE(entry.packedBytes, at + 4);
  bytes.writeUInt32LE(entry.bytes, at + 8);
}

function centralHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(CENTRAL_HEADER, 0);
  header.writeUInt16LE(VERSION, 4);
  writeCommon(header, 6);
  writeSizes(header, 16, entry);
  header.writeUInt16LE(entry.name.byteLength, 28);
  header.writeUInt32LE(entry.offset, 42);
  return Buffer.concat([header, entry.name]);
}

function endOfDirectory(count: number, start: number, bytes: number): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(END_OF_DIRECTORY, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(bytes, 12);
  record.writeUInt32LE(start, 16);
  return record;
}
