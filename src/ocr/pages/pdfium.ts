import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** The functions of PDFium that are used, as its WebAssembly exports them (fpdfview.h, fpdf_text.h, fpdf_edit.h). Handles are 0 on failure. */
export interface Pdfium {
  readonly HEAPU8: Uint8Array;
  readonly HEAP32: Int32Array;
  readonly HEAPF32: Float32Array;
  readonly HEAPF64: Float64Array;
  readonly wasmExports: { malloc(bytes: number): number; free(pointer: number): void };
  FPDF_InitLibraryWithConfig(config: object): void;
  FPDF_LoadMemDocument(pointer: number, bytes: number, password: number): number;
  FPDF_GetLastError(): number;
  FPDF_GetPageCount(document: number): number;
  FPDF_LoadPage(document: number, page: number): number;
  FPDF_ClosePage(page: number): void;
  FPDF_GetPageWidthF(page: number): number;
  FPDF_GetPageHeightF(page: number): number;
  FPDF_RenderPageBitmap(
    bitmap: number,
    page: number,
    left: number,
    top: number,
    width: number,
    height: number,
    turn: number,
    flags: number,
  ): void;
  FPDFBitmap_CreateEx(width: number, height: number, format: number, pixels: number, stride: number): number;
  FPDFBitmap_FillRect(bitmap: number, left: number, top: number, width: number, height: number, colour: number): void;
  FPDFBitmap_Destroy(bitmap: number): void;
  FPDFPage_CountObjects(page: number): number;
  FPDFPage_GetObject(page: number, index: number): number;
  FPDFFormObj_CountObjects(object: number): number;
  FPDFFormObj_GetObject(object: number, index: number): number;
  FPDFPageObj_GetType(object: number): number;
  FPDFPageObj_GetMatrix(object: number, matrix: number): number;
  FPDFImageObj_GetImagePixelSize(object: number, width: number, height: number): number;
  FPDFText_LoadPage(page: number): number;
  FPDFText_ClosePage(text: number): void;
  FPDFText_CountRects(text: number, from: number, count: number): number;
  FPDFText_GetRect(text: number, index: number, left: number, top: number, right: number, bottom: number): number;
  FPDFText_GetBoundedText(
    text: number,
    left: number,
    top: number,
    right: number,
    bottom: number,
    buffer: number,
    characters: number,
  ): number;
  FPDF_PageToDevice(
    page: number,
    left: number,
    top: number,
    width: number,
    height: number,
    turn: number,
    pageX: number,
    pageY: number,
    deviceX: number,
    deviceY: number,
  ): number;
}

type LoadPdfium = (options: { readonly wasmBinary: Uint8Array; printErr(): void }) => Promise<Record<string, unknown>>;

let program: Promise<Uint8Array> | undefined;

/**
 * A PDFium of its own for each file: its memory never shrinks, so it is given back as a whole, and a file that brings it down
 * takes no other with it. Starting one takes some 15 ms.
 */
export async function startPdfium(): Promise<Pdfium> {
  program ??= readFile(createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm'));
  const { PDFiumModule } = await import('@hyzyla/pdfium');
  const pdfium = plainlyNamed(await (PDFiumModule as unknown as LoadPdfium)({ wasmBinary: await program, printErr: () => {} }));
  pdfium.FPDF_InitLibraryWithConfig({ version: 2, m_pIsolate: null, m_pUserFontPaths: null, m_v8EmbedderSlot: 0, m_pPlatform: null });
  return pdfium;
}

/** The functions under the names of PDFium's own headers; the views of its memory stay behind, because they change when it grows. */
function plainlyNamed(exported: Record<string, unknown>): Pdfium {
  const names = Object.keys(exported).filter((name) => name.startsWith('_FPDF'));
  return Object.assign(Object.create(exported), Object.fromEntries(names.map((name) => [name.slice(1), exported[name]]))) as Pdfium;
}

/** Room in PDFium's memory for as long as `use` runs. */
export function withRoom<T>(pdfium: Pdfium, bytes: number, use: (pointer: number) => T): T {
  const pointer = pdfium.wasmExports.malloc(bytes);
  if (pointer === 0) throw new Error('out of memory');
  try {
    return use(pointer);
  } finally {
    pdfium.wasmExports.free(pointer);
  }
}
