import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { CELL_SEPARATOR } from '../../../src/domain/row-text.js';
import { WRITERS } from '../../../src/export/writers/writers.js';
import { writeXlsx } from '../../../src/export/writers/xlsx-file.js';
import { HEAD, HOSTILE, written } from './written.js';

const inert = (cell: string): string => (/^[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell);
const asObjects = (rows: readonly (readonly string[])[]) => rows.map(([cert_no, remark]) => ({ cert_no, remark }));

describe('CSV', () => {
  it('begins with a byte order mark, ends each record with CR LF, and comes back cell by cell with formulas made inert', async () => {
    const bytes = await written(WRITERS.csv, HOSTILE);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const records = parse(bytes, { bom: true, record_delimiter: '\r\n' });
    expect(records).toEqual([['证件字号', '备注'], ...HOSTILE.map((row) => row.map(inert))]);
  });

  it('comes back for any rows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 8 }), async (rows) => {
        // No value holds the separators of the joined row: rule `illegal-characters`.
        const clean = rows.map((row) => row.map((cell) => cell.replaceAll(CELL_SEPARATOR, '')));
        const records = parse(await written(WRITERS.csv, clean), { bom: true, record_delimiter: '\r\n' });
        expect(records.slice(1)).toEqual(clean.map((row) => row.map(inert)));
      }),
    );
  });
});

describe('JSON lines', () => {
  it('hold one object a row with the keys of the columns', async () => {
    const text = (await written(WRITERS.jsonl, HOSTILE)).toString('utf8');
    const lines = text.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(asObjects(HOSTILE));
  });
});

describe('Parquet', () => {
  it('comes back as written, text for text, with the facts of the export', async () => {
    const bytes = await written(WRITERS.parquet, HOSTILE);
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    expect(await parquetReadObjects({ file })).toEqual(asObjects(HOSTILE));
    const { key_value_metadata: facts } = parquetMetadata(file);
    expect(facts).toEqual(HEAD.facts.map(([key, value]) => ({ key, value })));
  });

  it('is written in groups, so that memory does not grow with it', async () => {
    const rows = Array.from({ length: 45_000 }, (_, index) => [`J${index}`, '备注']);
    const bytes = await written(WRITERS.parquet, rows);
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    expect(parquetMetadata(file).row_groups.map(({ num_rows: count }) => Number(count))).toEqual([20_000, 20_000, 5_000]);
    expect((await parquetReadObjects({ file, rowStart: 44_999, rowEnd: 45_000 }))[0]).toEqual({ cert_no: 'J44999', remark: '备注' });
  });
});

async function sheetsOf(bytes: Buffer): Promise<string[][][]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  return workbook.worksheets.map((sheet) => {
    const rows: string[][] = [];
    sheet.eachRow((row) => {
      row.eachCell((cell) => expect(cell.type).not.toBe(ExcelJS.ValueType.Formula));
      rows.push([1, 2].map((column) => row.getCell(column).text));
    });
    return rows;
  });
}

describe('XLSX', () => {
  it('says above its columns what it is, and holds text alone', async () => {
    const [rows] = await sheetsOf(await written(WRITERS.xlsx, HOSTILE.slice(0, 4)));
    expect(rows).toEqual([['用途', '核查 <2026>'], ['导出编号', 'EXP-20261125-001'], ['证件字号', '备注'], ...HOSTILE.slice(0, 4)]);
  });

  it('goes on in another sheet, with the same head, when one is full', async () => {
    const rows = Array.from({ length: 6 }, (_, index) => [`J${index}`, '']);
    const sheets = await sheetsOf(await written((sink, head, blocks) => writeXlsx(sink, head, blocks, 6), rows));
    expect(sheets.map((sheet) => sheet.slice(3).map(([cell]) => cell))).toEqual([
      ['J0', 'J1', 'J2'],
      ['J3', 'J4', 'J5'],
    ]);
  });

  it('has one sheet when there is no row', async () => {
    expect(await sheetsOf(await written(WRITERS.xlsx, []))).toHaveLength(1);
  });
});
