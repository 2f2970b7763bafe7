import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_CELL_CHARACTERS, sheetText } from '../../../src/report/xlsx/cell-text.js';
import type { Sheet, SheetCell } from '../../../src/report/xlsx/sheet-xml.js';
import { CELL_STYLES, STYLES_XML, styleNumber } from '../../../src/report/xlsx/styles.js';
import { writeWorkbook } from '../../../src/report/xlsx/workbook-writer.js';

async function bytesOf(sheets: readonly Sheet[]): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  await writeWorkbook(
    async (bytes) => {
      pieces.push(bytes);
    },
    sheets,
    { author: 'mreg' },
  );
  return Buffer.concat(pieces);
}

/** Reads with exceljs, a program that knows nothing of ours. The bytes are copied: a small Buffer is a part of a larger, shared one. */
async function readBack(sheets: readonly Sheet[]): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(await bytesOf(sheets)).buffer);
  return workbook;
}

function aSheet(cells: readonly SheetCell[], over: Partial<Sheet> = {}): Sheet {
  return { name: 'A', widths: cells.map(() => 12), rows: [{ cells }], ...over };
}

async function firstRow(cells: readonly SheetCell[]): Promise<ExcelJS.Row> {
  const sheet = (await readBack([aSheet(cells)])).worksheets[0];
  if (sheet === undefined) throw new Error('no sheet');
  return sheet.getRow(1);
}

/** exceljs gives a comment of one run as a plain text. */
function noteText({ note }: ExcelJS.Cell): string {
  return typeof note === 'string' ? note : (note?.texts ?? []).map((part) => part.text).join('');
}

describe('a written workbook', () => {
  it('gives every text back as it was', async () => {
    const texts = ['990101196001011234', '1986年5月4日', ' 两头有空格 ', '第一行\n第二行', '<b>&amp;"\'', '0012', '1E5', '𠮷田'];
    const row = await firstRow(texts.map((text) => ({ text })));
    expect(texts.map((_, index) => row.getCell(index + 1).value)).toEqual(texts);
  });

  it.each(['=1+1', '+86', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x","y")'])(
    'keeps %j as inert text, marked as typed',
    async (text) => {
      const cell = (await firstRow([{ text }])).getCell(1);
      expect(cell.type).toBe(ExcelJS.ValueType.String);
      expect(cell.value).toBe(sheetText(text));
      expect(cell.formula).toBeUndefined();
      expect(cell.numFmt).toBe('@');
    },
  );

  it('has the text format on cells and on whole columns', async () => {
    const sheet = (await readBack([aSheet([{ text: '' }, { text: '990101196001011234' }])])).worksheets[0];
    expect(sheet?.getColumn(1).numFmt).toBe('@');
    expect(sheet?.getRow(1).getCell(2).numFmt).toBe('@');
  });

  it('colours and comments cells, empty ones too', async () => {
    const row = await firstRow([{ text: '', style: 'bad', comment: '缺少必填项。\n建议：补录 <原件>' }]);
    expect(row.getCell(1).fill).toMatchObject({ pattern: 'solid', fgColor: { argb: 'FFFFC7CE' } });
    expect(noteText(row.getCell(1))).toBe('缺少必填项。\n建议：补录 <原件>');
  });

  it('freezes the header and filters below it', async () => {
    const rows = [{ cells: [{ text: 'a' }, { text: 'b' }] }, { cells: [{ text: '1' }, { text: '2' }] }];
    const sheet = (await readBack([{ name: 'A', widths: [9, 9], rows, frozenRows: 1, frozenColumns: 1, filterRow: 1 }])).worksheets[0];
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', xSplit: 1, ySplit: 1 });
    expect(sheet?.autoFilter).toBe('A1:B2');
  });

  it('holds several sheets, each with its comments', async () => {
    const workbook = await readBack([aSheet([{ text: 'x', comment: 'one' }]), aSheet([{ text: 'y', comment: 'two' }], { name: '说明' })]);
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['A', '说明']);
    expect(workbook.worksheets.map((sheet) => noteText(sheet.getRow(1).getCell(1)))).toEqual(['one', 'two']);
  });

  it('is the same bytes for the same content', async () => {
    expect(await bytesOf([aSheet([{ text: 'x', comment: 'y' }])])).toEqual(await bytesOf([aSheet([{ text: 'x', comment: 'y' }])]));
  });

  it('holds no formula, no link and no rich text in a cell, whatever the text (any string)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 1, maxLength: 8 }), async (texts) => {
        const row = await firstRow([...texts, 'end'].map((text) => ({ text })));
        const values = texts.map((_, index) => row.getCell(index + 1).value ?? '');
        expect(values).toEqual(texts.map(sheetText));
      }),
      { numRuns: 40 },
    );
  });
});

describe('the styles', () => {
  const formats = [...(STYLES_XML.split('<cellXfs')[1] ?? '').matchAll(/<xf [^>]*>/gu)].map((match) => match[0]);

  it.each(CELL_STYLES)('%s is text, and has a form that says the text was typed with a leading quote', (style) => {
    expect(formats[styleNumber(style, false)]).toMatch(/numFmtId="49"(?!.*quotePrefix)/u);
    expect(formats[styleNumber(style, true)]).toMatch(/numFmtId="49".*quotePrefix="1"/u);
  });
});

describe('the text of a cell', () => {
  it('is settled after one pass (any string)', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => sheetText(sheetText(text)) === sheetText(text)));
  });

  it.each([
    ['a text that fills a cell', 'x'.repeat(MAX_CELL_CHARACTERS), 'x'.repeat(MAX_CELL_CHARACTERS)],
    ['a longer text', 'x'.repeat(MAX_CELL_CHARACTERS + 1), `${'x'.repeat(MAX_CELL_CHARACTERS - 1)}…`],
    ['a cut between the halves of a character', `${'x'.repeat(MAX_CELL_CHARACTERS - 2)}𠮷𠮷`, `${'x'.repeat(MAX_CELL_CHARACTERS - 2)}…`],
    ['a control character', 'a\u0001b', 'a\uFFFDb'],
    ['line ends of Windows', 'a\r\nb\rc', 'a\nb\nc'],
  ])('%s', (_name, text, expected) => expect(sheetText(text)).toBe(expected));
});
