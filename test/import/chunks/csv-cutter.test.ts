import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutRecords } from '../../../src/import/chunks/csv-cutter.js';
import { csvDialect, MAX_QUOTED_RECORD_BYTES } from '../../../src/import/chunks/dialect.js';
import { cutAndScan, scanWhole } from './cut-and-scan.js';

const COMMA = csvDialect(',');

/** Files made of what decides about records and cells, in any order. */
const text = fc
  .array(fc.constantFrom('a', '婚', ',', '"', '""', '\n', '\r\n', '\r', '"x"', '"y\nz"', ',"', '",', '\n"', '"\n', ' ', '\ufeff'), {
    maxLength: 60,
  })
  .map((parts) => Buffer.from(parts.join('')));
const pieces = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 });

describe('cutting a file into chunks', () => {
  it('finds the records of one scan of the whole, wherever the chunks end', () => {
    fc.assert(
      fc.property(text, pieces, (bytes, pieceBytes) => {
        expect(cutAndScan(bytes, COMMA, pieceBytes).seen).toEqual(scanWhole(bytes, COMMA));
      }),
      { numRuns: 3_000 },
    );
  });

  it('counts the records and lines that the scanner will see in each chunk', () => {
    fc.assert(
      fc.property(text, pieces, (bytes, pieceBytes) => {
        for (const { cut, seen } of cutAndScan(bytes, COMMA, pieceBytes).counts) expect(cut).toEqual(seen);
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['whole lines', 'a,b\nc,d\n', { end: 8, records: 2, lines: 2 }],
    ['a remainder stays for the next chunk', 'a,b\nc,', { end: 4, records: 1, lines: 1 }],
    ['a line end inside quotes ends no record', '"a\nb",c\nd', { end: 8, records: 1, lines: 2 }],
    ['a doubled quote does not close', '"a""\nb"\nc', { end: 8, records: 1, lines: 2 }],
    ['a quote inside a cell opens nothing', 'a"b\nc"d\n', { end: 8, records: 2, lines: 2 }],
    ['no whole record', 'a,"b\nc', { end: 0, records: 0, lines: 0 }],
    ['nothing', '', { end: 0, records: 0, lines: 0 }],
  ])('%s', (_name, file, cut) => {
    const bytes = Buffer.from(file);
    expect(cutRecords(bytes, bytes.length, COMMA, false)).toEqual(cut);
  });

  it('takes the remainder as a record at the end of the file', () => {
    const bytes = Buffer.from('a,b\nc,"d');
    expect(cutRecords(bytes, bytes.length, COMMA, true)).toEqual({ end: 8, records: 2, lines: 2 });
  });

  it('looks at no byte behind the length it is given', () => {
    const bytes = Buffer.from('a\nb\nc\n');
    expect(cutRecords(bytes, 3, COMMA, false)).toEqual({ end: 2, records: 1, lines: 1 });
  });
});

describe('a quote that never closes', () => {
  const line = `${'x'.repeat(999)}\n`;
  const lines = Math.ceil(MAX_QUOTED_RECORD_BYTES / line.length) + 5;

  it.each([
    ['at the start of the file', '"', ''],
    ['in a later cell', 'a,b,"', ''],
    ['behind a quoted cell over two lines', '"a\nb","', ''],
    ['with a quoted cell far below', '"', 'c,"d\ne"\n'],
    ['twice', '"a\n"', ''],
    ['with a lone quote just past the limit', '"', `x"\n`],
  ])('%s costs the rows up to the next line end only', (_name, before, after) => {
    const bytes = Buffer.from(`${before}${line.repeat(lines)}${after}z\n`);
    const whole = scanWhole(bytes, COMMA);
    expect(whole.at(-1)).toMatchObject({ cells: ['z'] });
    expect(whole.filter((record) => record.broken).length).toBeLessThanOrEqual(2);
    expect(Math.max(...whole.map((record) => record.end - record.start))).toBeLessThanOrEqual(MAX_QUOTED_RECORD_BYTES);
    expect(cutAndScan(bytes, COMMA, [MAX_QUOTED_RECORD_BYTES + 1_000]).seen).toEqual(whole);
  });

  // When a record is given up inside its first quoted cell, its next cell is judged anew, from a later start.
  it.each(['', 'a,', '"a\nb",', '"a\nb","c\nd",'])('is judged alike by cutter and scanner around the limit, behind %j', (before) => {
    for (let spare = -4; spare <= 10; spare += 1) {
      const filling = line.repeat(lines).slice(0, MAX_QUOTED_RECORD_BYTES + spare - before.length);
      const bytes = Buffer.from(`${before}"${filling}",y\n${line.repeat(30)}`);
      for (const pieceBytes of [bytes.length, bytes.length - 1, bytes.length - 29_950]) {
        const { seen, counts } = cutAndScan(bytes, COMMA, [pieceBytes]);
        expect(ends(seen)).toBe(ends(scanWhole(bytes, COMMA)));
        for (const count of counts) expect(count.cut).toEqual(count.seen);
      }
    }
  });
});

/** Where the records end, as a text: comparing thousands of them one by one takes seconds. */
function ends(records: readonly { readonly end: number }[]): string {
  return records.map(({ end }) => end).join(' ');
}
