import { inflateSync } from 'node:zlib';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvBlocks, csvRecord } from '../../samples/generate/output/csv-file.js';
import { encodeGb18030 } from '../../samples/generate/output/gb18030.js';
import { zipEntries } from '../../samples/generate/output/steady-zip.js';
import { byteOrderMark, encodeText, TEXT_ENCODINGS } from '../../samples/generate/output/text-encoding.js';
import { tinyPng } from '../../samples/generate/output/tiny-png.js';
import { writeWorkbook } from '../../samples/generate/output/workbook.js';
import { zipFile } from '../../samples/generate/output/zip-file.js';

/** Characters a name or address may hold; lone surrogates are none, and GB18030 has no code for U+FFFD in this decoder. */
const readableText = fc.string({ unit: 'binary', maxLength: 60 }).filter((text) => !text.includes('\ufffd'));

describe('GB18030', () => {
  it.each([
    ['ASCII', 'A1,"', '4131 2c22'],
    ['a pair of GB 2312', '中', 'd6d0'],
    ['a pair of GBK', '朤', '9654'],
    ['four bytes in the basic plane', '㐀', '8139ee39'],
    ['four bytes beyond it', '𠀀', '95328236'],
  ])('writes %s as the standard has it', (_name, text, hex) => {
    expect(encodeGb18030(text).toString('hex')).toBe(hex.replace(' ', ''));
  });

  it('comes back from the decoder as it was, whatever the text', () => {
    fc.assert(fc.property(readableText, (text) => new TextDecoder('gb18030').decode(encodeGb18030(text)) === text));
  });

  it('writes a question mark for half a surrogate pair', () => {
    expect(encodeGb18030('a\ud800').toString('latin1')).toBe('a?');
  });
});

describe('CSV', () => {
  it('puts quotes only where they are needed', () => {
    expect(csvRecord(['IA', '', 'a,b', 'say "x"', '两\n行'])).toBe('IA,,"a,b","say ""x""","两\n行"\r\n');
  });

  it('reads back in another parser, whatever the cells', () => {
    const cells = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(
          cells.map((row) => ['x', ...row]),
          { minLength: 1, maxLength: 5 },
        ),
        (rows) => {
          const text = rows.map((row) => csvRecord(row)).join('');
          expect(parse(text, { relax_column_count: true, record_delimiter: '\r\n' })).toEqual(rows);
        },
      ),
    );
  });

  it.each(TEXT_ENCODINGS)('in %s begins with its mark and decodes to the text', (encoding) => {
    const bytes = Buffer.concat([
      ...csvBlocks(
        [
          ['男方姓名', '备注'],
          ['陈样本', ''],
        ],
        encoding,
      ),
    ]);
    expect(bytes.subarray(0, byteOrderMark(encoding).length)).toEqual(byteOrderMark(encoding));
    const decoder = new TextDecoder(encoding === 'utf-8-bom' ? 'utf-8' : encoding);
    expect(decoder.decode(bytes)).toBe('男方姓名,备注\r\n陈样本,\r\n');
    expect(encodeText('', encoding)).toHaveLength(0);
  });
});

describe('ZIP', () => {
  const entries = [
    { name: '扫描件/甲.png', bytes: tinyPng(7) },
    { name: 'a.csv', bytes: Buffer.from('x,y\r\n') },
  ];

  it('opens in another reader with its names and bytes', async () => {
    expect(await zipEntries(zipFile(entries, 'utf-8'))).toEqual(entries);
  });

  it('gives the same bytes each time', () => {
    expect(zipFile(entries, 'gbk').equals(zipFile(entries, 'gbk'))).toBe(true);
  });
});

describe('the tiny scan', () => {
  it('is a PNG of one grey pixel', () => {
    const png = tinyPng(200);
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    const data = png.subarray(png.indexOf('IDAT') + 4, png.indexOf('IEND') - 8);
    expect([...inflateSync(data)]).toEqual([0, 200]);
  });
});

describe('the workbook', () => {
  it('keeps dates as dates, formulas with their value, and titles merged over the headers', async () => {
    const stream = new PassThrough();
    const day = new Date(Date.UTC(2019, 4, 20));
    const rows = [
      ['登记日期', '登记机关'],
      [day, { formula: 'CONCATENATE("甲","乙")', result: '甲乙' }],
    ];
    const [bytes] = await Promise.all([buffer(stream), writeWorkbook(stream, [{ name: '表', titles: ['台账'], rows }])]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(new Uint8Array(bytes).buffer);
    const sheet = workbook.getWorksheet('表');
    expect(sheet?.getCell('B1').isMerged).toBe(true);
    expect(sheet?.getCell('A3').value).toEqual(day);
    expect(sheet?.getCell('B3').result).toBe('甲乙');
  });
});
