import type { Straightening } from '../../domain/scan.js';
import type { PdfLine } from '../../report/pdf/searchable-pdf.js';
import type { TextLine } from '../../ocr/page-text/reading-order.js';

/** Where a line of the straightened page lies on it. */
export function onStraightened({ text, box }: TextLine): PdfLine {
  return { text, x: box.left, y: box.top + box.height, width: box.width, height: box.height, leanDegrees: 0 };
}

/**
 * Where a line of the straightened page lies on the page as it was scanned, turned upright: `width` and `height` are its size then. The
 * middles of both are each other's (src/domain/scan.ts).
 */
export function onUpright(
  line: TextLine,
  straightening: Straightening,
  upright: { readonly width: number; readonly height: number },
): PdfLine {
  const { scale, skewDegrees } = straightening;
  const level = onStraightened(line);
  const radians = (skewDegrees * Math.PI) / 180;
  const [sine, cosine] = [Math.sin(radians), Math.cos(radians)];
  const [x, y] = [(level.x - straightening.width / 2) / scale, (level.y - straightening.height / 2) / scale];
  return {
    text: line.text,
    x: upright.width / 2 + cosine * x - sine * y,
    y: upright.height / 2 + sine * x + cosine * y,
    width: level.width / scale,
    height: level.height / scale,
    leanDegrees: skewDegrees,
  };
}

/** The same line on the picture made smaller by a factor. */
export function shrunk(line: PdfLine, factor: number): PdfLine {
  return { ...line, x: line.x * factor, y: line.y * factor, width: line.width * factor, height: line.height * factor };
}
