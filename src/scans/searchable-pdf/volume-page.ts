import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import type { ColourImage } from '../../ocr/image.js';
import type { OpenScan, PageImage } from '../../ocr/pages/scan.js';
import type { PageText } from '../../ocr/page-text/page-text.js';
import { reusableJpeg } from '../../ocr/pictures/jpeg-parts.js';
import { packPicture, shrinkPicture } from '../../ocr/pictures/pack-picture.js';
import { straighten } from '../../ocr/preparing/prepare-page.js';
import type { PdfPage, PdfPicture } from '../../report/pdf/searchable-pdf.js';
import { onStraightened, onUpright, shrunk } from './place-line.js';

export interface PictureWish {
  /** Of JPEG, 1 to 100. */
  readonly quality: number;
  /** Pictures of a higher resolution are made smaller; `undefined`: none are. */
  readonly dpi: number | undefined;
  /** The straightened page instead of the page as scanned. */
  readonly straightened: boolean;
}

/** The long side of A4, for pages that do not say how large they are. */
const A4_LONG_INCHES = 11.69;

/** A page as it goes into the PDF. @param jpeg the file's own picture, when it may be taken over as it is */
export async function volumePage(
  page: PageImage,
  text: PageText | undefined,
  wish: PictureWish,
  jpeg: Buffer | undefined,
): Promise<PdfPage> {
  if (wish.straightened && text !== undefined) return straightenedPage(page, text, wish);
  const { image } = page;
  const dpi = page.dpi ?? Math.max(image.width, image.height) / A4_LONG_INCHES;
  const factor = shrinking(dpi, wish);
  const turn = text?.straightening.turn ?? 0;
  const isLying = turn === 90 || turn === 270;
  const upright = isLying ? { width: image.height, height: image.width } : image;
  const lines = text === undefined ? [] : text.lines.map((line) => shrunk(onUpright(line, text.straightening, upright), factor));
  const own = factor === 1 && jpeg !== undefined ? ownJpeg(jpeg, image) : undefined;
  return { picture: own ?? (await packed(image, factor, wish)), turn, dpi: dpi * factor, lines };
}

async function straightenedPage(page: PageImage, { straightening, lines }: PageText, wish: PictureWish): Promise<PdfPage> {
  const image = await straighten(page.image, straightening);
  const scanned = page.dpi ?? Math.max(page.image.width, page.image.height) / A4_LONG_INCHES;
  const dpi = scanned * straightening.scale;
  const factor = shrinking(dpi, wish);
  return {
    picture: await packed(image, factor, wish),
    turn: 0,
    dpi: dpi * factor,
    lines: lines.map((line) => shrunk(onStraightened(line), factor)),
  };
}

const shrinking = (dpi: number, wish: PictureWish): number => (wish.dpi === undefined || dpi <= wish.dpi ? 1 : wish.dpi / dpi);

async function packed(image: ColourImage, factor: number, { quality }: PictureWish): Promise<PdfPicture> {
  return await packPicture(factor === 1 ? image : await shrinkPicture(image, factor), quality);
}

function ownJpeg(bytes: Buffer, image: ColourImage): PdfPicture | undefined {
  const jpeg = reusableJpeg(bytes);
  if (jpeg === undefined || jpeg.width !== image.width || jpeg.height !== image.height) return undefined;
  return { packing: 'jpeg', ...jpeg };
}

/** The bytes of a JPEG file, if they are still those that were opened. */
export async function bytesOfJpeg(path: string, scan: OpenScan): Promise<Buffer | undefined> {
  if (scan.type !== 'jpeg') return undefined;
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined || createHash('sha256').update(bytes).digest('hex') !== scan.sha256) return undefined;
  return bytes;
}

const BLANK_DPI = 100;
const BLANK = { width: 827, height: 1_169 };

/** A page in the place of one that cannot be shown, so that the numbers of the others stay right. */
export async function missingPage(text: string): Promise<PdfPage> {
  const white: ColourImage = { ...BLANK, pixels: new Uint8Array(BLANK.width * BLANK.height * 3).fill(255) };
  const line = { text, x: 80, y: 140, width: BLANK.width - 160, height: 24, leanDegrees: 0 };
  return { picture: await packPicture(white, 1), turn: 0, dpi: BLANK_DPI, lines: [line] };
}
