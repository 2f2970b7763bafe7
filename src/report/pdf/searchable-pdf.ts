import type { ByteSink } from '../xlsx/zip-writer.js';
import { DESCENT, UNITS_PER_EM } from './glyphless-font.js';
import { ObjectWriter } from './object-writer.js';
import { documentMetadata } from './pdf-metadata.js';
import { pdfNumber, pdfReference, pdfText } from './pdf-syntax.js';
import { srgbProfile } from './srgb-profile.js';
import { TextFont } from './text-font.js';

/** A picture as it goes into the file: a whole JPEG, or rows from the top packed by zlib (`bilevel`: eight pixels a byte, 1 is white). */
export interface PdfPicture {
  readonly packing: 'jpeg' | 'zlib';
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly colours: 'rgb' | 'grey' | 'bilevel';
}

/** A line of text, in pixels of the upright page from its top left corner. */
export interface PdfLine {
  readonly text: string;
  /** The bottom left corner of its box. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** How the line falls from left to right, clockwise. */
  readonly leanDegrees: number;
}

export interface PdfPage {
  readonly picture: PdfPicture;
  /** Clockwise, what makes the picture upright. */
  readonly turn: 0 | 90 | 180 | 270;
  /** Pixels an inch, of the picture as of the lines. */
  readonly dpi: number;
  readonly lines: readonly PdfLine[];
  /** Given to the first page of a file: what the outline calls it. */
  readonly bookmark?: string;
}

export interface PdfHead {
  readonly title: string;
  readonly producer: string;
}

const POINTS_AN_INCH = 72;
/** Sizes beyond it are not portable (ISO 32000-1, annex C.2). */
const LONGEST_SIDE_POINTS = 14_400;
const SHORTEST_SIDE_POINTS = 3;

/**
 * Writes pages as pictures with their text laid unseen over them: what is searched and copied lies where it is to be read. Page by
 * page: nothing of a page is kept when the next one comes.
 */
export async function writeSearchablePdf(sink: ByteSink, head: PdfHead, pages: AsyncIterable<PdfPage>): Promise<void> {
  const writer = new ObjectWriter(sink);
  await writer.begin();
  const font = new TextFont(writer);
  const tree = writer.reserve();
  const objects: number[] = [];
  const bookmarks: Bookmark[] = [];
  for await (const page of pages) {
    const object = await writePage(writer, page, { tree, font });
    objects.push(object);
    if (page.bookmark !== undefined) bookmarks.push({ title: page.bookmark, page: object });
  }
  await font.write();
  await writer.object(tree, `<< /Type /Pages /Count ${objects.length} /Kids [${objects.map(pdfReference).join(' ')}] >>`);
  await writeCatalogue(writer, head, { tree, bookmarks });
}

interface Bookmark {
  readonly title: string;
  readonly page: number;
}

async function writePage(writer: ObjectWriter, page: PdfPage, shared: { readonly tree: number; readonly font: TextFont }): Promise<number> {
  const { picture, turn, lines } = page;
  const scale = scaleOf(page);
  const isLying = turn === 90 || turn === 270;
  const width = (isLying ? picture.height : picture.width) * scale;
  const height = (isLying ? picture.width : picture.height) * scale;
  const [object, content, image] = [writer.reserve(), writer.reserve(), writer.reserve()];
  await writer.stream(image, imageEntries(picture), picture.bytes);
  const drawn = [
    `q ${pictureMatrix(turn, width, height)} cm /P Do Q`,
    'BT 3 Tr',
    ...lines.flatMap((line) => lineOperators(line, { scale, height, font: shared.font })),
    'ET',
  ];
  await writer.deflated(content, '', Buffer.from(drawn.join('\n'), 'latin1'));
  await writer.object(
    object,
    `<< /Type /Page /Parent ${pdfReference(shared.tree)} /MediaBox [0 0 ${pdfNumber(width)} ${pdfNumber(height)}] ` +
      `/Resources << /XObject << /P ${pdfReference(image)} >> /Font << /F ${pdfReference(shared.font.object)} >> >> /Contents ${pdfReference(content)} >>`,
  );
  return object;
}

/** Points a pixel: by the resolution, within what a page may measure. */
function scaleOf({ picture, dpi }: PdfPage): number {
  const wanted = POINTS_AN_INCH / dpi;
  const most = LONGEST_SIDE_POINTS / Math.max(picture.width, picture.height);
  const least = SHORTEST_SIDE_POINTS / Math.min(picture.width, picture.height);
  return Math.min(most, Math.max(least, wanted));
}

function imageEntries({ packing, width, height, colours }: PdfPicture): string {
  const space = colours === 'rgb' ? 'DeviceRGB' : 'DeviceGray';
  const filter = packing === 'jpeg' ? 'DCTDecode' : 'FlateDecode';
  return `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /${space} /BitsPerComponent ${colours === 'bilevel' ? 1 : 8} /Filter /${filter}`;
}

/** Lays the unit square of a picture over the page, turned clockwise. */
function pictureMatrix(turn: PdfPage['turn'], width: number, height: number): string {
  const matrix = {
    0: [width, 0, 0, height, 0, 0],
    90: [0, -height, width, 0, 0, height],
    180: [-width, 0, 0, -height, width, height],
    270: [0, height, -width, 0, width, 0],
  }[turn];
  return matrix.map(pdfNumber).join(' ');
}

interface LinePlace {
  readonly scale: number;
  /** Of the page, in points. */
  readonly height: number;
  readonly font: TextFont;
}

/** The line as high as its box, stretched to be as wide. */
function lineOperators(line: PdfLine, { scale, height, font }: LinePlace): readonly string[] {
  const { hex, ems } = font.encode(line.text);
  const size = line.height * scale;
  if (hex === '' || size <= 0 || line.width <= 0) return [];
  const stretch = (100 * line.width * scale) / (ems * size);
  const angle = (-line.leanDegrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const rise = (-DESCENT / UNITS_PER_EM) * size;
  const x = line.x * scale - sin * rise;
  const y = height - line.y * scale + cos * rise;
  return [`/F ${pdfNumber(size)} Tf ${pdfNumber(stretch)} Tz`, `${[cos, sin, -sin, cos, x, y].map(pdfNumber).join(' ')} Tm <${hex}> Tj`];
}

interface Contents {
  readonly tree: number;
  readonly bookmarks: readonly Bookmark[];
}

async function writeCatalogue(writer: ObjectWriter, head: PdfHead, { tree, bookmarks }: Contents): Promise<void> {
  const [root, info, metadata, profile] = [writer.reserve(), writer.reserve(), writer.reserve(), writer.reserve()];
  // Not packed: programs that know nothing of PDF look for it in the bytes.
  await writer.stream(metadata, '/Type /Metadata /Subtype /XML', Buffer.from(documentMetadata(head), 'utf8'));
  await writer.deflated(profile, '/N 3', srgbProfile());
  const outlines = await writeOutline(writer, bookmarks);
  await writer.object(info, `<< /Title ${pdfText(head.title)} /Producer ${pdfText(head.producer)} >>`);
  const intent = `<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) /Info (sRGB IEC61966-2.1) /DestOutputProfile ${pdfReference(profile)} >>`;
  await writer.object(
    root,
    `<< /Type /Catalog /Pages ${pdfReference(tree)} /Metadata ${pdfReference(metadata)} /OutputIntents [${intent}] /Lang (zh-CN) ` +
      `/ViewerPreferences << /DisplayDocTitle true >>${outlines === undefined ? '' : ` /Outlines ${pdfReference(outlines)} /PageMode /UseOutlines`} >>`,
  );
  await writer.end(root, info);
}

const link = (name: string, item: number | undefined): string => (item === undefined ? '' : ` /${name} ${pdfReference(item)}`);

async function writeOutline(writer: ObjectWriter, bookmarks: readonly Bookmark[]): Promise<number | undefined> {
  if (bookmarks.length === 0) return undefined;
  const outline = writer.reserve();
  const items = bookmarks.map(() => writer.reserve());
  for (const [at, { title, page }] of bookmarks.entries()) {
    await writer.object(
      items[at] ?? 0,
      `<< /Title ${pdfText(title)} /Parent ${pdfReference(outline)}${link('Prev', items[at - 1])}${link('Next', items[at + 1])} /Dest [${pdfReference(page)} /Fit] >>`,
    );
  }
  await writer.object(
    outline,
    `<< /Type /Outlines /First ${pdfReference(items[0] ?? 0)} /Last ${pdfReference(items.at(-1) ?? 0)} /Count ${items.length} >>`,
  );
  return outline;
}
