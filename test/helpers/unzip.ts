import { inflateRawSync } from 'node:zlib';

const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY_BYTES = 22;

/** The texts of a small ZIP file by name, found by its directory; for looking into what we wrote. */
export function unzipped(bytes: Buffer): Readonly<Record<string, string>> {
  const end = bytes.length - END_OF_DIRECTORY_BYTES;
  const parts: Record<string, string> = {};
  for (let at = bytes.readUInt32LE(end + 16); at < end && bytes.readUInt32LE(at) === CENTRAL_HEADER;) {
    const nameBytes = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameBytes);
    const local = bytes.readUInt32LE(at + 42);
    const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    parts[name] = inflateRawSync(bytes.subarray(data, data + bytes.readUInt32LE(at + 20))).toString('utf8');
    at += 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return parts;
}
