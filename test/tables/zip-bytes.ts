import { crc32, deflateRawSync } from 'node:zlib';

/** One member of a hand-made archive; what is not given is what an honest packer would write. */
export interface MemberBytes {
  readonly name: string | Buffer;
  readonly content?: Buffer;
  readonly flags?: number;
  readonly method?: number;
  readonly declaredBytes?: number;
  readonly declaredCrc?: number;
  readonly attributes?: number;
  readonly madeBy?: number;
  readonly extra?: Buffer;
  /** Points the member at the local header of an earlier one. */
  readonly sameOffsetAs?: number;
}

/** Writes a ZIP byte by byte (APPNOTE 4.3), so that a test can lie where a packer would not. */
export function zipBytes(members: readonly MemberBytes[], comment = ''): Buffer {
  const parts: Buffer[] = [];
  const offsets: number[] = [];
  const directory: Buffer[] = [];
  for (const member of members) {
    const packed = packedOf(member);
    const shared = member.sameOffsetAs === undefined ? undefined : offsets[member.sameOffsetAs];
    offsets.push(shared ?? lengthOf(parts));
    if (shared === undefined) parts.push(localHeader(member, packed), packed);
    directory.push(directoryHeader(member, packed, offsets.at(-1) ?? 0));
  }
  const from = lengthOf(parts);
  return Buffer.concat([...parts, ...directory, endRecord(members.length, lengthOf(directory), from, comment)]);
}

function packedOf(member: MemberBytes): Buffer {
  const content = member.content ?? Buffer.alloc(0);
  return (member.method ?? 8) === 8 ? deflateRawSync(content) : content;
}

function lengthOf(buffers: readonly Buffer[]): number {
  return buffers.reduce((sum, buffer) => sum + buffer.length, 0);
}

function common(member: MemberBytes, packed: Buffer): Buffer {
  const { content = Buffer.alloc(0), extra = Buffer.alloc(0) } = member;
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(20, 0);
  bytes.writeUInt16LE(member.flags ?? 0x800, 2);
  bytes.writeUInt16LE(member.method ?? 8, 4);
  bytes.writeUInt32LE(member.declaredCrc ?? crc32(content), 10);
  bytes.writeUInt32LE(packed.length, 14);
  bytes.writeUInt32LE(member.declaredBytes ?? content.length, 18);
  bytes.writeUInt16LE(Buffer.from(member.name).length, 22);
  bytes.writeUInt16LE(extra.length, 24);
  return bytes;
}

function localHeader(member: MemberBytes, packed: Buffer): Buffer {
  return Buffer.concat([Buffer.from('PK\x03\x04'), common(member, packed), Buffer.from(member.name), member.extra ?? Buffer.alloc(0)]);
}

function directoryHeader(member: MemberBytes, packed: Buffer, offset: number): Buffer {
  const madeBy = Buffer.alloc(2);
  madeBy.writeUInt16LE(member.madeBy ?? 20);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(member.attributes ?? 0, 6);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([
    Buffer.from('PK\x01\x02'),
    madeBy,
    common(member, packed),
    rest,
    Buffer.from(member.name),
    member.extra ?? Buffer.alloc(0),
  ]);
}

function endRecord(entries: number, directoryBytes: number, from: number, comment: string): Buffer {
  const bytes = Buffer.alloc(22);
  bytes.write('PK\x05\x06', 'latin1');
  bytes.writeUInt16LE(entries, 8);
  bytes.writeUInt16LE(entries, 10);
  bytes.writeUInt32LE(directoryBytes, 12);
  bytes.writeUInt32LE(from, 16);
  bytes.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([bytes, Buffer.from(comment)]);
}
