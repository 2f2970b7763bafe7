import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const GREYSCALE_8_BITS_1_BY_1 = Buffer.of(0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0);

/** A valid PNG (ISO/IEC 15948) of one pixel: a stand-in for a scanned page. Pages of other shades have other digests. */
export function tinyPng(shade: number): Buffer {
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', GREYSCALE_8_BITS_1_BY_1),
    chunk('IDAT', deflateSync(Buffer.of(0, shade))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(typed.length + 8);
  framed.writeUInt32BE(data.length, 0);
  typed.copy(framed, 4);
  framed.writeUInt32BE(crc32(typed), typed.length + 4);
  return framed;
}
