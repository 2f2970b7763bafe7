import { commentBoxesXml, commentsXml } from './comments-xml.js';
import { escapeXml } from './cell-text.js';
import { sheetXml, XML_HEAD, type PlacedComment, type Sheet } from './sheet-xml.js';
import { STYLES_XML } from './styles.js';
import { ZipWriter, type ByteSink } from './zip-writer.js';

export interface WorkbookOptions {
  /** Who signs the comments. */
  readonly author: string;
}

interface WrittenSheet {
  readonly name: string;
  readonly hasComments: boolean;
}

const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SPREADSHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * Streams an XLSX workbook (ECMA-376) of text cells. Rows are taken as they come and never kept; only comments are held
 * until their sheet ends. Equal sheets give equal bytes: nothing of the clock or the machine goes in.
 */
export async function writeWorkbook(sink: ByteSink, sheets: Iterable<Sheet>, options: WorkbookOptions): Promise<void> {
  const zip = new ZipWriter(sink);
  await zip.add('_rels/.rels', [relationsXml([['officeDocument', 'xl/workbook.xml']])]);
  await zip.add('xl/styles.xml', [STYLES_XML]);
  const written: WrittenSheet[] = [];
  // How many sheets there are may show only when the rows have been written; readers look parts up by name, not by place.
  for (const sheet of sheets) written.push(await writeSheet(zip, sheet, written.length + 1, options));
  await zip.add('xl/workbook.xml', [workbookXml(written)]);
  await zip.add('xl/_rels/workbook.xml.rels', [workbookRelationsXml(written)]);
  await zip.add('[Content_Types].xml', [contentTypesXml(written)]);
  await zip.end();
}

async function writeSheet(zip: ZipWriter, sheet: Sheet, number: number, options: WorkbookOptions): Promise<WrittenSheet> {
  const comments: PlacedComment[] = [];
  await zip.add(
    `xl/worksheets/sheet${number}.xml`,
    sheetXml(
      sheet,
      (comment) => comments.push(comment),
      () => comments.length > 0,
    ),
  );
  if (comments.length > 0) await writeComments(zip, comments, number, options);
  return { name: sheet.name, hasComments: comments.length > 0 };
}

async function writeComments(zip: ZipWriter, comments: readonly PlacedComment[], number: number, options: WorkbookOptions): Promise<void> {
  const relations = relationsXml([
    ['vmlDrawing', `../drawings/vmlDrawing${number}.vml`],
    ['comments', `../comments${number}.xml`],
  ]);
  await zip.add(`xl/worksheets/_rels/sheet${number}.xml.rels`, [relations]);
  await zip.add(`xl/comments${number}.xml`, commentsXml(comments, options.author));
  await zip.add(`xl/drawings/vmlDrawing${number}.vml`, commentBoxesXml(comments));
}

function relationsXml(relations: readonly (readonly [type: string, target: string])[]): string {
  const items = relations.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${XML_HEAD}<Relationships xmlns="${RELATIONS}">${items.join('')}</Relationships>`;
}

function workbookRelationsXml(sheets: readonly WrittenSheet[]): string {
  return relationsXml([
    ...sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
    ['styles', 'styles.xml'] as const,
  ]);
}

function workbookXml(sheets: readonly WrittenSheet[]): string {
  const items = sheets.map((sheet, index) => `<sheet name="${escapeXml(sheet.name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  return (
    `${XML_HEAD}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}">` +
    `<bookViews><workbookView activeTab="0"/></bookViews><sheets>${items.join('')}</sheets></workbook>`
  );
}

function override(part: string, type: string): string {
  return `<Override PartName="/xl/${part}" ContentType="${SPREADSHEET_TYPE}.${type}+xml"/>`;
}

function contentTypesXml(sheets: readonly WrittenSheet[]): string {
  const parts = sheets.flatMap((sheet, index) => [
    override(`worksheets/sheet${index + 1}.xml`, 'worksheet'),
    ...(sheet.hasComments ? [override(`comments${index + 1}.xml`, 'comments')] : []),
  ]);
  return (
    `${XML_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
    '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>' +
    `${override('workbook.xml', 'sheet.main')}${override('styles.xml', 'styles')}${parts.join('')}</Types>`
  );
}
