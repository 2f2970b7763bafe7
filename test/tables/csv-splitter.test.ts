import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvSplitter } from '../../src/tables/csv-splitter.js';
import { csvLine } from '../helpers/rows.js';

function rowsOf(text: string, pieceLength = text.length || 1, delimiter = ','): string[][] {
  const splitter = new CsvSplitter(delimiter);
  const rows: string[][] = [];
  for (let at = 0; at < text.length; at += pieceLength) rows.push(...splitter.push(text.slice(at, at + pieceLength)));
  return [...rows, ...splitter.finish()];
}

describe('splitting a leaked file into rows', () => {
  it.each([
    [
      'plain rows',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a last row without a line end',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['quotes, delimiters and line ends in quotes', '"a,1","say ""no""","x\r\ny",z\n', [['a,1', 'say "no"', 'x\r\ny', 'z']]],
    ['a quote in the midst of a cell', 'a"b",c\n', [['a"b"', 'c']]],
    ['empty lines', 'a\n\n\r\nb\n', [['a'], ['b']]],
  ])('%s', (_name, text, rows) => expect(rowsOf(text)).toEqual(rows));

  it('gives back what was written, however it is cut into pieces', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '张', '"', ',', '\r', '\n', ' '), maxLength: 6 });
    const row = fc.array(cell, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), fc.integer({ min: 1, max: 7 }), (rows, pieceLength) => {
        expect(rowsOf(rows.map(csvLine).join(''), pieceLength)).toEqual(rows);
      }),
    );
  });

  it('does not lose the rest of the file to one stray quote', () => {
    const rows = rowsOf(`"a,b\n${'c,d\n'.repeat(40_000)}`);
    expect(rows.filter(([first]) => first === 'c').length).toBeGreaterThan(10_000);
  });
});
