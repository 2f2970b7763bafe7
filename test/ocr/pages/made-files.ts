import { loadSharp } from '../../../src/ocr/sharp.js';

/** A white sheet with a black bar near its top and a small red one on the left, so that which way up it is can be seen. */
export async function sheetPicture(width = 620, height = 877): Promise<Buffer> {
  const sharp = await loadSharp();
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="white"/>
    <rect x="${width * 0.1}" y="${height * 0.1}" width="${width * 0.8}" height="${height * 0.05}" fill="black"/>
    <rect x="${width * 0.1}" y="${height * 0.3}" width="${width * 0.2}" height="${height * 0.02}" fill="#c02020"/></svg>`;
  return await sharp(Buffer.from(svg)).flatten({ background: 'white' }).png().toBuffer();
}

export type TiffCompression = 'ccittfax4' | 'lzw' | 'jpeg' | 'none';

export async function tiffPage(compression: TiffCompression, dpi = 300, width = 620, height = 877): Promise<Buffer> {
  const sharp = await loadSharp();
  const picture = sharp(await sheetPicture(width, height)).withDensity(dpi);
  if (compression !== 'ccittfax4') return await picture.tiff({ compression }).toBuffer();
  return await picture.greyscale().threshold(128).toColourspace('b-w').tiff({ compression, bitdepth: 1 }).toBuffer();
}

export interface PdfPageWish {
  /** A JPEG over the whole page. */
  readonly jpeg?: Buffer;
  /** What the picture's dictionary claims instead of what it is. */
  readonly claimed?: { readonly width: number; readonly height: number };
  readonly text?: string;
  readonly turn?: number;
  readonly points?: { readonly width: number; readonly height: number };
}

/** A PDF written out by hand, so that it can lie. `encrypt` says it has a password which nobody knows. */
export async function pdfBytes(pages: readonly PdfPageWish[], { encrypt = false } = {}): Promise<Buffer> {
  const objects: Buffer[] = [];
  const add = (body: string | Buffer): number => objects.push(Buffer.isBuffer(body) ? body : Buffer.from(body, 'latin1'));
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(`<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${4 + index * 3} 0 R`).join(' ')}] >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  for (const [index, page] of pages.entries()) {
    const first = 4 + index * 3;
    const { width, height } = page.points ?? { width: 595.28, height: 841.89 };
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Rotate ${page.turn ?? 0} /Contents ${first + 1} 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /P ${first + 2} 0 R >> >> >>`,
    );
    const drawing = page.jpeg === undefined ? '' : `q ${width} 0 0 ${height} 0 0 cm /P Do Q `;
    const writing = page.text === undefined ? '' : `BT /F1 20 Tf 72 ${height - 100} Td (${page.text}) Tj ET`;
    add(stream('', Buffer.from(drawing + writing, 'latin1')));
    add(await pictureObject(page));
  }
  if (encrypt) add(`<< /Filter /Standard /V 1 /R 2 /O <${'5a'.repeat(32)}> /U <${'a5'.repeat(32)}> /P -4 >>`);
  return fileOf(objects, encrypt);
}

async function pictureObject({ jpeg, claimed }: PdfPageWish): Promise<Buffer> {
  const sharp = await loadSharp();
  const data = jpeg ?? Buffer.alloc(0);
  const { width, height } = claimed ?? (jpeg === undefined ? { width: 1, height: 1 } : await sharp(jpeg).metadata());
  return stream(
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`,
    data,
  );
}

function stream(dictionary: string, data: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`<< ${dictionary} /Length ${data.length} >>\nstream\n`, 'latin1'),
    data,
    Buffer.from('\nendstream', 'latin1'),
  ]);
}

function fileOf(objects: readonly Buffer[], encrypt: boolean): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n', 'latin1')];
  const offsets: number[] = [];
  let at = parts[0]?.length ?? 0;
  const push = (part: Buffer): void => {
    parts.push(part);
    at += part.length;
  };
  for (const [index, object] of objects.entries()) {
    offsets.push(at);
    push(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`, 'latin1'), object, Buffer.from('\nendobj\n', 'latin1')]));
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const id = encrypt ? `/Encrypt ${objects.length} 0 R /ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>]` : '';
  push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${id} >>\nstartxref\n${at}\n%%EOF\n`,
      'latin1',
    ),
  );
  return Buffer.concat(parts);
}
