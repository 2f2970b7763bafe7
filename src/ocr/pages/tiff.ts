import { MregError } from '../../domain/error.js';
import { decodePicture } from './picture.js';
import { refuseManyPages } from './refusal.js';
import type { PageSource, ScanLimits } from './scan.js';

const NEW_SUBFILE_TYPE = 254;
/** The reduced-size picture that some programs keep beside a page (TIFF 6.0, NewSubfileType bit 0). */
const IS_THUMBNAIL = 1;

interface Layout {
  readonly countBytes: 2 | 8;
  readonly entryBytes: 12 | 20;
  readonly offsetBytes: 4 | 8;
}
const CLASSIC: Layout = { countBytes: 2, entryBytes: 12, offsetBytes: 4 };
const BIG: Layout = { countBytes: 8, entryBytes: 20, offsetBytes: 8 };

/**
 * The directories are walked here rather than by the decoder, which gives up a whole file for one broken page.
 * @throws MregError `ocr-page.broken`, `ocr-page.too-many-pages`
 */
export function openTiff(bytes: Buffer, file: string, limits: ScanLimits): PageSource {
  const { directories, mended } = readChain(bytes, limits);
  if (directories.length === 0) throw new MregError('input-refused', 'ocr-page.broken', { file, detail: 'TIFF' });
  refuseManyPages(file, directories.length, limits);
  return {
    pages: directories.length,
    page: async (page) => await decodePicture(mended, { file, page }, limits, directories[page - 1] ?? 0),
    close: async () => {},
  };
}

interface Chain {
  /** Which directories of the chain hold pages, from 0. */
  readonly directories: readonly number[];
  /** The file, its chain ended where it stops making sense: the decoder follows it before it gives the first page. */
  readonly mended: Buffer;
}

/** A chain that leads out of the file or back into itself ends where it does. */
function readChain(bytes: Buffer, limits: ScanLimits): Chain {
  const littleEndian = bytes[0] === 0x49;
  const layout = bytes[littleEndian ? 2 : 3] === 0x2b ? BIG : CLASSIC;
  const unsigned = (offset: number, length: number): number => readUnsigned(bytes, offset, length, littleEndian);
  const directories: number[] = [];
  const seen = new Set<number>();
  let link: number = layout.offsetBytes;
  for (let directory = 0; directories.length <= limits.maxPages; directory++) {
    const at = unsigned(link, layout.offsetBytes);
    if (at === 0) return { directories, mended: bytes };
    const entries = unsigned(at, layout.countBytes);
    const end = at + layout.countBytes + entries * layout.entryBytes;
    if (seen.has(at) || entries === 0 || end > bytes.length) break;
    seen.add(at);
    if (!isThumbnail(at + layout.countBytes, entries, layout, unsigned)) directories.push(directory);
    link = end;
  }
  const mended = Buffer.from(bytes);
  mended.fill(0, link, link + layout.offsetBytes);
  return { directories, mended };
}

function isThumbnail(first: number, entries: number, layout: Layout, unsigned: (offset: number, length: number) => number): boolean {
  for (let entry = 0; entry < entries; entry++) {
    const at = first + entry * layout.entryBytes;
    if (unsigned(at, 2) === NEW_SUBFILE_TYPE)
      return (unsigned(at + layout.entryBytes - layout.offsetBytes, layout.offsetBytes) & IS_THUMBNAIL) !== 0;
  }
  return false;
}

/** 0 where the file has ended. */
function readUnsigned(bytes: Buffer, offset: number, length: number, littleEndian: boolean): number {
  if (offset + length > bytes.length) return 0;
  let value = 0;
  for (let at = 0; at < length; at++) value = value * 256 + (bytes[littleEndian ? offset + length - 1 - at : offset + at] ?? 0);
  return value;
}
