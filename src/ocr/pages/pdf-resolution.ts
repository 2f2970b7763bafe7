import { withRoom } from './pdfium.js';
import type { Pdfium } from './pdfium.js';
import { refuseLargePage } from './refusal.js';
import type { PagePlace } from './refusal.js';
import { shrinkToKept } from './resolution.js';
import type { ScanLimits } from './scan.js';

const IMAGE = 3;
const FORM = 5;
/** Forms within forms; a file that nests them deeper is drawn all the same, only its pictures are not counted. */
const DEEPEST_FORM = 4;
/** Pictures looked at on a page: a page with more is a drawing, not a scan. */
const MOST_PICTURES = 2_000;

/** A page that is drawn, not scanned, and pictures of stamps and logos are drawn at the resolution that reading needs. */
const READING_DPI = 300;
const POINTS_PER_INCH = 72;
/** Share of the page that a picture covers to count as the scan of it. */
const SCAN_COVERS = 0.5;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * At what resolution to draw a page: the scan's own where the page is one, so that no pixel is made up or lost; never more than
 * is kept. Sizes of pictures are checked here, before any is decoded.
 * @throws MregError `ocr-page.too-many-pixels`
 */
export function pageResolution(pdfium: Pdfium, page: number, points: Size, place: PagePlace, limits: ScanLimits): { readonly dpi: number } {
  const pictures = picturesOf(pdfium, page);
  for (const { pixels } of pictures) refuseLargePage(place, pixels.width, pixels.height, limits);
  const scans = pictures.filter(({ spread }) => spread.width * spread.height >= SCAN_COVERS * points.width * points.height);
  const scanDpi = Math.max(0, ...scans.map(({ pixels, spread }) => (pixels.width / spread.width) * POINTS_PER_INCH));
  const dpi = scanDpi > 0 ? scanDpi : READING_DPI;
  const scale = dpi / POINTS_PER_INCH;
  return { dpi: dpi * shrinkToKept(points.width * scale, points.height * scale, limits) };
}

interface Picture {
  /** As stored. */
  readonly pixels: Size;
  /** As it lies on the page, in points. */
  readonly spread: Size;
}

function picturesOf(pdfium: Pdfium, page: number): readonly Picture[] {
  const pictures: Picture[] = [];
  const visit = (object: number, depth: number): void => {
    if (object === 0 || pictures.length >= MOST_PICTURES) return;
    const type = pdfium.FPDFPageObj_GetType(object);
    if (type === IMAGE) {
      const picture = pictureOf(pdfium, object);
      if (picture !== undefined) pictures.push(picture);
    }
    if (type !== FORM || depth >= DEEPEST_FORM) return;
    const inside = pdfium.FPDFFormObj_CountObjects(object);
    for (let index = 0; index < inside; index++) visit(pdfium.FPDFFormObj_GetObject(object, index), depth + 1);
  };
  const objects = pdfium.FPDFPage_CountObjects(page);
  for (let index = 0; index < objects; index++) visit(pdfium.FPDFPage_GetObject(page, index), 0);
  return pictures;
}

/** Its matrix spreads the unit square over the page (ISO 32000, 8.9.5). */
function pictureOf(pdfium: Pdfium, object: number): Picture | undefined {
  return withRoom(pdfium, 32, (pointer) => {
    if (pdfium.FPDFImageObj_GetImagePixelSize(object, pointer, pointer + 4) === 0) return undefined;
    const [width = 0, height = 0] = new Uint32Array(pdfium.HEAP32.buffer, pointer, 2);
    if (pdfium.FPDFPageObj_GetMatrix(object, pointer + 8) === 0) return undefined;
    const [a = 0, b = 0, c = 0, d = 0] = pdfium.HEAPF32.subarray((pointer + 8) / 4, (pointer + 24) / 4);
    const spread = { width: Math.hypot(a, b), height: Math.hypot(c, d) };
    return spread.width > 0 && spread.height > 0 ? { pixels: { width, height }, spread } : undefined;
  });
}
