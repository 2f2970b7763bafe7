import { crc32, deflateRawSync } from 'node:zlib';
import { encodeGb18030 } from './gb18030.js';

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Buffer;
}

/** How the archiver wrote the names: with the UTF-8 flag, or in the code page of a Chinese Windows with no flag at all. */
export type ZipNames = 'utf-8' | 'gbk';

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const VERSION_2 = 20;
const DEFLATE = 8;
const UTF8_NAMES_FLAG = 0x800;
/** 2025-11-01 00:00 in the two words of DOS; any fixed hour will do. */
const MADE_ON = { date: ((2025 - 1980) << 9) | (11 << 5) | 1, time: 0 };

/**
 * A ZIP file in memory (APPNOTE 4.3). Written by hand because the packages on npm cannot leave the UTF-8 flag out, and
 * archives from county computers come without it.
 */
export function zipFile(entries: readonly ZipEntry[], names: ZipNames): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = names === 'gbk' ? encodeGb18030(entry.name) : Buffer.from(entry.name, 'utf8');
    const packed = deflateRawSync(entry.bytes, { level: 9 });
    const facts = entryFacts(entry.bytes, packed, name, names);
    const local = Buffer.concat([signature(LOCAL_HEADER), facts, name, packed]);
    centrals.push(Buffer.concat([centralHeader(facts, offset), name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  return Buffer.concat([...locals, directory, endOfDirectory(entries.length, directory.length, offset)]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** The 26 bytes that the local header and the central one have in common. */
function entryFacts(bytes: Buffer, packed: Buffer, name: Buffer, names: ZipNames): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(VERSION_2, 0);
  facts.writeUInt16LE(names === 'utf-8' ? UTF8_NAMES_FLAG : 0, 2);
  facts.writeUInt16LE(DEFLATE, 4);
  facts.writeUInt16LE(MADE_ON.time, 6);
  facts.writeUInt16LE(MADE_ON.date, 8);
  facts.writeUInt32LE(crc32(bytes), 10);
  facts.writeUInt32LE(packed.length, 14);
  facts.writeUInt32LE(bytes.length, 18);
  facts.writeUInt16LE(name.length, 22);
  return facts;
}

function centralHeader(facts: Buffer, offset: number): Buffer {
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  const madeBy = Buffer.alloc(2);
  madeBy.writeUInt16LE(VERSION_2);
  return Buffer.concat([signature(CENTRAL_HEADER), madeBy, facts, tail]);
}

function endOfDirectory(count: number, directoryBytes: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END_OF_DIRECTORY, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directoryBytes, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
