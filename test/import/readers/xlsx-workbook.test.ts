import { Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectWorkbook, readSheetRows } from '../../../src/import/readers/xlsx-workbook.js';
import type { XlsxRow, XlsxSheet } from '../../../src/import/readers/xlsx-workbook.js';
import { temporaryFolder } from '../../tables/temporary-folder.js';
import { stylesXml, textRow, workbookBytes } from '../../tables/workbook-bytes.js';
import type { WorkbookXml } from '../../tables/workbook-bytes.js';
import { zipBytes } from '../../tables/zip-bytes.js';

const folder = temporaryFolder();
const HEADER = ['登记日期', '男方姓名', '女方姓名', '备注'];

interface Read {
  readonly sheets: readonly XlsxSheet[];
  readonly rows: readonly XlsxRow[];
}

async function readBytes(bytes: Buffer): Promise<Read> {
  const path = await folder.write('a.xlsx', bytes);
  const sheets = await inspectWorkbook(path);
  const readable = sheets.find((sheet) => sheet.readable);
  const rows: XlsxRow[] = [];
  if (readable !== undefined) for await (const batch of readSheetRows(path, readable)) rows.push(...batch);
  return { sheets, rows };
}

async function readXml(workbook: Omit<WorkbookXml, 'sheets'>, rows: string): Promise<readonly XlsxRow[]> {
  return (await readBytes(workbookBytes({ ...workbook, sheets: [{ name: '登记', rows: textRow(...HEADER) + rows }] }))).rows;
}

/** The first cell of the first row of data. */
async function cellOf(cell: string, workbook: Omit<WorkbookXml, 'sheets'> = {}): Promise<string | undefined> {
  return (await readXml(workbook, `<row>${cell}<c t="inlineStr"><is><t>末</t></is></c></row>`))[0]?.cells[0];
}

async function writtenBy(fill: (workbook: ExcelJS.Workbook) => void): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

describe('a workbook that a library wrote', () => {
  it('is read row by row with titles above the header, merged cells and empty rows', async () => {
    const { sheets, rows } = await readBytes(
      await writtenBy((workbook) => {
        const sheet = workbook.addWorksheet('登记');
        sheet.addRow(['某县婚姻登记档案']);
        sheet.mergeCells('A1:D1');
        sheet.addRow([]);
        sheet.addRow(HEADER);
        sheet.addRow(['2019-05-20', '张三', '李四']);
        sheet.addRow([]);
        sheet.addRow([new Date(Date.UTC(2019, 4, 21)), '王五', '赵六', 7]);
      }),
    );
    expect(sheets).toMatchObject([{ name: '登记', readable: true, hidden: false, header: HEADER, headerRow: 3, headerIsGuessed: true }]);
    expect(rows).toEqual([
      { row: 4, cells: ['2019-05-20', '张三', '李四', ''] },
      { row: 6, cells: ['2019-05-21', '王五', '赵六', '7'] },
    ]);
  });

  it('may have the party above its columns in merged cells', async () => {
    const { sheets } = await readBytes(
      await writtenBy((workbook) => {
        const sheet = workbook.addWorksheet('登记');
        sheet.addRow(['登记日期', '男方', null, '女方', null]);
        sheet.addRow([null, '姓名', '身份证号', '姓名', '身份证号']);
        ['A1:A2', 'B1:C1', 'D1:E1'].forEach((range) => sheet.mergeCells(range));
        sheet.addRow(['2019', '甲', '1', '乙', '2']);
      }),
    );
    expect(sheets[0]?.header.slice(1)).toEqual(['男方姓名', '男方身份证号', '女方姓名', '女方身份证号']);
  });

  it('names the sheets without a header and the hidden ones', async () => {
    const { sheets } = await readBytes(
      await writtenBy((workbook) => {
        workbook.addWorksheet('说明').addRow(['填表说明', '请勿改动']);
        workbook.addWorksheet('空');
        workbook.addWorksheet('代码', { state: 'hidden' }).addRow(HEADER);
        workbook.addWorksheet('深藏', { state: 'veryHidden' }).addRow(HEADER);
      }),
    );
    expect(sheets.map(({ name, readable, hidden, problem }) => [name, readable, hidden, problem])).toEqual([
      ['说明', false, false, 'no-header'],
      ['空', false, false, 'empty'],
      ['代码', true, true, undefined],
      ['深藏', true, true, undefined],
    ]);
    expect(sheets[0]?.seen).toEqual(['填表说明', '请勿改动']);
  });

  it('gives rich text, formulas, links, booleans and errors as their text', async () => {
    const { rows } = await readBytes(
      await writtenBy((workbook) => {
        const sheet = workbook.addWorksheet('登记');
        sheet.addRow([...HEADER, '全宗号']);
        sheet.addRow([
          { richText: [{ text: '2019' }, { font: { bold: true }, text: '-05-20' }] },
          { formula: 'A1&B1', result: '张三' },
          { text: '李四', hyperlink: 'http://example.invalid' },
          true,
          { error: '#N/A' },
        ]);
      }),
    );
    expect(rows[0]?.cells).toEqual(['2019-05-20', '张三', '李四', 'TRUE', '#N/A']);
  });

  it('in many rows comes in batches, each row once and in order', async () => {
    const path = folder.path('many.xlsx');
    const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: true });
    const sheet = writer.addWorksheet('登记');
    sheet.addRow(HEADER).commit();
    for (let row = 2; row <= 5_001; row += 1) sheet.addRow(['2019', `甲${row}`, '乙', row]).commit();
    sheet.commit();
    await writer.commit();
    const [found] = await inspectWorkbook(path);
    const rows: XlsxRow[] = [];
    let batches = 0;
    if (found === undefined) throw new Error('a sheet');
    for await (const batch of readSheetRows(path, found)) {
      batches += 1;
      rows.push(...batch);
    }
    expect(rows.map((row) => [row.row, ...row.cells])).toEqual(
      Array.from({ length: 5_000 }, (_, at) => [at + 2, '2019', `甲${at + 2}`, '乙', String(at + 2)]),
    );
    expect(batches).toBeGreaterThan(3);
  });

  it('gives back any text that was written into it', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((value) => !/[\p{Cc}\ufffe\uffff]|_x/iu.test(value));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 8 }), async (written) => {
        const bytes = await writtenBy((workbook) => {
          const sheet = workbook.addWorksheet('登记');
          sheet.addRow(HEADER);
          written.forEach((cells) => sheet.addRow(['首', ...cells]));
        });
        expect((await readBytes(bytes)).rows.map((row) => row.cells)).toEqual(written.map((cells) => ['首', ...cells]));
      }),
      { numRuns: 25 },
    );
  });
});

describe('a cell', () => {
  it.each([
    ['an integer', '<c><v>42</v></c>', '42'],
    ['an integer as Java writes it', '<c><v>2.0190520E7</v></c>', '20190520'],
    ['fifteen digits, an old identity number', '<c><v>990104900101123</v></c>', '990104900101123'],
    ['eighteen digits, which lost three', '<c><v>990104209001011234</v></c>', '9.90104209001011E+17'],
    ['an exponent that lost digits', '<c><v>9.9010420900101E+17</v></c>', '9.90104209001010E+17'],
    ['a fraction without the noise of binary', '<c><v>3.2999999999999998</v></c>', '3.3'],
    ['a negative number', '<c><v>-5</v></c>', '-5'],
    ['zeros before a number that someone wrote as text', '<c><v>000123</v></c>', '000123'],
    ['what is no number after all', '<c><v>abc</v></c>', 'abc'],
    ['a boolean', '<c t="b"><v>0</v></c>', 'FALSE'],
    ['an error', '<c t="e"><v>#REF!</v></c>', '#REF!'],
    ['a date as text', '<c t="d"><v>2019-05-20T00:00:00</v></c>', '2019-05-20'],
    ['a formula with its result', '<c t="str"><f>A1&amp;B1</f><v>好</v></c>', '好'],
    ['a formula whose result is empty', '<c t="str"><f>A1</f><v></v></c>', ''],
    ['a formula nobody computed', '<c><f>A1+1</f></c>', '#N/A'],
    ['entities', '<c t="inlineStr"><is><t>&lt;&#x4e00;&#20108;&amp;amp;&gt;</t></is></c>', '<一二&amp;>'],
    ['an escaped line end', '<c t="inlineStr"><is><t>上_x000D_下_x005F_x</t></is></c>', '上\r下_x'],
    ['spaces kept', '<c t="inlineStr"><is><t xml:space="preserve"> 甲 </t></is></c>', ' 甲 '],
    [
      'rich text without its phonetic reading',
      '<c t="inlineStr"><is><r><rPr><b/></rPr><t>张</t></r><rPh sb="0" eb="1"><t>ZHANG</t></rPh><r><t>三</t></r><phoneticPr/></is></c>',
      '张三',
    ],
    ['an empty one', '<c s="0"/>', ''],
  ])('with %s', async (_name, cell, text) => {
    expect(await cellOf(cell)).toBe(text);
  });

  it.each([
    ['built-in date', 14, '43605', '2019-05-20'],
    ['Chinese date', 31, '43605', '2019-05-20'],
    ['Chinese month, first of the month', 57, '31533', '1986-05'],
    ['Chinese month, another day', 57, '31536', '1986-05-04'],
    ['own date', 'yyyy"年"m"月"d"日"', '43605', '2019-05-20'],
    ['own date with its locale', '[$-804]yyyy\\-mm\\-dd;@', '43605', '2019-05-20'],
    ['own month', 'yyyy"年"m"月"', '31533', '1986-05'],
    ['own year', 'yyyy', '31413', '1986'],
    ['date and time', 'yyyy/m/d h:mm', '43605.5', '2019-05-20'],
    ['first day of all', 14, '1', '1900-01-01'],
    ['day that never was', 14, '60', '1900-02-29'],
    ['day after it', 14, '61', '1900-03-01'],
    ['number too large for a day', 14, '20190520', '20190520'],
    ['leading zeros by format', '000000', '123', '000123'],
    ['minutes, which are no months', 'mm:ss', '12', '12'],
    ['thousands', '#,##0', '1234', '1234'],
    ['text format', 49, '1234', '1234'],
    ['colour with a d in its name', '[Red]0', '5', '5'],
  ])('shown as %s', async (_name, format, value, text) => {
    expect(await cellOf(`<c s="1"><v>${value}</v></c>`, { styles: stylesXml([0, format]) })).toBe(text);
  });

  it('counts days from 1904 where the workbook says so', async () => {
    const workbook = { styles: stylesXml([14]), workbookPr: '<workbookPr date1904="1"/>' };
    expect(await cellOf('<c s="0"><v>42143</v></c>', workbook)).toBe('2019-05-20');
  });

  it('may point into the shared strings, plain, rich or empty', async () => {
    const strings = '<sst><si><t>甲&amp;乙</t></si><si><r><t>丙</t></r><r><t>丁</t></r></si><si/><si><t/></si><si><t>戊</t></si></sst>';
    const cells = [0, 1, 2, 4].map((index) => `<c t="s"><v>${index}</v></c>`).join('');
    expect((await readXml({ strings }, `<row>${cells}</row>`))[0]?.cells).toEqual(['甲&乙', '丙丁', '', '戊']);
  });

  it('stands where its reference says, and right of the header it is passed over', async () => {
    const row = '<row r="7"><c r="D7"><v>4</v></c><c r="B7"><v>2</v></c><c r="XFD7"><v>9</v></c></row>';
    expect(await readXml({}, row)).toEqual([{ row: 7, cells: ['', '2', '', '4'] }]);
  });
});

describe('a sheet', () => {
  it('may carry a namespace prefix on every tag', async () => {
    const plain = `<?xml version="1.0"?><x:worksheet xmlns:x="m"><x:dimension ref="A1:D2"/><x:sheetData>${textRow(...HEADER)}<row r="2"><c><v>1</v></c></row></x:sheetData></x:worksheet>`;
    const prefixed = plain.replace(/<(\/?)(row|c|v|is|t)(?=[\s>/])/gu, '<$1x:$2');
    const { sheets, rows } = await readBytes(workbookBytes({ sheets: [{ name: '登记', rows: prefixed }] }));
    expect([sheets[0]?.lastRow, rows]).toEqual([2, [{ row: 2, cells: ['1', '', '', ''] }]]);
  });

  it('may end with formatted rows that hold nothing', async () => {
    const rows = await readXml(
      {},
      `<row r="2"><c><v>1</v></c></row>${Array.from({ length: 3_000 }, (_, at) => `<row r="${at + 3}" spans="1:4" s="5" customFormat="1"/>`).join('')}`,
    );
    expect(rows).toHaveLength(1);
  });

  it.each([
    ['is cut off in a row', `<?xml version="1.0"?><worksheet><sheetData>${textRow(...HEADER)}<row r="2"><c><v>1`],
    ['is cut off between rows', `<?xml version="1.0"?><worksheet><sheetData>${textRow(...HEADER)}<row r="2"><c><v>1</v></c></row>`],
    ['has no data part', '<?xml version="1.0"?><worksheet></worksheet>'],
    [
      'closes a cell by a row',
      `<?xml version="1.0"?><worksheet><sheetData>${textRow(...HEADER)}<row><c><v>1</v></row></sheetData></worksheet>`,
    ],
    [
      'declares entities',
      `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData>${textRow(...HEADER)}</sheetData></worksheet>`,
    ],
    [
      'repeats a row number',
      `<?xml version="1.0"?><worksheet><sheetData>${textRow(...HEADER)}<row r="2"><c><v>1</v></c></row><row r="2"><c><v>1</v></c></row></sheetData></worksheet>`,
    ],
    [
      'names a shared string that is not there',
      `<?xml version="1.0"?><worksheet><sheetData>${textRow(...HEADER)}<row><c t="s"><v>5</v></c></row></sheetData></worksheet>`,
    ],
    [
      'has a cell of no known type',
      `<?xml version="1.0"?><worksheet><sheetData>${textRow(...HEADER)}<row><c t="zz"><v>5</v></c></row></sheetData></worksheet>`,
    ],
  ])('that %s is called broken', async (_name, rows) => {
    await expect(readBytes(workbookBytes({ sheets: [{ name: '登记', rows }] }))).rejects.toMatchObject({
      kind: 'input-refused',
      key: 'import.xlsx-broken',
    });
  });

  it('whose bytes are changed at random is read or refused, but never breaks the program', async () => {
    const bytes = Buffer.from(
      `<?xml version="1.0"?><worksheet><sheetData>${textRow(...HEADER)}<row r="2"><c s="1" t="b"><v>1</v></c></row></sheetData></worksheet>`,
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.constantFrom(...Buffer.from('<>/"=& a0')), async (at, byte) => {
        const changed = Buffer.from(bytes);
        changed[at] = byte;
        const outcome = await readBytes(workbookBytes({ sheets: [{ name: '登记', rows: changed.toString() }] })).catch(
          (error: unknown) => error,
        );
        if (outcome instanceof Error) expect(outcome).toMatchObject({ kind: 'input-refused' });
      }),
      { numRuns: 200 },
    );
  });
});

describe('what is no workbook we can read is refused with its own reason', () => {
  const compound = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(4_000)]);
  compound.writeUInt16LE(9, 30);
  const encrypted = Buffer.from(compound);
  encrypted.write('EncryptedPackage', 1_200, 'utf16le');

  it.each([
    ['a workbook of before 2007', compound, 'import.old-workbook'],
    ['a workbook behind a password', encrypted, 'import.encrypted-workbook'],
    ['a binary workbook', zipBytes([{ name: 'xl/workbook.bin' }]), 'import.binary-workbook'],
    ['an OpenDocument spreadsheet', zipBytes([{ name: 'mimetype' }, { name: 'content.xml' }]), 'import.other-workbook'],
    ['a package', zipBytes([{ name: 'a.csv' }]), 'import.not-a-workbook'],
    ['a page', Buffer.from('<table><tr><td>1</td></tr></table>'), 'import.html-workbook'],
    ['text', Buffer.from('登记日期,男方姓名'), 'import.not-a-workbook'],
    ['nothing', Buffer.alloc(0), 'import.file-empty'],
    ['a workbook without its list of sheets', zipBytes([{ name: '[Content_Types].xml' }]), 'import.xlsx-broken'],
    ['a workbook cut off', workbookBytes({ sheets: [] }).subarray(0, 300), 'import.zip-broken'],
    [
      'a workbook of something else',
      workbookBytes({ sheets: [{ name: '货单', rows: textRow('品名', '单价', '数量') }] }),
      'import.no-header',
    ],
  ])('%s', async (_name, bytes, key) => {
    await expect(readBytes(bytes)).rejects.toMatchObject({ kind: 'input-refused', key });
  });

  it('a workbook that unpacks to far more than it is', async () => {
    const rows = `<?xml version="1.0"?><worksheet><sheetData>${textRow(...HEADER)}${' '.repeat(8_000_000)}</sheetData></worksheet>`;
    await expect(readBytes(workbookBytes({ sheets: [{ name: '登记', rows }] }))).rejects.toMatchObject({ key: 'import.zip-bomb' });
  });

  it('a file that is not there', async () => {
    await expect(inspectWorkbook(folder.path('none.xlsx'))).rejects.toMatchObject({ key: 'import.file-missing' });
  });

  it('a reading that is interrupted', async () => {
    const path = await folder.write('stop.xlsx', workbookBytes({ sheets: [{ name: '登记', rows: textRow(...HEADER) }] }));
    const [sheet] = await inspectWorkbook(path);
    if (sheet === undefined) throw new Error('a sheet');
    const rows = readSheetRows(path, sheet, AbortSignal.abort(new Error('stop')));
    await expect(Readable.from(rows).toArray()).rejects.toThrow('stop');
  });
});
