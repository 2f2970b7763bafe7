import type { Box } from '../../domain/scan.js';
import type { ColourImage } from '../image.js';

export type ScanType = 'png' | 'jpeg' | 'tiff' | 'pdf';

/** What a file may be before it is refused; all of it is checked before a pixel is decoded. */
export interface ScanLimits {
  readonly maxBytes: number;
  readonly maxPages: number;
  /** Of one page as it is stored. */
  readonly maxPixels: number;
  /** Larger pages are shrunk to this while they are decoded; reading needs 300 dpi. */
  readonly keptPixels: number;
}

/** A0 sheets and posters are refused; A3 at 600 dpi is read (70 million pixels), A4 at 600 dpi is kept as it is (35 million). */
export const SCAN_LIMITS: ScanLimits = {
  maxBytes: 256 * 1024 * 1024,
  maxPages: 5_000,
  maxPixels: 100_000_000,
  keptPixels: 36_000_000,
};

/** A piece of a PDF's text layer. Whoever made the file wrote it: it may say something else than the picture. */
export interface PageText {
  readonly text: string;
  /** In pixels of the page's picture. */
  readonly box: Box;
}

export interface PageImage {
  readonly image: ColourImage;
  /** As the file says, where that can be true; many scanners and phones write 72 whatever the picture is. */
  readonly dpi: number | undefined;
  readonly text: readonly PageText[];
}

/** A file of scanned pages, open for reading. A page that is broken rejects alone: the others can still be read. */
export interface OpenScan {
  readonly type: ScanType;
  readonly sha256: string;
  /** How many pages there are. */
  readonly pages: number;
  /**
   * `number` counts from 1.
   * @throws MregError `input-refused` when there is no such page, or it is broken or too large
   */
  page(number: number): Promise<PageImage>;
  close(): Promise<void>;
}

/** A file's pages by its own kind: what `openScan` puts together. */
export interface PageSource {
  readonly pages: number;
  page(number: number): Promise<PageImage>;
  close(): Promise<void>;
}
