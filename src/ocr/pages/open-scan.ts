import { createHash } from 'node:crypto';
import { MregError } from '../../domain/error.js';
import { withFile } from '../../tables/file-error.js';
import { openPdf } from './pdf.js';
import { openPicture } from './picture.js';
import { SCAN_LIMITS } from './scan.js';
import type { OpenScan, PageSource, ScanLimits, ScanType } from './scan.js';
import { scanTypeOf } from './scan-type.js';
import { openTiff } from './tiff.js';

/** A file on disk, or bytes that were unpacked from an archive, with the name to use in messages. */
export type ScanFile = { readonly path: string } | { readonly name: string; readonly bytes: Uint8Array };

const OPENERS: Readonly<Record<ScanType, (bytes: Buffer, file: string, limits: ScanLimits) => PageSource | Promise<PageSource>>> = {
  png: openPicture,
  jpeg: openPicture,
  tiff: openTiff,
  pdf: openPdf,
};

/**
 * Opens a PNG, JPEG, TIFF or PDF by what its bytes are, never by its name. Close it when done.
 * @throws MregError `input-refused`: missing, empty, no scan, too large, too many pages, behind a password, broken throughout
 */
export async function openScan(source: ScanFile, limits: ScanLimits = SCAN_LIMITS): Promise<OpenScan> {
  const file = 'path' in source ? source.path : source.name;
  const bytes = 'path' in source ? await bytesOf(source.path, limits) : bufferOf(source.bytes);
  if (bytes.length === 0) throw new MregError('input-refused', 'ocr-page.empty', { file });
  refuseLargeFile(file, bytes.length, limits);
  const type = scanTypeOf(bytes);
  if (type === undefined) throw new MregError('input-refused', 'ocr-page.unknown-format', { file });
  const pages = await OPENERS[type](bytes, file, limits);
  return {
    type,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    pages: pages.pages,
    page: async (number) => {
      if (!Number.isInteger(number) || number < 1 || number > pages.pages)
        throw new MregError('input-refused', 'ocr-page.no-such-page', { file, page: number, pages: pages.pages });
      return await pages.page(number);
    },
    close: async () => await pages.close(),
  };
}

async function bytesOf(path: string, limits: ScanLimits): Promise<Buffer> {
  return await withFile(path, async (file) => {
    const found = await file.stat();
    if (!found.isFile()) throw new MregError('input-refused', 'import.special-file', { file: path });
    refuseLargeFile(path, found.size, limits);
    return await file.readFile();
  });
}

function refuseLargeFile(file: string, bytes: number, limits: ScanLimits): void {
  if (bytes > limits.maxBytes) throw new MregError('input-refused', 'ocr-page.file-too-large', { file, bytes, limit: limits.maxBytes });
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
