import type { SharedStrings } from './shared-strings.js';
import { numberText } from './xlsx-numbers.js';
import type { CellFormat } from './xlsx-numbers.js';
import { readStringItem } from './xlsx-text.js';
import type { TextSink } from './xlsx-text.js';
import { XmlError } from './xml-cursor.js';
import type { XmlCursor } from './xml-cursor.js';

export interface XlsxRow {
  /** Row of the sheet, from 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

export interface CellContext {
  readonly strings: Pick<SharedStrings, 'at'>;
  /** By the cell's style index. */
  readonly formats: readonly CellFormat[];
  readonly is1904: boolean;
}

/** `XFD`, the last column a sheet can have. */
const MOST_COLUMNS = 16_384;
const MOST_ROWS = 1_048_576;
const GENERAL: CellFormat = { kind: 'general' };
/** Shown for a formula whose result the program that wrote it never computed: an empty cell would hide the loss. */
const NOT_COMPUTED = '#N/A';

/** The first letter of a cell's type and its length tell the types apart: `s` and `str`, `b`, `e`, `n`, `d`, `inlineStr`. */
type CellType = 'shared' | 'string' | 'inline' | 'boolean' | 'error' | 'number' | 'date';

/** Reads rows from cursors over whole `row` elements. One reader goes through one sheet, front to back. */
export class RowReader implements TextSink {
  readonly #context: CellContext;
  readonly #width: number;
  readonly #emptyCells: readonly string[];
  #row = 0;
  #column = 0;
  #style = 0;
  #type: CellType = 'number';
  #text = '';
  #hasText = false;
  #hasFormula = false;

  /** Cells right of `width` have no header and are passed over. */
  constructor(context: CellContext, width: number) {
    this.#context = context;
    this.#width = width;
    this.#emptyCells = Array.from({ length: width === Number.POSITIVE_INFINITY ? 0 : width }, () => '');
  }

  /** The row read last. */
  get row(): number {
    return this.#row;
  }

  /** The next row that is not empty, or `undefined` at the end of the segment. */
  next(cursor: XmlCursor): XlsxRow | undefined {
    while (cursor.nextTag()) {
      if (!cursor.isNamed('row') || cursor.isClosing) cursor.skipOther();
      else {
        const cells = this.#readRow(cursor);
        if (cells !== undefined) return { row: this.#row, cells };
      }
    }
    return undefined;
  }

  addBytes(bytes: Buffer, from: number, to: number): void {
    this.#text += bytes.toString('utf8', from, to);
  }

  addText(text: string): void {
    this.#text += text;
  }

  #readRow(cursor: XmlCursor): readonly string[] | undefined {
    this.#beginRow(cursor);
    if (cursor.isEmpty) return undefined;
    const cells = [...this.#emptyCells];
    let isBlank = true;
    while (cursor.nextTag()) {
      if (cursor.isClosing) return this.#endRow(cursor, isBlank ? undefined : cells);
      const text = this.#readCellOrOther(cursor);
      if (text === '' || this.#column > this.#width) continue;
      while (cells.length < this.#column) cells.push('');
      cells[this.#column - 1] = text;
      isBlank = false;
    }
    throw new XmlError('a row does not end');
  }

  /** Row numbers must rise: they name the row in every report, and a number that came twice would hide a row. */
  #beginRow(cursor: XmlCursor): void {
    let row = this.#row + 1;
    while (cursor.nextAttribute()) if (isLetter(cursor, 0x72)) row = positiveInteger(cursor);
    if (row <= this.#row || row > MOST_ROWS) throw new XmlError(`row ${row} after row ${this.#row}`);
    this.#row = row;
    this.#column = 0;
  }

  #endRow(cursor: XmlCursor, cells: readonly string[] | undefined): readonly string[] | undefined {
    if (!cursor.isNamed('row')) throw new XmlError('a row is closed by something else');
    cursor.endTag();
    return cells;
  }

  #readCellOrOther(cursor: XmlCursor): string {
    if (!cursor.isNamed('c')) {
      cursor.skipOther();
      return '';
    }
    this.#beginCell(cursor);
    return cursor.isEmpty ? '' : this.#readCell(cursor);
  }

  #beginCell(cursor: XmlCursor): void {
    let column = this.#column + 1;
    this.#style = 0;
    this.#type = 'number';
    while (cursor.nextAttribute()) {
      if (isLetter(cursor, 0x72)) column = columnOf(cursor);
      else if (isLetter(cursor, 0x73)) this.#style = positiveInteger(cursor);
      else if (isLetter(cursor, 0x74)) this.#type = typeOf(cursor);
    }
    if (column > MOST_COLUMNS) throw new XmlError(`column ${column}`);
    this.#column = column;
  }

  #readCell(cursor: XmlCursor): string {
    this.#text = '';
    this.#hasText = false;
    this.#hasFormula = false;
    let value = '';
    while (cursor.nextTag()) {
      if (cursor.isClosing) return this.#endCell(cursor, value);
      if (cursor.isNamed('v')) value = this.#readValue(cursor);
      else if (cursor.isNamed('is')) value = this.#readInline(cursor);
      else this.#passFormula(cursor);
    }
    throw new XmlError('a cell does not end');
  }

  #endCell(cursor: XmlCursor, value: string): string {
    if (!cursor.isNamed('c')) throw new XmlError('a cell is closed by something else');
    cursor.endTag();
    return this.#hasFormula && !this.#hasText ? NOT_COMPUTED : value;
  }

  #passFormula(cursor: XmlCursor): void {
    if (cursor.isNamed('f')) this.#hasFormula = true;
    cursor.skipOther();
  }

  #readInline(cursor: XmlCursor): string {
    this.#hasText = true;
    readStringItem(cursor, this);
    return this.#text;
  }

  #readValue(cursor: XmlCursor): string {
    this.#hasText = true;
    cursor.endTag();
    if (cursor.isEmpty) return '';
    cursor.text();
    const text = this.#valueText(cursor);
    if (!cursor.nextTag() || !cursor.isClosing || !cursor.isNamed('v')) throw new XmlError('a value does not end');
    cursor.endTag();
    return text;
  }

  #valueText(cursor: XmlCursor): string {
    if (this.#column > this.#width) return '';
    if (this.#type === 'shared') return this.#context.strings.at(sharedIndex(cursor));
    if (this.#type === 'number') return numberText(cursor.value(), this.#context.formats[this.#style] ?? GENERAL, this.#context.is1904);
    const text = cursor.value();
    if (this.#type === 'boolean') return text.trim() === '1' ? 'TRUE' : 'FALSE';
    return this.#type === 'date' ? text.trim().slice(0, 10) : text;
  }
}

function isLetter(cursor: XmlCursor, letter: number): boolean {
  return cursor.attributeTo - cursor.attributeFrom === 1 && cursor.bytes[cursor.attributeFrom] === letter;
}

function positiveInteger(cursor: XmlCursor): number {
  let number = 0;
  for (let at = cursor.valueFrom; at < cursor.valueTo; at += 1) {
    const digit = (cursor.bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) throw new XmlError('not a number where one must be');
    number = number * 10 + digit;
  }
  return number;
}

function sharedIndex(cursor: XmlCursor): number {
  if (cursor.valueTo === cursor.valueFrom) throw new XmlError('a cell names no shared string');
  return positiveInteger(cursor);
}

/** `AB12` → 28. */
function columnOf(cursor: XmlCursor): number {
  let column = 0;
  for (let at = cursor.valueFrom; at < cursor.valueTo; at += 1) {
    const letter = ((cursor.bytes[at] ?? 0) & 0xdf) - 0x40;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  if (column === 0) throw new XmlError('a cell without a column');
  return column;
}

function typeOf(cursor: XmlCursor): CellType {
  const length = cursor.valueTo - cursor.valueFrom;
  switch (cursor.bytes[cursor.valueFrom]) {
    case 0x73:
      return length === 1 ? 'shared' : 'string';
    case 0x69:
      return 'inline';
    case 0x62:
      return 'boolean';
    case 0x65:
      return 'error';
    case 0x64:
      return 'date';
    case 0x6e:
      return 'number';
    default:
      throw new XmlError('a cell of unknown type');
  }
}
