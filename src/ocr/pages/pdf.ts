import { MregError } from '../../domain/error.js';
import { pageResolution } from './pdf-resolution.js';
import { textOfPage } from './pdf-text.js';
import { startPdfium, withRoom } from './pdfium.js';
import type { Pdfium } from './pdfium.js';
import { brokenPage, refuseManyPages } from './refusal.js';
import type { PagePlace } from './refusal.js';
import { plausibleDpi } from './resolution.js';
import type { PageImage, PageSource, ScanLimits } from './scan.js';

const PASSWORD_NEEDED = 4;
const BGR = 2;
const WHITE = 0xffffffff;
/** Stamps are often annotations; with the byte order turned, blue-green-red becomes red-green-blue (fpdfview.h). */
const DRAW_ANNOTATIONS = 0x01;
const REVERSE_BYTE_ORDER = 0x10;
const POINTS_PER_INCH = 72;

interface Running {
  readonly pdfium: Pdfium;
  readonly document: number;
}

/**
 * @throws MregError `ocr-page.password`, `ocr-page.broken`, `ocr-page.too-many-pages`
 */
export async function openPdf(bytes: Buffer, file: string, limits: ScanLimits): Promise<PageSource> {
  let running: Running | undefined = await startDocument(bytes, file);
  const pages = running.pdfium.FPDF_GetPageCount(running.document);
  if (pages < 1) throw brokenFile(file, 'PDF');
  refuseManyPages(file, pages, limits);
  return {
    pages,
    page: async (page) => {
      running ??= await startDocument(bytes, file);
      try {
        return renderPage(running, { file, page }, limits);
      } catch (cause) {
        if (cause instanceof MregError) throw cause;
        // What stopped inside PDFium leaves it in no state to go on: the next page gets a new one.
        running = undefined;
        throw brokenPage({ file, page }, cause);
      }
    },
    close: async () => {
      running = undefined;
    },
  };
}

/** The bytes stay in PDFium's memory as long as the document is open. */
async function startDocument(bytes: Buffer, file: string): Promise<Running> {
  const pdfium = await startPdfium();
  try {
    const pointer = pdfium.wasmExports.malloc(bytes.length);
    if (pointer === 0) throw new Error('out of memory');
    pdfium.HEAPU8.set(bytes, pointer);
    const document = pdfium.FPDF_LoadMemDocument(pointer, bytes.length, 0);
    if (document !== 0) return { pdfium, document };
  } catch (cause) {
    throw brokenFile(file, cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '', cause);
  }
  if (pdfium.FPDF_GetLastError() === PASSWORD_NEEDED) throw new MregError('input-refused', 'ocr-page.password', { file });
  throw brokenFile(file, 'PDF');
}

function renderPage({ pdfium, document }: Running, place: PagePlace, limits: ScanLimits): PageImage {
  const page = pdfium.FPDF_LoadPage(document, place.page - 1);
  if (page === 0) throw brokenPage(place);
  try {
    const points = { width: pdfium.FPDF_GetPageWidthF(page), height: pdfium.FPDF_GetPageHeightF(page) };
    if (!(points.width > 0 && points.height > 0)) throw brokenPage(place);
    const resolution = pageResolution(pdfium, page, points, place, limits);
    const width = Math.max(1, Math.round((points.width * resolution.dpi) / POINTS_PER_INCH));
    const height = Math.max(1, Math.round((points.height * resolution.dpi) / POINTS_PER_INCH));
    const pixels = draw(pdfium, page, width, height);
    return {
      image: { width, height, pixels },
      dpi: plausibleDpi(resolution.dpi, width, height),
      text: textOfPage(pdfium, page, width, height),
    };
  } finally {
    pdfium.FPDF_ClosePage(page);
  }
}

function draw(pdfium: Pdfium, page: number, width: number, height: number): Uint8Array {
  const stride = width * 3;
  return withRoom(pdfium, stride * height, (pointer) => {
    const bitmap = pdfium.FPDFBitmap_CreateEx(width, height, BGR, pointer, stride);
    if (bitmap === 0) throw new Error('out of memory');
    try {
      pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
      pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, DRAW_ANNOTATIONS | REVERSE_BYTE_ORDER);
      return pdfium.HEAPU8.slice(pointer, pointer + stride * height);
    } finally {
      pdfium.FPDFBitmap_Destroy(bitmap);
    }
  });
}

function brokenFile(file: string, detail: string, cause?: unknown): MregError {
  return new MregError('input-refused', 'ocr-page.broken', { file, detail }, { cause });
}
