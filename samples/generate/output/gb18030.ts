import { TextDecoder } from 'node:util';

/**
 * GB18030 writer. Node decodes the encoding but does not write it, so the table is the decoder turned round once:
 * every two-byte pair, then every four-byte sequence of the basic plane. Planes above it follow a formula (GB 18030-2005, 4.2).
 */
const FIRST_SUPPLEMENTARY = 0x10000;
const SUPPLEMENTARY_LINEAR_START = 189_000;
const BASIC_PLANE_FOUR_BYTE_COUNT = 39_420;
const QUESTION_MARK = 0x3f;

let table: Uint32Array | undefined;

export function encodeGb18030(text: string): Buffer {
  const codes = (table ??= buildTable());
  const out = Buffer.allocUnsafe(text.length * 4);
  let length = 0;
  for (let index = 0; index < text.length; index++) {
    const codePoint = text.codePointAt(index) ?? 0;
    if (codePoint < 0x80) {
      out[length++] = codePoint;
    } else if (codePoint < FIRST_SUPPLEMENTARY) {
      length = put(out, length, codes[codePoint] ?? 0);
    } else {
      length = put(out, length, supplementaryCode(codePoint));
      index++;
    }
  }
  return out.subarray(0, length);
}

function put(out: Buffer, at: number, code: number): number {
  if (code > 0xffff) return out.writeUInt32BE(code, at);
  // Half a surrogate pair is no character and has no code.
  return code === 0 ? out.writeUInt8(QUESTION_MARK, at) : out.writeUInt16BE(code, at);
}

function buildTable(): Uint32Array {
  const codes = new Uint32Array(FIRST_SUPPLEMENTARY);
  const decoder = new TextDecoder('gb18030');
  const bytes = Buffer.alloc(4);
  for (let linear = 0; linear < BASIC_PLANE_FOUR_BYTE_COUNT; linear++) {
    const code = fourByteCode(linear);
    bytes.writeUInt32BE(code);
    enter(codes, decoder.decode(bytes), code);
  }
  // Pairs come last: where both spellings exist, the short one is the usual one.
  for (let lead = 0x81; lead <= 0xfe; lead++) enterRow(codes, decoder, lead);
  return codes;
}

function enterRow(codes: Uint32Array, decoder: TextDecoder, lead: number): void {
  for (let trail = 0x40; trail <= 0xfe; trail++) {
    if (trail !== 0x7f) enter(codes, decoder.decode(Uint8Array.of(lead, trail)), (lead << 8) | trail);
  }
}

function enter(codes: Uint32Array, decoded: string, code: number): void {
  const unit = decoded.charCodeAt(0);
  if (decoded.length === 1 && unit !== 0xfffd) codes[unit] = code;
}

function supplementaryCode(codePoint: number): number {
  return fourByteCode(codePoint - FIRST_SUPPLEMENTARY + SUPPLEMENTARY_LINEAR_START);
}

function fourByteCode(linear: number): number {
  const fourth = 0x30 + (linear % 10);
  const third = 0x81 + (Math.floor(linear / 10) % 126);
  const second = 0x30 + (Math.floor(linear / 1_260) % 10);
  const first = 0x81 + Math.floor(linear / 12_600);
  return ((first << 24) | (second << 16) | (third << 8) | fourth) >>> 0;
}
