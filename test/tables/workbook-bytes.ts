import { zipBytes } from './zip-bytes.js';
import type { MemberBytes } from './zip-bytes.js';

export interface SheetXml {
  readonly name: string;
  /** Content of `sheetData`, or a whole part when it begins with `<`+`?xml`. */
  readonly rows: string;
  readonly state?: string;
}

export interface WorkbookXml {
  readonly sheets: readonly SheetXml[];
  readonly strings?: string;
  readonly styles?: string;
  readonly workbookPr?: string;
  readonly extra?: readonly MemberBytes[];
}

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** A workbook whose XML is written by the test, for what no writer library would write. */
export function workbookBytes(workbook: WorkbookXml): Buffer {
  const { sheets, strings, styles, workbookPr = '', extra = [] } = workbook;
  const sheetList = sheets.map(
    (sheet, at) =>
      `<sheet name="${sheet.name}" sheetId="${at + 1}" r:id="rId${at + 1}"${sheet.state === undefined ? '' : ` state="${sheet.state}"`}/>`,
  );
  const related = sheets.map((_, at) => relationship(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`));
  if (strings !== undefined) related.push(relationship('rIdS', 'sharedStrings', 'sharedStrings.xml'));
  if (styles !== undefined) related.push(relationship('rIdT', 'styles', '/xl/styles.xml'));
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relationships([relationship('rId1', 'officeDocument', 'xl/workbook.xml')]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}">${workbookPr}<sheets>${sheetList.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(related),
    ...(strings === undefined ? {} : { 'xl/sharedStrings.xml': strings }),
    ...(styles === undefined ? {} : { 'xl/styles.xml': styles }),
  };
  sheets.forEach((sheet, at) => (parts[`xl/worksheets/sheet${at + 1}.xml`] = sheetXml(sheet.rows)));
  return zipBytes([...Object.entries(parts).map(([name, text]) => ({ name, content: Buffer.from(text) })), ...extra]);
}

function sheetXml(rows: string): string {
  return rows.startsWith('<?xml') ? rows : `<?xml version="1.0"?><worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`;
}

function relationship(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${RELATIONSHIPS}/${type}" Target="${target}"/>`;
}

function relationships(list: readonly string[]): string {
  return `<Relationships>${list.join('')}</Relationships>`;
}

/** A row of inline strings. */
export function textRow(...cells: readonly string[]): string {
  return `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
}

/** A style sheet whose style `n` has the `n`-th number format given: an id, or a code of its own. */
export function stylesXml(formats: readonly (number | string)[]): string {
  const custom = formats.map((format, at) =>
    typeof format === 'string' ? `<numFmt numFmtId="${200 + at}" formatCode="${format.replaceAll('"', '&quot;')}"/>` : '',
  );
  const styles = formats.map((format, at) => `<xf numFmtId="${typeof format === 'string' ? 200 + at : format}"/>`);
  return `<styleSheet><numFmts>${custom.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${styles.join('')}</cellXfs></styleSheet>`;
}
