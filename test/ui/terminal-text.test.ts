import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, padEndColumns, padStartColumns, wrapColumns } from '../../src/lib/display-width.js';
import { countText, tableLines } from '../../src/ui/table.js';

describe('displayWidth', () => {
  it.each([
    ['plain letters', 'abc', 3],
    ['Chinese', '婚姻登记', 8],
    ['full-width marks', '：（）', 6],
    ['a rare character beyond the BMP', '𠮷', 2],
    ['a combining accent', 'e\u0301', 1],
    ['a joiner', 'a\u200Db', 2],
    ['colours', '\u001B[31m红\u001B[39m', 2],
    ['a bar', '█░', 2],
  ])('of %s', (_name, text, columns) => {
    expect(displayWidth(text)).toBe(columns);
  });
});

describe('padding and wrapping', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '登', '记', '，', '-', '9') });

  it('pads to the columns asked for, on either side', () => {
    fc.assert(
      fc.property(text, fc.nat(40), (sample, columns) => {
        const wanted = Math.max(columns, displayWidth(sample));
        expect(displayWidth(padEndColumns(sample, columns))).toBe(wanted);
        expect(displayWidth(padStartColumns(sample, columns))).toBe(wanted);
      }),
    );
  });

  it('loses nothing but spaces by wrapping', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 30 }), (sample, columns) => {
        expect(wrapColumns(sample, columns).join('').replaceAll(' ', '')).toBe(sample.replaceAll(' ', ''));
      }),
    );
  });

  it('breaks between Chinese characters but never before a mark', () => {
    expect(wrapColumns('登记机关，已撤销', 8)).toEqual(['登记机', '关，已撤', '销']);
  });

  it('keeps lines within the columns when words fit', () => {
    expect(wrapColumns('reads only and writes no file', 12)).toEqual(['reads only', 'and writes', 'no file']);
  });
});

describe('tableLines', () => {
  it('aligns Chinese and Latin columns alike', () => {
    const lines = tableLines(
      [{ title: '批次' }, { title: 'rows', align: 'right' }],
      [
        ['1', '10'],
        ['十二', '1,000'],
      ],
    );
    expect(lines).toEqual(['批次   rows', '1        10', '十二  1,000']);
  });

  it('writes counts with thousands apart', () => {
    expect(countText(1_234_567)).toBe('1,234,567');
  });
});
