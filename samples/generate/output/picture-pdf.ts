/** A JPEG and the size it is to be shown at. */
export interface PdfPicture {
  readonly jpeg: Buffer;
  readonly width: number;
  readonly height: number;
  readonly dpi: number;
}

/** The number of a page's first object. */
const pageNumber = (index: number): number => 3 + index * 3;

/** A PDF of pictures, one a page, as scanners write it (ISO 32000-1: image XObjects with DCTDecode). */
export function picturePdf(pictures: readonly PdfPicture[]): Buffer {
  const objects: Buffer[] = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from(`<< /Type /Pages /Count ${pictures.length} /Kids [${pictures.map((_, index) => `${pageNumber(index)} 0 R`).join(' ')}] >>`),
    ...pictures.flatMap((picture, index) => pageObjects(picture, pageNumber(index))),
  ];
  return assembled(objects);
}

function pageObjects({ jpeg, width, height, dpi }: PdfPicture, number: number): readonly Buffer[] {
  const [wide, high] = [((width * 72) / dpi).toFixed(2), ((height * 72) / dpi).toFixed(2)];
  const drawing = `q ${wide} 0 0 ${high} 0 0 cm /P Do Q`;
  const picture = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`;
  return [
    Buffer.from(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${wide} ${high}] /Contents ${number + 1} 0 R /Resources << /XObject << /P ${number + 2} 0 R >> >> >>`,
    ),
    stream('', Buffer.from(drawing)),
    stream(picture, jpeg),
  ];
}

function stream(dictionary: string, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n`), bytes, Buffer.from('\nendstream')]);
}

function assembled(objects: readonly Buffer[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  for (const [index, body] of objects.entries()) {
    offsets.push(length);
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    parts.push(part);
    length += part.length;
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
