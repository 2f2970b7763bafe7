import { columnName, escapeXml, sheetText } from './cell-text.js';
import { XML_HEAD, type PlacedComment } from './sheet-xml.js';

const COMMENT_COLUMNS = 4;
const COMMENT_ROWS = 7;
const IDS_A_BLOCK = 1_024;
const FIRST_SHAPE = IDS_A_BLOCK + 1;

/** `xl/comments*.xml`: the text of the comments. */
export function* commentsXml(comments: readonly PlacedComment[], author: string): Generator<string> {
  yield `${XML_HEAD}<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`;
  yield `<authors><author>${escapeXml(author)}</author></authors><commentList>`;
  for (const { row, column, text } of comments) {
    yield `<comment ref="${columnName(column)}${row}" authorId="0"><text><r><t xml:space="preserve">${escapeXml(sheetText(text))}</t></r></text></comment>`;
  }
  yield '</commentList></comments>';
}

/** `xl/drawings/vmlDrawing*.vml`: the box of each comment; Excel shows no comment without one. */
export function* commentBoxesXml(comments: readonly PlacedComment[]): Generator<string> {
  yield '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">';
  yield `<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${shapeBlocks(comments.length)}"/></o:shapelayout>`;
  yield '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';
  for (const [index, comment] of comments.entries()) yield boxXml(comment, index);
  yield '</xml>';
}

/** Shape ids come in blocks of 1,024, block 1 first, and a drawing names the blocks it uses. */
function shapeBlocks(count: number): string {
  return Array.from({ length: Math.floor((FIRST_SHAPE + count) / IDS_A_BLOCK) }, (_, index) => index + 1).join(',');
}

function boxXml({ row, column }: PlacedComment, index: number): string {
  const anchor = [column, 12, Math.max(row - 2, 0), 6, column + COMMENT_COLUMNS, 12, Math.max(row - 2, 0) + COMMENT_ROWS, 6].join(', ');
  return (
    `<v:shape id="_x0000_s${FIRST_SHAPE + index}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">` +
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:textbox style="mso-direction-alt:auto"/>' +
    `<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>` +
    `<x:Row>${row - 1}</x:Row><x:Column>${column - 1}</x:Column></x:ClientData></v:shape>`
  );
}
