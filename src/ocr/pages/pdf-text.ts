import type { Box } from '../../domain/scan.js';
import { withRoom } from './pdfium.js';
import type { Pdfium } from './pdfium.js';
import type { PageText } from './scan.js';

/** A page with more pieces of text than this is no form. */
const MOST_PIECES = 20_000;
const MOST_CHARACTERS = 4_096;
/** Four numbers for the rectangle, two for where a corner of it is on the picture. */
const ROOM_BYTES = 6 * 8;

/** The text layer, line by line as far as PDFium joins them, in pixels of the page drawn at `width` × `height`. */
export function textOfPage(pdfium: Pdfium, page: number, width: number, height: number): readonly PageText[] {
  const text = pdfium.FPDFText_LoadPage(page);
  if (text === 0) return [];
  try {
    const pieces = Math.min(pdfium.FPDFText_CountRects(text, 0, -1), MOST_PIECES);
    return withRoom(pdfium, ROOM_BYTES + MOST_CHARACTERS * 2, (room) =>
      Array.from({ length: Math.max(0, pieces) }, (_, index) => pieceAt({ pdfium, page, text, width, height, room }, index)).filter(
        (piece) => piece !== undefined,
      ),
    );
  } finally {
    pdfium.FPDFText_ClosePage(text);
  }
}

interface Layer {
  readonly pdfium: Pdfium;
  readonly page: number;
  readonly text: number;
  readonly width: number;
  readonly height: number;
  readonly room: number;
}

function pieceAt(layer: Layer, index: number): PageText | undefined {
  const { pdfium, text, room } = layer;
  if (pdfium.FPDFText_GetRect(text, index, room, room + 8, room + 16, room + 24) === 0) return undefined;
  const [left = 0, top = 0, right = 0, bottom = 0] = pdfium.HEAPF64.slice(room / 8, room / 8 + 4);
  const buffer = room + ROOM_BYTES;
  const characters = pdfium.FPDFText_GetBoundedText(text, left, top, right, bottom, buffer, MOST_CHARACTERS);
  const written = Buffer.from(pdfium.HEAPU8.slice(buffer, buffer + characters * 2))
    .toString('utf16le')
    .replaceAll('\0', '')
    .trim();
  return written === '' ? undefined : { text: written, box: boxOnPicture(layer, [left, top], [right, bottom]) };
}

/** PDFium knows how the page is turned and cropped. */
function boxOnPicture(layer: Layer, first: readonly [number, number], second: readonly [number, number]): Box {
  const [x1, y1] = onPicture(layer, first);
  const [x2, y2] = onPicture(layer, second);
  return { left: Math.min(x1, x2), top: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
}

function onPicture({ pdfium, page, width, height, room }: Layer, [x, y]: readonly [number, number]): readonly [number, number] {
  const result = room + 32;
  pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, result, result + 4);
  const [deviceX = 0, deviceY = 0] = pdfium.HEAP32.subarray(result / 4, result / 4 + 2);
  return [deviceX, deviceY];
}
