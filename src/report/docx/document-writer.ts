import { escapeXml, sheetText } from '../xlsx/cell-text.js';
import { XML_HEAD } from '../xlsx/sheet-xml.js';
import { ZipWriter, type ByteSink } from '../xlsx/zip-writer.js';

export type Alignment = 'left' | 'center' | 'right';

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: string;
  readonly align?: Alignment;
  /** Height of the letters. */
  readonly points: number;
  readonly bold?: boolean;
  /** Empty space above. */
  readonly spaceBeforePoints?: number;
  /** Two characters in front, as Chinese prose begins. */
  readonly indented?: boolean;
}

/** A table with lines; its first row is the heading. */
export interface Table {
  readonly kind: 'table';
  /** Share of the width of each column, in per cent. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly string[])[];
}

export type Block = Paragraph | Table;

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
/** A4 and its margins, in twentieths of a point. */
const PAGE =
  '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1985" w:right="1588" w:bottom="1701" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/>';
const TEXT_WIDTH = 11_906 - 2 * 1_588;
const FONTS = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋"/>';
const TABLE_POINTS = 12;

/**
 * Writes a document of one section on A4 that word processors open (WordprocessingML, ECMA-376 part 1 §17). Equal blocks give
 * equal bytes. It has text and tables only: no field, link or macro that could act.
 */
export async function writeDocument(sink: ByteSink, blocks: readonly Block[]): Promise<void> {
  const zip = new ZipWriter(sink);
  await zip.add('[Content_Types].xml', [CONTENT_TYPES]);
  await zip.add('_rels/.rels', [RELATIONS]);
  await zip.add('word/document.xml', documentXml(blocks));
  await zip.end();
}

const CONTENT_TYPES =
  `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
  `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${MAIN_TYPE}"/></Types>`;
const RELATIONS =
  `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" ` +
  'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';

function* documentXml(blocks: readonly Block[]): Generator<string> {
  yield `${XML_HEAD}<w:document xmlns:w="${WORD}"><w:body>`;
  for (const block of blocks) yield block.kind === 'table' ? tableXml(block) : paragraphXml(block);
  yield `<w:sectPr>${PAGE}</w:sectPr></w:body></w:document>`;
}

function paragraphXml({ text, align = 'left', points, bold, spaceBeforePoints = 0, indented }: Omit<Paragraph, 'kind'>): string {
  const spacing = `<w:spacing w:before="${spaceBeforePoints * 20}" w:line="360" w:lineRule="auto"/>`;
  const indent = indented === true ? '<w:ind w:firstLineChars="200"/>' : '';
  const run = `<w:rPr>${FONTS}${bold === true ? '<w:b/>' : ''}<w:sz w:val="${points * 2}"/></w:rPr>`;
  return `<w:p><w:pPr>${spacing}${indent}<w:jc w:val="${align}"/></w:pPr><w:r>${run}<w:t xml:space="preserve">${textXml(text)}</w:t></w:r></w:p>`;
}

function tableXml({ widths, rows }: Table): string {
  const columns = widths.map((share) => Math.round((TEXT_WIDTH * share) / 100));
  const grid = columns.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  const lines = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => `<w:${side} w:val="single" w:sz="4"/>`).join('');
  const body = rows.map((cells, index) => rowXml(cells, columns, index === 0)).join('');
  return `<w:tbl><w:tblPr><w:tblW w:w="${TEXT_WIDTH}" w:type="dxa"/><w:tblBorders>${lines}</w:tblBorders></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${body}</w:tbl>`;
}

function rowXml(cells: readonly string[], columns: readonly number[], isHeading: boolean): string {
  const items = columns.map((width, at) => {
    const paragraph = paragraphXml({ text: cells[at] ?? '', points: TABLE_POINTS, bold: isHeading });
    return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${paragraph}</w:tc>`;
  });
  return `<w:tr>${isHeading ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${items.join('')}</w:tr>`;
}

/** A sheet's spelling of `_xHHHH_` means nothing in a document and is taken back. */
function textXml(text: string): string {
  return escapeXml(sheetText(text)).replaceAll('_x005F_', '_');
}
