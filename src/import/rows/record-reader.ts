import { FIELD_KEYS, isFieldKey } from '../../domain/fields.js';
import type { Finding } from '../../domain/finding.js';
import { foundEncodingDamaged } from '../../validators/reader/encoding-damaged.js';
import { foundRowCutOff } from '../../validators/reader/row-cut-off.js';
import { foundTooFewCells } from '../../validators/reader/row-too-few-cells.js';
import { foundTooManyCells } from '../../validators/reader/row-too-many-cells.js';
import { decodeChunk } from '../chunks/decode-chunk.js';
import { QUOTE } from '../chunks/dialect.js';
import { RecordScanner } from '../chunks/record-scanner.js';
import type { ChunkTask, TableSetup } from './chunk-task.js';
import { NOTHING_RAW, type RawCells } from './row-checker.js';

const DAMAGE = '\ufffd';
const DAMAGE_BYTES = Buffer.from(DAMAGE);
const NONE: readonly Finding[] = [];

/** A record as texts: one for each field in the order of `FIELDS`, and what stood in unmapped columns. */
export interface RecordTexts {
  readonly texts: readonly string[];
  readonly extras: RawCells;
}

/** Reads the records of a chunk one after the other: as places in its bytes, and as texts where somebody asks. */
export class RecordReader {
  readonly scanner: RecordScanner;
  bytes: Buffer = Buffer.alloc(0);
  private readonly table: TableSetup;
  /** Cells before the first data cell: frames carry their row number. */
  private readonly lead: number;
  private readonly columnOf: readonly number[];
  private readonly extraColumns: readonly (readonly [number, string])[];
  private readonly delimiter: string;
  /** Whether the chunk holds U+FFFD at all, so that most rows need no search for it. */
  private hasDamage = false;

  constructor(table: TableSetup) {
    this.table = table;
    this.lead = table.framed ? 1 : 0;
    this.scanner = new RecordScanner(table.dialect);
    this.columnOf = FIELD_KEYS.map((key) => table.columns.indexOf(key));
    this.extraColumns = table.extras.flatMap((name, column) => (name === undefined ? [] : [[column, name] as const]));
    this.delimiter = String.fromCharCode(table.dialect.delimiter);
  }

  load(task: Pick<ChunkTask, 'bytes' | 'length'>): void {
    const { bytes, broken } = decodeChunk(task, this.table);
    this.bytes = bytes;
    this.hasDamage = bytes.includes(DAMAGE_BYTES);
    this.scanner.load(bytes, bytes.length, broken);
  }

  /** The row's own number, in frames. */
  frameNumber(): number {
    return Number(this.cellText(0));
  }

  /** Whether the cells are as many as the header's and need no unescaping. */
  isRegular(): boolean {
    const { scanner, table } = this;
    return !scanner.broken && !scanner.escaped && scanner.cells - this.lead === table.columns.length;
  }

  isBlank(): boolean {
    return !this.hasTextFrom(this.lead);
  }

  /** What is wrong with the record before any value is looked at. */
  findings(): readonly Finding[] {
    const { scanner, table } = this;
    if (scanner.broken) return [foundRowCutOff()];
    const found = scanner.cells - this.lead;
    const expected = table.columns.length;
    if (found < expected) return [foundTooFewCells(found, expected)];
    if (found > expected && this.hasTextFrom(expected + this.lead)) return [foundTooManyCells(found, expected)];
    return this.isDamaged() ? [foundEncodingDamaged(table.encoding, this.damagedFields())] : NONE;
  }

  texts(): RecordTexts {
    const cells = this.cellTexts();
    const texts = this.columnOf.map((column) => (column === -1 ? '' : (cells[column] ?? '')));
    let extras: Record<string, string> | undefined;
    for (const [column, name] of this.extraColumns) {
      const text = cells[column];
      if (text !== undefined && text !== '') (extras ??= {})[name] = text;
    }
    return { texts, extras: extras ?? NOTHING_RAW };
  }

  /** The record as the file has it, by field or header: what quarantine keeps. */
  cells(): RawCells {
    if (this.scanner.broken) return { '#1': this.cellText(0) };
    const cells: Record<string, string> = {};
    this.cellTexts().forEach((text, column) => {
      const name = this.nameOf(column);
      if (name !== undefined && text !== '') cells[name] = text;
    });
    return cells;
  }

  private get keptCells(): number {
    return Math.min(this.scanner.cells, this.scanner.starts.length);
  }

  private hasTextFrom(first: number): boolean {
    const { starts, ends } = this.scanner;
    for (let cell = first; cell < this.keptCells; cell += 1) if ((ends[cell] as number) > (starts[cell] as number)) return true;
    return false;
  }

  private cellText(cell: number): string {
    const { starts, ends, escaped } = this.scanner;
    const start = starts[cell] as number;
    const text = this.bytes.toString('utf8', start, ends[cell]);
    return escaped && this.bytes[start - 1] === QUOTE ? text.replaceAll('""', '"') : text;
  }

  /** The cells in column order. A record with no quote is decoded at once: a call for each cell costs five times as much. */
  private cellTexts(): string[] {
    const { starts, ends, hasQuotes } = this.scanner;
    if (!hasQuotes) return this.bytes.toString('utf8', starts[this.lead], ends[this.keptCells - 1]).split(this.delimiter);
    const texts: string[] = [];
    for (let cell = this.lead; cell < this.keptCells; cell += 1) texts.push(this.cellText(cell));
    return texts;
  }

  private nameOf(column: number): string | undefined {
    const { columns, extras } = this.table;
    return column < columns.length ? (columns[column] ?? extras[column]) : `#${column + 1}`;
  }

  private isDamaged(): boolean {
    const { recordStart, recordEnd } = this.scanner;
    const at = this.hasDamage ? this.bytes.indexOf(DAMAGE_BYTES, recordStart) : -1;
    return at !== -1 && at < recordEnd;
  }

  private damagedFields() {
    const cells = this.cells();
    return Object.keys(cells)
      .filter((name) => cells[name]?.includes(DAMAGE) === true)
      .filter(isFieldKey);
  }
}
