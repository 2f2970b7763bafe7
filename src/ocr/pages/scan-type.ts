import type { ScanType } from './scan.js';

const SIGNATURES: readonly (readonly [type: ScanType, bytes: readonly number[]])[] = [
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['tiff', [0x4d, 0x4d, 0x00, 0x2a]],
  ['tiff', [0x49, 0x49, 0x2b, 0x00]],
  ['tiff', [0x4d, 0x4d, 0x00, 0x2b]],
];

/** ISO 32000 lets up to 1,024 bytes stand before the header of a PDF. */
const PDF_HEADER = Buffer.from('%PDF-', 'latin1');
const PDF_HEADER_WITHIN_BYTES = 1024;

/** What a file is by its first bytes, whatever its name says; undefined when it is none of the kinds that are read. */
export function scanTypeOf(bytes: Buffer): ScanType | undefined {
  const signed = SIGNATURES.find(([, signature]) => signature.every((byte, at) => bytes[at] === byte));
  if (signed !== undefined) return signed[0];
  return bytes.subarray(0, PDF_HEADER_WITHIN_BYTES + PDF_HEADER.length).includes(PDF_HEADER) ? 'pdf' : undefined;
}
